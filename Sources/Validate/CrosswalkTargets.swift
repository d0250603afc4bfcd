import CodeSetModel

extension Rule {
  static let crosswalkTarget = Rule(
    "crosswalk-target", .warning, "The target of a mapping is a code of a loaded release of its code set."
  )
  static let targetNotHeld = Rule(
    "target-not-held", .note, "The code set to which mappings lead is loaded.")
}

extension SystemHistory {
  /// What is to be said of the targets of a release's mappings. Each of its files leads to a code set of its own.
  func findings(onCrosswalkOf release: Release, among codes: inout CodesOfBuild) -> [Diagnostic] {
    let own = tables.crosswalks.filter { $0.release == release.label }
    let files = tables.inputs.filter { $0.release == release.label && $0.role == .crosswalk }
    var targets: [String] = []
    for mapping in own where !targets.contains(mapping.targetSystem) { targets.append(mapping.targetSystem) }
    return targets.enumerated().flatMap { place, system in
      let file = files.indices.contains(place) ? files[place].fileDescription : ""
      return findings(
        on: own.filter { $0.targetSystem == system && $0.targetCode != nil }, to: system, in: file, &codes)
    }
  }

  private func findings(
    on mappings: [Crosswalk], to system: String, in file: String, _ codes: inout CodesOfBuild
  ) -> [Diagnostic] {
    guard let first = mappings.first else { return [] }
    guard let targets = codes.index(of: system) else {
      return [
        Rule.targetNotHeld.finding(
          "expected the codes of \(system) in this build, found none; targets not checked: "
            + "\(mappings.count)", at: Place(file: file, line: first.sourceLine))
      ]
    }
    let unknown = mappings.filter { targets.position(of: $0.targetCode ?? "") == nil }.map {
      (found: "\($0.targetCode ?? "") for \($0.sourceCode)", line: $0.sourceLine, code: $0.sourceCode)
    }
    return Rule.crosswalkTarget.findings(unknown, expected: "a code of \(system)", in: file)
  }
}
