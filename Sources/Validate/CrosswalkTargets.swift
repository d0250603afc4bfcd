import CodeSetModel

extension Rule {
  static let crosswalkTarget = Rule(
    "crosswalk-target", .warning, "The target of a mapping is a code of a loaded release of its code set."
  )
  static let targetNotHeld = Rule(
    "target-not-held", .note, "The code set to which mappings lead is loaded.")
}

extension SystemHistory {
  /// What is to be said of the targets of a release's mappings, which all lead to one code set.
  func findings(onCrosswalkOf release: Release, among codes: inout CodesOfBuild) -> [Diagnostic] {
    let own = tables.crosswalks.filter { $0.release == release.label && $0.targetCode != nil }
    guard let first = own.first else { return [] }
    let file =
      tables.inputs.first { $0.release == release.label && $0.role == .crosswalk }?.fileDescription ?? ""
    guard let targets = codes.index(of: first.targetSystem) else {
      return [
        Rule.targetNotHeld.finding(
          "expected the codes of \(first.targetSystem) in this build, found none; targets not checked: "
            + "\(own.count)", at: Place(file: file, line: first.sourceLine))
      ]
    }
    let unknown = own.filter { targets.position(of: $0.targetCode ?? "") == nil }.map {
      (found: "\($0.targetCode ?? "") for \($0.sourceCode)", line: $0.sourceLine, code: $0.sourceCode)
    }
    return Rule.crosswalkTarget.findings(
      unknown, expected: "a code of \(first.targetSystem)", in: file)
  }
}
