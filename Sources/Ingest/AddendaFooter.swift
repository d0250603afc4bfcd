import CodeSetModel

/// The footer of an addenda file, in which the publisher counts: nine lines on the headers, a blank one, and
/// nine on the codes.
///
///     Headers
///       23252 headers in icd10cm_order_2024.txt
///       23324 headers in icd10cm_order_2025.txt
///          72 additions
///           0 deletions
///           1 revisions
///     of which
///           1 revisions to both long and short titles
///           0 revisions to long title only
///           0 revisions to short title only
///
/// Of the two figures "in" an order file, the first is of the one before, the baseline; the names of the
/// files are not read.
struct AddendaFooter {
  private(set) var counts: [AddendaCount] = []
  /// The line of each heading.
  private var headingLines: [AddendaCount.Subject: Int] = [:]
  /// What the heading read last is about.
  private var subject: AddendaCount.Subject?

  static let headings: [(text: String, subject: AddendaCount.Subject)] = [
    ("Headers", .headers), ("Codes", .codes),
  ]

  /// The words after a figure. Those of the first two go on with the name of a file.
  private static func words(of measure: AddendaCount.Measure, _ subject: AddendaCount.Subject) -> String {
    switch measure {
    case .before, .after: "\(subject.rawValue) in "
    case .additions: "additions"
    case .deletions: "deletions"
    case .revisions: "revisions"
    case .revisionsOfBothTitles: "revisions to both long and short titles"
    case .revisionsOfLongTitle: "revisions to long title only"
    case .revisionsOfShortTitle: "revisions to short title only"
    }
  }

  /// Reads a line that is not blank. `false`: the footer has not begun, and the line is a row.
  mutating func read(_ line: TextLine) throws(RowFault) -> Bool {
    let indent = line.bytes.prefix { $0 == UInt8(ascii: " ") }.count
    let text = string(withoutPadding(UnsafeRawBufferPointer(rebasing: line.bytes[indent...])))
    if let heading = Self.headings.first(where: { $0.text == text }) {
      subject = heading.subject
      if let earlier = headingLines[heading.subject] {
        throw RowFault(
          RowRule.addendaFooter, indent + 1,
          "expected each heading once, found '\(text)' again; the first is on line \(earlier)")
      }
      headingLines[heading.subject] = line.number
      return true
    }
    guard let subject else { return false }
    if text == "of which" { return true }
    if let action = AddendaRecord.Action.allCases.first(where: { text.hasPrefix($0.rawValue) }) {
      throw RowFault(
        RowRule.addendaFooter, indent + 1, "expected no row after the footer, found '\(action.rawValue)'")
    }
    guard let count = figure(text, of: subject, line: line.number) else {
      throw RowFault(
        RowRule.addendaFooter, indent + 1, "expected a figure of the footer, found '\(text)'")
    }
    if let earlier = counts.first(where: { $0.subject == subject && $0.measure == count.measure }) {
      throw RowFault(
        RowRule.addendaFooter, indent + 1,
        "expected each figure once, found '\(text)'; its figure is on line \(earlier.line)")
    }
    counts.append(count)
    return true
  }

  /// `252 additions`, taken apart.
  private func figure(_ text: String, of subject: AddendaCount.Subject, line: Int) -> AddendaCount? {
    let parts = text.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, parts[0].utf8.allSatisfy(isDigit), let count = Int(parts[0]) else { return nil }
    let words = parts[1]
    if words.hasPrefix(Self.words(of: .before, subject)) {
      let isSecond = counts.contains { $0.subject == subject && $0.measure == .before }
      return AddendaCount(subject: subject, measure: isSecond ? .after : .before, count: count, line: line)
    }
    return AddendaCount.Measure.allCases.first { Self.words(of: $0, subject) == words }
      .map { AddendaCount(subject: subject, measure: $0, count: count, line: line) }
  }

  /// A footer that has begun counts everything; a missing figure is a finding at its heading, or at the other
  /// heading where there is none.
  var missingFigures: [(line: Int, message: String)] {
    guard let first = headingLines.values.min() else { return [] }
    return AddendaCount.Subject.allCases.compactMap { subject in
      let missing = AddendaCount.Measure.allCases.filter { measure in
        !counts.contains { $0.subject == subject && $0.measure == measure }
      }
      guard !missing.isEmpty else { return nil }
      let names = missing.map { $0.rawValue.replacing("_", with: " ") }.joined(separator: ", ")
      return (
        headingLines[subject] ?? first,
        "expected every figure of the \(subject.rawValue), found none of: \(names)"
      )
    }
  }
}
