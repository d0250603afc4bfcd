import CodeSetModel

/// Holds one release to every rule.
///
/// - Returns: the findings, in the order of the rules. Known faults are not excused yet: see `excuse`.
package func validate(_ edition: Edition) -> [Diagnostic] {
  validate(RuleSubject(edition, examining: [0..<edition.tables.codes.count]))
}

/// Holds the releases of one code set to every rule, one after the other.
///
/// The codes of a category are examined together, and those of a category that a release does not change keep
/// the rules that they kept before.
package struct Validator: Sendable {
  /// The categories with a finding in the release before: they are examined again, whatever changes.
  private var suspects: Set<Substring> = []

  package init() {}

  /// Holds the next release to every rule: with the same findings as `validate` of it alone.
  package mutating func add(_ edition: Edition) -> [Diagnostic] {
    var edition = edition
    edition.unchanged.removeAll { category in
      suspects.contains(edition.tables.codes[category.codes.lowerBound].content.code.prefix(3))
    }
    let findings = validate(RuleSubject(edition, examining: edition.changed))
    suspects = Set(findings.compactMap { $0.code?.prefix(3) })
    return findings
  }
}

private func validate(_ subject: RuleSubject) -> [Diagnostic] {
  checks.flatMap { check in
    check.violations(subject).map { violation in
      let place = violation.line.map {
        Place(file: subject.release.fileDescription, line: $0, column: nil)
      }
      return check.rule.finding(violation.message, at: place, code: violation.code)
    }
  }
}

/// The rules that this stage checks.
package let validateRules = checks.map(\.rule) + [Rule.unusedExemption]

/// What a rule looks at: one release in the canonical model.
struct RuleSubject {
  let edition: Edition
  /// The positions of the codes that are examined: whole categories.
  let examined: [Int]
  /// The same as ranges.
  let ranges: [Range<Int>]
  /// Where an equal code is before this one, by position: `nil` for a code that is once.
  let earlier: [Int?]
  /// Where each code's parent is: `nil` where it has none, or it does not exist.
  let parents: [Int?]
  /// The codes with a title that is not simply words with single blanks between them: all others keep the
  /// rules of titles.
  let unusualTitles: [Int]

  var release: Release { edition.release }
  var codes: [CodeRow] { edition.tables.codes }

  /// The mentions of the codes that are examined. Of a whole release all are: they may be those of no code.
  var mentions: [AxisMention] {
    isWhole ? edition.tables.mentions : ranges.flatMap { edition.tables.mentions(of: $0) }
  }

  /// The pivots of the codes that are examined, likewise.
  var pivots: [Pivot] {
    isWhole ? edition.tables.pivots : ranges.flatMap { edition.tables.pivots(of: $0) }
  }

  private var isWhole: Bool { ranges == [0..<codes.count] }

  /// - Parameter ranges: the codes that are examined: whole categories.
  init(_ edition: Edition, examining ranges: [Range<Int>]) {
    self.edition = edition
    self.ranges = ranges
    let examined = ranges.flatMap(Array.init)
    self.examined = examined

    var index = CodeIndex(minimumCapacity: examined.count)
    var earlier = [Int?](repeating: nil, count: edition.tables.codes.count)
    var parents = earlier
    for position in examined {
      earlier[position] = index.add(edition.tables.codes[position].content.code).map { examined[$0] }
    }
    for position in examined {
      parents[position] = edition.tables.codes[position].content.parent.flatMap { index.position(of: $0) }.map
      {
        examined[$0]
      }
    }
    self.earlier = earlier
    self.parents = parents
    unusualTitles = examined.filter { position in
      !(edition.tables.codes[position].content.shortTitle.isEmpty
        || isPlain(edition.tables.codes[position].content.shortTitle))
        || !isPlain(edition.tables.codes[position].content.longTitle)
    }
  }
}

/// Whether a title is printable ASCII, with single blanks between its words.
private func isPlain(_ title: String) -> Bool {
  var title = title
  return title.withUTF8 { bytes in
    let blank = UInt8(ascii: " ")
    // Before the first character and after the last one a blank would be one too many.
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

  init(_ code: CodeRow, _ message: String) {
    self.code = code.code
    line = code.sourceLine
    self.message = message
  }

  init(_ message: String) {
    self.message = message
  }
}
