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

  package init(_ id: String, _ severity: Diagnostic.Severity, _ summary: String) {
    self.id = id
    self.severity = severity
    self.summary = summary
  }

  /// The finding that this rule is broken.
  public func finding(_ message: String, at place: Place? = nil, code: String? = nil) -> Diagnostic {
    Diagnostic(severity, rule: id, message, at: place, code: code)
  }

  /// The findings that rows of a file break this rule in the same way: one for each where they are few, else
  /// one for all of them at the first.
  ///
  /// - Parameters:
  ///   - rows: what was found in each, and the code that it is about.
  ///   - expected: what was expected of each.
  public func findings(
    _ rows: [(found: String, line: Int, code: String)], expected: String, in file: String
  ) -> [Diagnostic] {
    let few = 20
    guard rows.count > few else {
      return rows.map {
        finding(
          "expected \(expected), found \($0.found)", at: Place(file: file, line: $0.line), code: $0.code)
      }
    }
    return [
      finding(
        "expected \(expected), found \(rows[0].found), and \(rows.count - 1) more such rows",
        at: Place(file: file, line: rows[0].line))
    ]
  }
}
