import CodeSetModel
import History
import Validate

/// A history while its releases are added, with what is said of them.
struct HistoryRun {
  private var builder: HistoryBuilder
  private var findings: [(release: Release, findings: [Diagnostic])] = []

  init(_ system: CodeSystem) {
    builder = HistoryBuilder(system)
  }

  /// Takes up a history; what was said of its releases stays, but for the conversion tables, which are read
  /// again.
  init(resuming history: SystemHistory, entries: [RegistryEntry]) {
    let ofConversions = Set(conversionRules.map(\.id))
    findings = history.tables.releases.map { release in
      (
        release,
        history.tables.findings.filter { $0.release == release.label }.map(\.diagnostic)
          .filter { !ofConversions.contains($0.rule) }
      )
    }
    // The last of them may have had no end when it was added.
    var history = history
    for position in history.tables.releases.indices {
      let label = history.tables.releases[position].label
      history.tables.releases[position].until = entries.first { $0.release.label == label }?.release.until
    }
    for position in history.tables.gaps.indices {
      let label = history.tables.gaps[position].label
      // A release that the registry has no row of lies between two others: its end is known.
      guard let entry = entries.first(where: { $0.release.label == label }) else { continue }
      history.tables.gaps[position].until = entry.release.until
    }
    builder = HistoryBuilder(resuming: history)
  }

  /// Adds a release of which nothing is known but its days.
  mutating func addGap(_ release: Release) { builder.addGap(ReleaseGap(release)) }

  /// Adds the releases between the one added last and the next, of which nothing more is known either.
  mutating func addGaps(before entry: RegistryEntry) {
    for gap in entry.gapsBefore { builder.addGap(gap) }
  }

  mutating func add(_ edition: consuming Edition, of entry: RegistryEntry, _ addenda: Addenda?) {
    edition.release.until = entry.release.until
    let release = edition.release
    let added = builder.add(edition, addenda: addenda)
    var own = excuse(added.findings, of: release)
    // Whether a footer is missed depends on which other addenda and releases the registry names.
    let rules = historyRules.filter { $0.id != "footer-missing" }
    if added.isReconciled { own += unusedExemptions(in: own, of: release, from: rules) }
    findings.append((release, own))
  }

  /// The history, with the findings of this stage.
  consuming func finish(conversions: [ConversionTable], inputs: [InputFile]) -> SystemHistory {
    var (history, ofConversions) = builder.finish(conversions: conversions)
    history.tables.inputs = inputs
    for (release, own) in findings {
      let all = own + ofConversions.filter { $0.release == release.label }.map(\.finding)
      history.tables.findings += all.enumerated().map { number, finding in
        Finding(system: release.system, release: release.label, number: number + 1, finding)
      }
    }
    return history
  }
}

/// How many rows all releases come to.
func summary(of history: SystemHistory) -> String {
  let releases = history.tables.releases
  let printed = releases.reduce(0) { $0 + $1.codeCount }
  return "\(history.system.id): \(releases.count) release\(releases.count == 1 ? "" : "s"), "
    + "\(printed) codes printed = \(history.tables.codes.count) rows of history"
}
