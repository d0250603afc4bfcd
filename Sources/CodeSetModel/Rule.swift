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
    guard rows.count > fewRows else {
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

/// How many rows of a file may break a rule in the same way before one finding counts them.
private let fewRows = 20

extension [Diagnostic] {
  /// The findings, with one note in place of many that say the same of the lines of a file.
  public var withRepeatedNotesCounted: [Diagnostic] {
    var counts: [RepeatedNote: Int] = [:]
    for note in self where note.severity == .note { counts[RepeatedNote(note), default: 0] += 1 }
    counts = counts.filter { $0.value > fewRows }
    guard !counts.isEmpty else { return self }
    return compactMap { finding in
      let kind = RepeatedNote(finding)
      guard finding.severity == .note, let count = counts[kind] else { return finding }
      // The first one counts all; the others are among them.
      guard count > 0 else { return nil }
      counts[kind] = 0
      var counting = finding
      counting.message += ", and so on \(count - 1) more lines"
      counting.code = nil
      return counting
    }
  }
}

/// What a note says of a line of a file.
private struct RepeatedNote: Hashable {
  var rule, message: String
  var file: String?

  init(_ note: Diagnostic) { (rule, message, file) = (note.rule, note.message, note.place?.file) }
}
