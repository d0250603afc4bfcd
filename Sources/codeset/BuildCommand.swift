import ArgumentParser
import CLinux
import CodeSetModel
import Foundation
import History
import Ingest
import Normalize
import Validate

/// All stages in one process.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Run all stages: from the files of the registry to all products.",
    discussion: """
      The products are byte for byte those of the stages run one by one through make.

      EXAMPLES:
        codeset build
        codeset build --registry releases.csv --release fy2025 --output out
        codeset build --emit site --emit fhir              with two products more
      """)

  @OptionGroup var emit: EmitOptions
  @OptionGroup var options: BuildOptions

  @Option(help: ArgumentHelp("How many threads may work at a time.", valueName: "n"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("'--jobs' takes a number above 0, found \(jobs).") }
  }

  func run() throws {
    // With memory of its own for each thread, what one frees would not be used by another: a tenth more.
    mallopt(M_ARENA_MAX, 2)
    let entries = try options.chosen()
    let systems = entries.map(\.system).reduce(into: [CodeSystem]()) { all, system in
      if !all.contains(system) { all.append(system) }
    }
    let turns = Turns(jobs)
    var judged = try concurrently(
      systems.map { system in
        { try JudgedHistory(entries.filter { $0.system == system }, turns: turns) }
      }, jobs: jobs)
    var histories = judged.map(\.history)
    let acrossCodeSets = histories.checkAcrossCodeSets()
    var report = FindingsReport(verbosity: options.folders.verbosity, folder: options.folders.folder)
    for system in judged {
      report.add(system.history.findings, newest: system.history.releases.last?.label)
      for summary in system.summaries { options.folders.verbosity.say(summary) }
    }
    report.add(acrossCodeSets.map(\.diagnostic))
    try report.finish()

    // Moved into the catalog: no second copy is kept while the products are written.
    judged.removeAll()
    let catalog = Catalog(histories: histories)
    let folder = try OutputFolder(path: options.folders.output, access: .exclusive)
    let building = folder.building
    let products = emit.products.filter(\.isOfCatalog).map { product in
      { @Sendable in try product.write(catalog, into: building) }
    }
    // Whoever is done first brings what is written so far to the disk: less is left for the end.
    let files = try concurrently(
      products + [
        { @Sendable in
          try flushFileSystem(of: building)
          return []
        }
      ], jobs: jobs)
    let reports =
      emit.products.contains(.report)
      ? try writeReports(reading: "\(building)/\(Product.sqlite.rawValue)", into: building, jobs: jobs) : []
    // Written before anything is put in place: a disk that is full leaves the old products and their manifest.
    try Manifest(of: catalog, products: files.flatMap(\.self) + reports).write(into: building)
    try folder.publish(
      emit.products.map(\.rawValue) + [Manifest.name], removing: emit.others.map(\.rawValue))
  }
}

/// The releases of a code set after all stages but the last.
private struct JudgedHistory: Sendable {
  var history: SystemHistory
  var summaries: [String] = []

  /// One release after the other, so that no more than three are in memory: while one is added to the
  /// history, the files of the next are read.
  ///
  /// - Parameter turns: how many threads may work at a time, over all code sets.
  init(_ entries: [RegistryEntry], turns: Turns) throws {
    var run = HistoryRun(entries[0].system)
    var normalizer = Normalizer(entries[0].system)
    var validator = Validator()
    var summaries: [String] = []
    var findings: [[Diagnostic]] = []
    var conversions: [ConversionTable] = []
    var inputs: [InputFile] = []
    var next = Ahead(turns) { try entries[0].ingest() }
    for (place, entry) in entries.enumerated() {
      var ingested = try next.value()
      if place + 1 < entries.count {
        next = Ahead(turns) { [lines = ingested.codes.lines] in
          try entries[place + 1].ingest(after: lines)
        }
      }
      // The next release alone needs them.
      ingested.codes.lines = nil
      turns.take {
        summaries += ingested.summaries
        var normalized = normalizer.add(
          ingested.codes.records, of: ingested.codes.release, rejected: ingested.codes.rejected,
          hcpcs: ingested.codes.hcpcs)
        normalized.add(ingested.companions, of: entry.system)
        let release = normalized.edition.release
        let earlier = excuse(ingested.findings + normalized.findings, of: release)
        findings.append(
          earlier + judge(normalized.edition, found: validator.add(normalized.edition), earlier: earlier))
        run.add(normalized.edition, of: entry, ingested.addenda)
      }
      if let conversion = ingested.conversion { conversions.append(conversion) }
      inputs += ingested.inputs
    }
    // Not needed any more, and large.
    normalizer = Normalizer(entries[0].system)
    history = run.finish(conversions: conversions, inputs: inputs)
    history.addFindings(findings)
    self.summaries = summaries
    if entries.count > 1 { self.summaries.append(codeset.summary(of: history)) }
  }
}

extension SystemHistory {
  /// Puts the findings of the stages before, by release, before those of the history.
  mutating func addFindings(_ earlier: [[Diagnostic]]) {
    let own = Dictionary(grouping: findings, by: \.release)
    findings = zip(releases, earlier).flatMap { release, earlier in
      (earlier + (own[release.label] ?? []).map(\.diagnostic)).enumerated().map { number, finding in
        Finding(system: system.system, release: release.label, number: number + 1, finding)
      }
    }
  }
}
