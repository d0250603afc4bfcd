import ArgumentParser
import CodeSetModel
import History
import Validate

/// Stage 3: all releases of a code set together.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Stage 3: bring all releases of a code set into one dated history, held against the addenda.",
    discussion: """
      A history that stands and was made of the same releases is taken up where it ended: only the releases \
      that are new are read.
      """)

  @Argument(help: "The code set, e.g. icd10cm.")
  var system: String

  @Option(
    name: .customLong("release"),
    help: ArgumentHelp("Only this release, e.g. fy2025. May be repeated. (default: all)", valueName: "label"))
  var labels: [String] = []

  @Flag(help: "Begin anew, whatever stands.")
  var afresh = false

  @OptionGroup var options: FolderOptions

  func run() throws {
    let entries = try chosen()
    let stages = options.stages
    try reportingDiagnostics(options.verbosity) {
      let made = try entries.map { entry in
        MadeOf(
          entry.release, fingerprint: try stages.fingerprint(of: system, entry.release.label))
      }
      var run = HistoryRun(entries[0].system)
      var held = 0
      // Where the publisher prints the days, a later release may move those of all rows before.
      let isWhole = afresh || entries[0].system == .hcpcs
      let before = isWhole ? [] : try stages.historyMadeOf(system)
      if before.canBeTakenUp(for: made) {
        run = HistoryRun(resuming: try stages.readHistory(of: entries[0].system), entries: entries)
        held = before.count
      }
      for entry in entries[held...] {
        run.add(
          try stages.readEditionOfHistory(system, entry.release.label), of: entry,
          try stages.addenda(of: entry))
      }
      let history = run.finish(
        conversions: try entries.compactMap(stages.conversion),
        inputs: try entries.flatMap {
          try stages.read(InputFile.self, "ingest", of: system, $0.release.label)
        })
      var report = FindingsReport(verbosity: options.verbosity, folder: options.folder)
      report.add(history.findings, newest: history.releases.last?.label)
      try report.finish()
      try stages.write(history, madeOf: made)
      options.verbosity.say(summary(of: history))
    }
  }
}

extension HistoryCommand {
  /// The releases of the code set among those that are named: the others may be those of other code sets.
  private func chosen() throws -> [RegistryEntry] {
    let own = try options.releases(systems: [], labels: labels).filter { $0.system.system == system }
    return own.isEmpty ? try options.releases(systems: [system], labels: labels) : own
  }
}

/// A history while its releases are added, with what is said of them.
struct HistoryRun {
  private var builder: HistoryBuilder
  private var findings: [(release: Release, findings: [Diagnostic])] = []

  init(_ system: CodeSystem) {
    builder = HistoryBuilder(system)
  }

  /// Takes up a history; what was said of its releases stays, but for the conversion tables, which are read
  /// anew.
  init(resuming history: SystemHistory, entries: [RegistryEntry]) {
    let ofConversions = Set(conversionRules.map(\.id))
    findings = history.releases.map { release in
      (
        release,
        history.findings.filter { $0.release == release.label }.map(\.diagnostic)
          .filter { !ofConversions.contains($0.rule) }
      )
    }
    // The last of them may have had no end when it was added.
    var history = history
    for position in history.releases.indices {
      history.releases[position].until = entries[position].release.until
    }
    builder = HistoryBuilder(resuming: history)
  }

  mutating func add(_ edition: consuming Edition, of entry: RegistryEntry, _ addenda: Addenda?) {
    edition.release.until = entry.release.until
    let release = edition.release
    let added = builder.add(edition, addenda: addenda)
    var own = excuse(added.findings, of: release)
    if added.isReconciled { own += unusedExemptions(in: own, of: release, from: historyRules) }
    findings.append((release, own))
  }

  /// The history, with the findings of this stage.
  consuming func finish(conversions: [ConversionTable], inputs: [InputFile]) -> SystemHistory {
    var (history, ofConversions) = builder.finish(conversions: conversions)
    history.inputs = inputs
    for (release, own) in findings {
      let all = own + ofConversions.filter { $0.release == release.label }.map(\.finding)
      history.findings += all.enumerated().map { number, finding in
        Finding(system: release.system, release: release.label, number: number + 1, finding)
      }
    }
    return history
  }
}

/// How many rows all releases come to.
func summary(of history: SystemHistory) -> String {
  let releases = history.releases
  let printed = releases.reduce(0) { $0 + $1.codeCount }
  return "\(history.system.system): \(releases.count) release\(releases.count == 1 ? "" : "s"), "
    + "\(printed) codes printed = \(history.codes.count) rows of history"
}
