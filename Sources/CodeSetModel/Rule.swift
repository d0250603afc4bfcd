/// Something that must hold for the data, and what it weighs when it does not.
///
/// Every finding names a rule, and every rule is declared once, by the stage that checks it. The list of
/// them is what `codeset validate --list-rules` prints and the documentation shows.
public struct Rule: Hashable, Sendable {
  /// The stable name, in kebab-case.
  public var id: String
  public var severity: Diagnostic.Severity
  /// One sentence, in the present tense, that says what holds.
  public var summary: String

  public init(_ id: String, _ severity: Diagnostic.Severity, _ summary: String) {
    self.id = id
    self.severity = severity
    self.summary = summary
  }

  /// The finding that this rule is broken.
  public func finding(_ message: String, at place: Place? = nil, code: String? = nil) -> Diagnostic {
    Diagnostic(severity, rule: id, message, at: place, code: code)
  }
}
