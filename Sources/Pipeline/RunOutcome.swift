import CodeSetModel

/// What came of a run: what there is to say, and whether it was done.
public struct RunOutcome: Sendable {
  /// What was found, with the files as this process names them.
  public private(set) var findings: [Diagnostic] = []
  /// Rows in = rows out + rejected, a line for each file.
  public var summaries: [String] = []
  /// Whether warnings are errors.
  private let isStrict: Bool

  init(_ findings: [Diagnostic], isStrict: Bool) {
    self.isStrict = isStrict
    add(findings)
  }

  /// Whether an error stopped the run: nothing was published then.
  public var isStopped: Bool { findings.contains { $0.severity == .error } }

  mutating func add(_ findings: [Diagnostic]) {
    self.findings += findings.map { finding in
      var finding = finding
      if isStrict, finding.severity == .warning { finding.severity = .error }
      return finding
    }
  }
}
