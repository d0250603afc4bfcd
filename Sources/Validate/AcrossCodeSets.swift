import CodeSetModel

/// The rules that hold the code sets of a build against each other.
package let rulesAcrossCodeSets: [Rule] = [
  .crosswalkTarget, .targetNotHeld, .annotationCode, .annotationRetired, .annotationProcedure,
  .annotationScenario, .procedureNotHeld,
]

extension [SystemHistory] {
  /// Holds what refers to codes against the code sets of the build: the targets of mappings, annotated codes and
  /// their procedures. Adds what is found to the findings of the releases that the references came with.
  ///
  /// - Returns: what was found.
  package mutating func checkAcrossCodeSets() -> [Finding] {
    guard contains(where: { !$0.crosswalks.isEmpty || !$0.annotations.isEmpty }) else { return [] }
    var codes = CodesOfBuild(self)
    var all: [Finding] = []
    for position in indices {
      let history = self[position]
      for release in history.tables.releases {
        let found =
          history.findings(onCrosswalkOf: release, among: &codes)
          + history.findings(onAnnotationsOf: release, among: &codes)
        let count = history.tables.findings.count { $0.release == release.label }
        let added = found.enumerated().map { place, finding in
          Finding(system: release.system, release: release.label, number: count + place + 1, finding)
        }
        self[position].insert(added, of: release.label)
        all += added
      }
    }
    return all
  }
}

extension SystemHistory {
  /// Adds findings after those of their release.
  fileprivate mutating func insert(_ added: [Finding], of release: String) {
    guard !added.isEmpty else { return }
    let order = tables.releases.map(\.label)
    let place = order.firstIndex(of: release) ?? 0
    let next = tables.findings.firstIndex { (order.firstIndex(of: $0.release) ?? 0) > place }
    tables.findings.insert(contentsOf: added, at: next ?? tables.findings.endIndex)
  }
}

/// The codes of a build's code sets, for what refers to them.
struct CodesOfBuild {
  private let histories: [SystemHistory]
  /// Of each code set that was asked for; `nil` where the build does not hold it.
  private var indexes: [String: CodeIndex?] = [:]

  init(_ histories: [SystemHistory]) {
    self.histories = histories
  }

  /// Where the codes of a code set are in its history, each at its first row; `nil` where the build does not
  /// hold it.
  mutating func index(of system: String) -> CodeIndex? {
    if let known = indexes[system] { return known }
    let index = history(of: system).map { CodeIndex($0.tables.codes.lazy.map { $0.content.code }) }
    indexes[system] = .some(index)
    return index
  }

  /// The row of a code that ends last.
  mutating func newestRow(of code: String, in system: String) -> CodeRow? {
    guard let first = index(of: system)?.position(of: code) else { return nil }
    return history(of: system)?.codes[first...].prefix { $0.code == code }.last
  }

  /// The day on which a row ended, where the newest release of its own code set has the code no longer.
  func retirement(of row: CodeRow) -> CalendarDay? {
    guard let newest = history(of: row.system)?.tables.releases.last else { return nil }
    return row.hasEnded(by: newest.effective) ? row.validTo : nil
  }

  private func history(of system: String) -> SystemHistory? {
    histories.first { $0.system.id == system }
  }
}
