import CodeSetModel

extension Rule {
  static let crosswalkTarget = Rule(
    "crosswalk-target", .warning, "The target of a mapping is a code that a release held of its code set has."
  )
  static let targetNotHeld = Rule(
    "target-not-held", .note, "The code set to which mappings lead is held.")
}

/// The rules that hold the code sets of a build against each other.
public let crosswalkRules: [Rule] = [.crosswalkTarget, .targetNotHeld]

extension [SystemHistory] {
  /// Holds the targets of all mappings against the code sets of the build, and adds what is found to the
  /// findings of the releases that the mappings came with.
  ///
  /// - Returns: what was found.
  public mutating func checkCrosswalkTargets() -> [Finding] {
    var targets: [String: CodeIndex] = [:]
    var all: [Finding] = []
    for position in indices where !self[position].crosswalks.isEmpty {
      let history = self[position]
      for release in history.releases {
        let own = history.crosswalks.filter { $0.release == release.label && $0.targetCode != nil }
        guard let first = own.first else { continue }
        let file =
          history.inputs.first { $0.release == release.label && $0.role == .crosswalk }?.fileDescription ?? ""
        if targets[first.targetSystem] == nil {
          targets[first.targetSystem] = self.first { $0.system.system == first.targetSystem }.map {
            CodeIndex($0.codes.lazy.map(\.code))
          }
        }
        let found = findings(on: own, among: targets[first.targetSystem], in: file)
        let count = history.findings.count { $0.release == release.label }
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

/// What is to be said of the targets of a release's mappings, which all lead to one code set.
private func findings(on mappings: [Crosswalk], among codes: CodeIndex?, in file: String) -> [Diagnostic] {
  guard let codes else {
    return [
      Rule.targetNotHeld.finding(
        "expected the codes of \(mappings[0].targetSystem) in this build, found none; targets not checked: "
          + "\(mappings.count)", at: Place(file: file, line: mappings[0].sourceLine))
    ]
  }
  let unknown = mappings.filter { codes.position(of: $0.targetCode ?? "") == nil }.map {
    (found: "\($0.targetCode ?? "") for \($0.sourceCode)", line: $0.sourceLine, code: $0.sourceCode)
  }
  return Rule.crosswalkTarget.findings(
    unknown, expected: "a code of \(mappings[0].targetSystem)", in: file)
}

extension SystemHistory {
  /// Adds findings behind those of their release.
  fileprivate mutating func insert(_ added: [Finding], of release: String) {
    guard !added.isEmpty else { return }
    let order = releases.map(\.label)
    let place = order.firstIndex(of: release) ?? 0
    let next = findings.firstIndex { (order.firstIndex(of: $0.release) ?? 0) > place }
    findings.insert(contentsOf: added, at: next ?? findings.endIndex)
  }
}
