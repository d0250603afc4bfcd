import CLinux
import CodeSetModel
import Files
import History
import Ingest
import Normalize
import Validate

/// The releases of a code set after all stages but the last.
struct JudgedHistory: Sendable {
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
        run.addGaps(before: entry)
        guard ingested.codes.release.basis != .unknown else { return run.addGap(entry.release) }
        var normalized = normalizer.add(
          ingested.codes.records, of: ingested.codes.release, rejected: ingested.codes.rejected,
          hcpcs: ingested.codes.hcpcs, tabular: ingested.companions.table(of: TabularRecord.self))
        normalized.add(ingested.companions, of: entry.system)
        let release = normalized.edition.release
        let earlier = excuse(ingested.findings + normalized.findings.worthSaying(of: release), of: release)
        findings.append(
          earlier + judge(normalized.edition, found: validator.add(normalized.edition), earlier: earlier))
        run.add(normalized.edition, of: entry, ingested.companions.addenda)
      }
      if let conversion = ingested.companions.conversion(of: entry.release.label) {
        conversions.append(conversion)
      }
      inputs += ingested.inputs
      // What the release left free between what stays goes back to the system.
      malloc_trim(0)
    }
    // Not needed any more, and large.
    normalizer = Normalizer(entries[0].system)
    history = run.finish(conversions: conversions, inputs: inputs)
    history.addFindings(findings)
    self.summaries = summaries
    if entries.count > 1 { self.summaries.append(Pipeline.summary(of: history)) }
  }
}

extension SystemHistory {
  /// Puts the findings of the stages before, by release, before those of the history.
  mutating func addFindings(_ earlier: [[Diagnostic]]) {
    let own = Dictionary(grouping: tables.findings, by: \.release)
    tables.findings = zip(tables.releases, earlier).flatMap { release, earlier in
      (earlier + (own[release.label] ?? []).map(\.diagnostic)).enumerated().map { number, finding in
        Finding(system: system.id, release: release.label, number: number + 1, finding)
      }
    }
  }
}
