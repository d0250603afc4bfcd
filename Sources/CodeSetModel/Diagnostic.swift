/// Something that the program has to say about the data it reads.
///
/// Findings are collected and never thrown, so that one run reports all of them. What is wrong with the
/// world (a missing file, a full disk) is thrown instead.
public struct Diagnostic: Error, Hashable, Sendable {
  /// How much a finding weighs: an `error` stops the run before anything is published.
  public enum Severity: String, Sendable, CaseIterable {
    case error, warning, note
  }

  public var severity: Severity
  /// The stable name of the rule that complains, in kebab-case: what exemptions and tests refer to.
  public var rule: String
  /// What was expected and what was found; lower case, no full stop.
  public var message: String
  /// The published line the finding is about, where there is one.
  public var place: Place?
  /// The code the finding is about (undotted), where there is one: what an exemption names.
  public var code: String?

  package init(
    _ severity: Severity, rule: String, _ message: String, at place: Place? = nil, code: String? = nil
  ) {
    self.severity = severity
    self.rule = rule
    self.message = message
    self.place = place
    self.code = code
  }
}

/// A place in a published file. Lines and columns count from 1; a column is the publisher's own position.
public struct Place: Hashable, Sendable {
  /// The file as the registry names it; for a member of a zip, `FILE.zip/MEMBER`.
  public var file: String
  public var line: Int
  /// The column, where the finding is about one.
  public var column: Int?

  package init(file: String, line: Int, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

extension Diagnostic: CustomStringConvertible {
  /// `file:line:column: severity: message [rule]`, the form that editors and CI link: always one line.
  public var description: String {
    let tail = "\(severity): \(message) [\(rule)]"
    guard let place else { return printable(tail) }
    let column = place.column.map { ":\($0)" } ?? ""
    return printable("\(place.file):\(place.line)\(column): \(tail)")
  }
}
