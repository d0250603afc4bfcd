import CodeSetModel
import Files
import Foundation
import History
import Ingest
import Normalize
import Validate

/// The stages one by one, as make runs them: each reads the files that the one before left.
package struct Stages {
  let registry: Registry
  let files: StageFiles
  let output: String
  private let isStrict: Bool

  /// Reads the registry.
  ///
  /// - Parameters:
  ///   - output: the folder of the products; the files of the stages are below it.
  ///   - isStrict: whether warnings stop a stage as errors do.
  package init(
    registry path: String, output: String, isStrict: Bool = false, notice: @escaping Notice = { _ in }
  ) throws(Failure) {
    registry = try Registry(path: path)
    files = StageFiles(output: output, notice: notice)
    self.output = output
    self.isStrict = isStrict
  }

  /// Runs a stage, unless the registry has errors. A file of a stage that is not what it should be is a finding
  /// like any other.
  func run(_ body: (inout RunOutcome) throws -> Void) throws -> RunOutcome {
    var outcome = RunOutcome(registry.findings, isStrict: isStrict)
    guard !outcome.isStopped else { return outcome }
    do {
      try body(&outcome)
    } catch let finding as Diagnostic {
      outcome.add([finding])
    }
    return outcome
  }

  /// Stage 1: the published files of a release, line by line.
  package func ingest(_ system: String, _ label: String) throws -> RunOutcome {
    try run { outcome in
      let ingested = try entry(system, label).ingest()
      let findings = excuse(ingested.findings, of: ingested.codes.release)
      outcome.add(findings.located(in: registry.folder))
      guard !outcome.isStopped else { return }
      try files.write("ingest", of: system, label) { $0.add(ingested, findings) }
      outcome.summaries = ingested.summaries
    }
  }

  /// Stage 2: the canonical model.
  package func normalize(_ system: String, _ label: String) throws -> RunOutcome {
    try run { outcome in
      let ingested = try files.readRelease("ingest", of: system, label)
      let records = try files.read(OrderRecord.self, "ingest", of: system, label)
      let rejected = try files.read(Rejected.self, "ingest", of: system, label)
      let hcpcs = try files.read(HCPCSRecord.self, "ingest", of: system, label)
      let earlier = try files.read(Diagnostic.self, "ingest", of: system, label)
      let entry = try entry(system, label)
      let companions = try files.companions(of: entry) { !$0.isOfChanges }
      var normalized = Normalize.normalize(
        records, of: ingested, system: entry.system, rejected: rejected, hcpcs: hcpcs,
        tabular: companions.table(of: TabularRecord.self))
      normalized.add(companions, of: entry.system)
      let findings = excuse(normalized.findings.worthSaying(of: ingested), of: ingested)
      // The notes are left to `validate`, which reports on the release as a whole.
      outcome.add(findings.filter { $0.severity != .note }.located(in: registry.folder))
      guard !outcome.isStopped else { return }
      try files.write("normalize", of: system, label) { tables in
        tables.add(normalized.edition)
        tables.add(earlier + findings)
      }
    }
  }

  /// Stage 3: every rule.
  package func validate(_ system: String, _ label: String) throws -> RunOutcome {
    try run { outcome in
      let edition = try files.readEdition(of: system, label)
      let earlier = try files.read(Diagnostic.self, "normalize", of: system, label)
      let findings = judge(edition, found: Validate.validate(edition), earlier: earlier)
      let ofNormalize = Set(normalizeRules.map(\.id))
      let notes = earlier.filter { $0.severity == .note && ofNormalize.contains($0.rule) }
      outcome.add((notes + findings).located(in: registry.folder))
      guard !outcome.isStopped else { return }
      try files.write("validate", of: system, label) { $0.add(earlier + findings) }
    }
  }

  /// Stage 4: all releases of a code set together.
  ///
  /// - Parameters:
  ///   - labels: only these releases; no names mean all.
  ///   - afresh: ignore the history of earlier runs.
  package func history(_ system: String, releases labels: [String], afresh: Bool) throws -> RunOutcome {
    try run { outcome in
      let entries = try entriesOfHistory(system, releases: labels)
      outcome.add(registry.leftOut(entries))
      let made = try entries.map { entry in
        MadeOf(entry.release, fingerprint: try files.fingerprint(of: system, entry.release.label))
      }
      var run = HistoryRun(entries[0].system)
      var done = 0
      // Where the publisher prints the days, a later release may move those of all rows before.
      let isWhole = afresh || entries[0].system == .hcpcs
      let before = isWhole ? [] : try files.historyMadeOf(system)
      if before.canBeTakenUp(for: made) {
        let earlier = try files.readHistory(of: entries[0].system)
        if earlier.hasGaps(of: entries[..<before.count]) {
          run = HistoryRun(resuming: earlier, entries: entries)
          done = before.count
        }
      }
      for entry in entries[done...] {
        run.addGaps(before: entry)
        let edition = try files.readEditionOfHistory(system, entry.release.label)
        if edition.release.basis == .unknown {
          run.addGap(entry.release)
        } else {
          run.add(edition, of: entry, try files.companions(of: entry) { $0 == .addenda }.addenda)
        }
      }
      let history = run.finish(
        conversions: try entries.compactMap { entry in
          try files.companions(of: entry) { $0 == .conversion }.conversion(of: entry.release.label)
        },
        inputs: try entries.flatMap {
          try files.read(InputFile.self, "ingest", of: system, $0.release.label)
        })
      outcome.add(history.worthPrinting.located(in: registry.folder))
      guard !outcome.isStopped else { return }
      try files.write(history, madeOf: made)
      outcome.summaries = [summary(of: history)]
    }
  }

  private func entry(_ system: String, _ label: String) throws(Failure) -> RegistryEntry {
    try registry.entries(systems: [system], releases: [label])[0]
  }

  /// The releases of the code set among those that are named: the others may be those of other code sets.
  private func entriesOfHistory(_ system: String, releases labels: [String]) throws(Failure)
    -> [RegistryEntry]
  {
    let own = try registry.entries(systems: [], releases: labels).filter { $0.system.id == system }
    return own.isEmpty ? try registry.entries(systems: [system], releases: labels) : own
  }
}

extension SystemHistory {
  /// Whether the releases between these are those that the history knows of.
  fileprivate func hasGaps(of entries: ArraySlice<RegistryEntry>) -> Bool {
    let labels = Set(entries.map(\.release.label))
    return tables.gaps.filter { !labels.contains($0.label) } == entries.flatMap(\.gapsBefore)
  }
}
