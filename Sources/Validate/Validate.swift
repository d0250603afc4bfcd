import CodeSetModel

/// Holds one release to every rule.
///
/// - Returns: the findings, in the order of the rules. Known faults are not excused yet: see `excuse`.
public func validate(_ edition: Edition) -> [Diagnostic] {
  let subject = RuleSubject(edition)
  return checks.flatMap { check in
    check.violations(subject).map { violation in
      let place = violation.line.map {
        Place(file: edition.release.fileDescription, line: $0, column: nil)
      }
      return check.rule.finding(violation.message, at: place, code: violation.code)
    }
  }
}

/// The rules that this stage checks.
public let validateRules = checks.map(\.rule) + [Rule.unusedExemption]

/// What a rule looks at: one release in the canonical model.
struct RuleSubject {
  let edition: Edition
  /// Where an equal code stands before this one, by position: `nil` for a code that stands once.
  let earlier: [Int?]
  /// Where each code's parent stands: `nil` where it has none, or it does not exist.
  let parents: [Int?]
  /// The codes with a title that is not simply words with single blanks between them: all others keep the
  /// rules of titles.
  let unusualTitles: [Int]

  var release: Release { edition.release }
  var codes: [Code] { edition.codes }

  init(_ edition: Edition) {
    self.edition = edition
    var index = CodeIndex(minimumCapacity: edition.codes.count)
    earlier = edition.codes.indices.map { index.add(edition.codes[$0].code) }
    parents = edition.codes.indices.map { position in
      edition.codes[position].parent.flatMap { index.position(of: $0) }
    }
    unusualTitles = edition.codes.indices.filter { position in
      !isPlain(edition.codes[position].shortTitle) || !isPlain(edition.codes[position].longTitle)
    }
  }
}

/// Whether a title is printable ASCII, with single blanks between its words.
private func isPlain(_ title: String) -> Bool {
  var title = title
  return title.withUTF8 { bytes in
    let blank = UInt8(ascii: " ")
    // Before the first character and behind the last one a blank would be one too many.
    var previous = blank
    for byte in bytes {
      guard byte > blank && byte < 0x7F || byte == blank && previous != blank else { return false }
      previous = byte
    }
    return previous != blank
  }
}

/// A rule together with what finds its violations.
struct Check: Sendable {
  var rule: Rule
  var violations: @Sendable (RuleSubject) -> [Violation]

  init(
    _ id: String, _ severity: Diagnostic.Severity, _ summary: String,
    _ violations: @escaping @Sendable (RuleSubject) -> [Violation]
  ) {
    rule = Rule(id, severity, summary)
    self.violations = violations
  }
}

/// What breaks a rule: which code, on which line, and how.
struct Violation {
  var code: String?
  var line: Int?
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code.code
    line = code.sourceLine
    self.message = message
  }

  init(_ message: String) {
    self.message = message
  }
}
