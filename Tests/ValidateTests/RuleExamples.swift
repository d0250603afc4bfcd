import CodeSetModel
import TestSupport
import Testing
import Validate

/// The smallest release that breaks a rule, and the one beside it that keeps it.
struct RuleExample: Sendable, CustomTestStringConvertible {
  var rule: String
  var what: String
  var breaking: SmallRelease
  /// The findings, as they print.
  var findings: [String]
  var keeping: SmallRelease

  var testDescription: String { "\(rule): \(what)" }
}

/// A release with its codes, as validate gets it.
struct SmallRelease: Sendable {
  var codes: [CodeRow]
  var rejected: [Rejected] = []
  /// The rows of its file; `nil`: as many as are accounted for.
  var rowCount: Int?
  var mentions: [AxisMention] = []
  var families: [Family] = []
  var pivots: [Pivot] = []

  func validated() -> [Diagnostic] {
    var release = sampleRelease()
    release.rowCount = rowCount ?? codes.count + rejected.count
    return validate(
      Edition(
        release: release, codes: codes, mentions: mentions, families: families, pivots: pivots,
        rejected: rejected))
  }
}

/// A code on the line of its order number.
func code(
  _ ordinal: Int, _ code: String, parent: String? = nil, isBillable: Bool = true,
  short: String = "Short title", long: String = "Long title", line: Int? = nil
) -> CodeRow {
  CodeRow(
    Code(
      system: "icd10cm", code: code, displayCode: CodeSystem.icd10cm.displayCode(code), parent: parent,
      depth: parent == nil ? 0 : 1, section: nil, isBillable: isBillable, shortTitle: short, longTitle: long),
    ordinal: ordinal, of: sampleRelease(), sourceLine: line ?? ordinal)
}

/// The modifier LT of a release.
private func modifier(_ ordinal: Int, isBillable: Bool) -> CodeRow {
  var modifier = code(ordinal, "LT", isBillable: isBillable)
  modifier.kind = .modifier
  return modifier
}

private let rejectedRow = Rejected(
  system: "icd10cm", release: "fy2025", file: "order.txt", member: nil, line: 2, rule: "flag",
  message: "expected 0 (header) or 1 (valid for submission), found '2'", text: "00002 A000    2 ...")

private let header = code(1, "A00", isBillable: false)
private let leaf = code(2, "A000", parent: "A00")
private let sixty = String(repeating: "a", count: 60)

let ruleExamples: [RuleExample] = [
  RuleExample(
    rule: "unique-codes", what: "a code twice",
    breaking: SmallRelease(codes: [code(1, "A00"), code(2, "A00")]),
    findings: [
      "order.txt:2: error: expected A00 once, found it again; the first is on line 1 [unique-codes]"
    ],
    keeping: SmallRelease(codes: [code(1, "A00"), code(2, "A01")])),
  RuleExample(
    rule: "parent-first", what: "no such parent", breaking: SmallRelease(codes: [leaf]),
    findings: [
      "order.txt:2: error: expected the parent A00 of A000, found no such code [parent-first]"
    ], keeping: SmallRelease(codes: [header, leaf])),
  RuleExample(
    rule: "parent-first", what: "the parent behind its child",
    breaking: SmallRelease(codes: [code(1, "A000", parent: "A00"), code(2, "A00", isBillable: false)]),
    findings: ["order.txt:1: error: expected the parent A00 before A000, found it on line 2 [parent-first]"],
    keeping: SmallRelease(codes: [header, leaf])),
  RuleExample(
    rule: "parent-first", what: "a code that is its own parent",
    breaking: SmallRelease(codes: [code(1, "A00", parent: "A00", isBillable: false)]),
    findings: ["order.txt:1: error: expected the parent A00 before A00, found it on line 1 [parent-first]"],
    keeping: SmallRelease(codes: [header, leaf])),
  RuleExample(
    rule: "billable-leaf", what: "a header without codes below it", breaking: SmallRelease(codes: [header]),
    findings: ["order.txt:1: error: expected codes below the header A00, found none [billable-leaf]"],
    keeping: SmallRelease(codes: [header, leaf])),
  RuleExample(
    rule: "billable-leaf", what: "a billable code with codes below it",
    breaking: SmallRelease(codes: [code(1, "A00"), leaf]),
    findings: ["order.txt:1: error: expected no codes below the billable A00, found some [billable-leaf]"],
    keeping: SmallRelease(codes: [code(1, "A00"), code(2, "A01")])),
  RuleExample(
    rule: "billable-leaf", what: "a modifier that is billable",
    breaking: SmallRelease(codes: [code(1, "A01"), modifier(2, isBillable: true)]),
    findings: [
      "order.txt:2: error: expected the modifier LT not to be billable, found it is [billable-leaf]"
    ],
    keeping: SmallRelease(codes: [code(1, "A01"), modifier(2, isBillable: false)])),
  RuleExample(
    rule: "ascending-order", what: "an order number twice",
    breaking: SmallRelease(codes: [code(7, "A00", line: 1), code(7, "A01", line: 2)]),
    findings: ["order.txt:2: error: expected an order number above 7, found 7 [ascending-order]"],
    keeping: SmallRelease(codes: [code(7, "A00", line: 1), code(9, "A01", line: 2)])),
  RuleExample(
    rule: "ascending-order", what: "an order number that falls",
    breaking: SmallRelease(codes: [code(7, "A00", line: 1), code(3, "A01", line: 2)]),
    findings: ["order.txt:2: error: expected an order number above 7, found 3 [ascending-order]"],
    keeping: SmallRelease(codes: [code(3, "A00", line: 1), code(7, "A01", line: 2)])),
  RuleExample(
    rule: "order-gaps", what: "a row dropped",
    breaking: SmallRelease(codes: [header, code(3, "A001", parent: "A00", line: 2)], rowCount: 2),
    findings: [
      "order.txt:2: error: expected the order numbers after 1 one by one, found 3 at A001: 1 row missing [order-gaps]"
    ],
    keeping: SmallRelease(codes: [header, code(3, "A001", parent: "A00")], rejected: [rejectedRow])),
  RuleExample(
    rule: "order-gaps", what: "the first row dropped",
    breaking: SmallRelease(
      codes: [code(2, "A00", isBillable: false, line: 1), code(3, "A001", parent: "A00", line: 2)]),
    findings: [
      "order.txt:1: error: expected the order numbers after 0 one by one, found 2 at A00: 1 row missing [order-gaps]"
    ],
    keeping: SmallRelease(
      codes: [code(20, "A00", isBillable: false, line: 1), code(31, "A001", parent: "A00", line: 2)])),
  RuleExample(
    rule: "titles-present", what: "no long title", breaking: SmallRelease(codes: [code(1, "A00", long: "")]),
    findings: ["order.txt:1: error: expected a long title of A00, found nothing [titles-present]"],
    keeping: SmallRelease(codes: [code(1, "A00", long: "C")])),
  RuleExample(
    rule: "titles-present", what: "neither title: a short one may be missing",
    breaking: SmallRelease(codes: [code(1, "A00", short: "", long: "")]),
    findings: ["order.txt:1: error: expected a long title of A00, found nothing [titles-present]"],
    keeping: SmallRelease(codes: [code(1, "A00", short: "")])),
  RuleExample(
    rule: "short-title-length", what: "61 characters",
    breaking: SmallRelease(codes: [code(1, "A00", short: sixty + "a")]),
    findings: [
      "order.txt:1: warning: expected at most 60 characters in the short title of A00, found 61 "
        + "[short-title-length]"
    ],
    // Characters are counted, not bytes.
    keeping: SmallRelease(codes: [code(1, "A00", short: sixty.replacing("a", with: "é"))])),
  RuleExample(
    rule: "title-characters", what: "a control character",
    breaking: SmallRelease(codes: [code(1, "A00", long: "Chol\u{7}era")]),
    findings: [
      "order.txt:1: error: expected printable characters in the long title of A00, found a control character "
        + "[title-characters]"
    ], keeping: SmallRelease(codes: [code(1, "A00", long: "Choléra")])),
  RuleExample(
    rule: "title-characters", what: "a control character beyond ASCII",
    breaking: SmallRelease(codes: [code(1, "A00", short: "Chol\u{85}era")]),
    findings: [
      "order.txt:1: error: expected printable characters in the short title of A00, found a control character "
        + "[title-characters]"
    ], keeping: SmallRelease(codes: [code(1, "A00", short: "Chol\u{A0}era")])),
  RuleExample(
    rule: "title-spacing", what: "a leading blank",
    breaking: SmallRelease(codes: [code(1, "A00", short: " Cholera")]),
    findings: [
      "order.txt:1: warning: expected single blanks between words, found a leading blank in the short title "
        + "of A00 [title-spacing]"
    ], keeping: SmallRelease(codes: [code(1, "A00", short: "Cholera")])),
  RuleExample(
    rule: "title-spacing", what: "a doubled blank",
    breaking: SmallRelease(codes: [code(1, "A00", long: "Cholera  due to")]),
    findings: [
      "order.txt:1: warning: expected single blanks between words, found a doubled blank in the long title "
        + "of A00 [title-spacing]"
    ], keeping: SmallRelease(codes: [code(1, "A00", long: "Cholera due to")])),
  RuleExample(
    rule: "title-spacing", what: "a trailing blank",
    breaking: SmallRelease(codes: [code(1, "A00", long: "Cholera ")]),
    findings: [
      "order.txt:1: warning: expected single blanks between words, found a trailing blank in the long title "
        + "of A00 [title-spacing]"
    ], keeping: SmallRelease(codes: [code(1, "A00", long: "Cholera")])),
  RuleExample(
    rule: "rows-accounted", what: "a row that is neither a code nor rejected",
    breaking: SmallRelease(codes: [code(1, "A00")], rejected: [rejectedRow], rowCount: 3),
    findings: ["error: expected 3 rows of order.txt, found 1 codes and 1 rejected rows [rows-accounted]"],
    keeping: SmallRelease(codes: [code(1, "A00")], rejected: [rejectedRow], rowCount: 2)),
  RuleExample(
    rule: "rows-accounted", what: "a code that no row prints",
    breaking: SmallRelease(codes: [code(1, "A00"), code(2, "A01")], rowCount: 1),
    findings: ["error: expected 1 rows of order.txt, found 2 codes and 0 rejected rows [rows-accounted]"],
    keeping: SmallRelease(codes: [code(1, "A00"), code(2, "A01")], rowCount: 2)),
  RuleExample(
    rule: "references-exist", what: "a family that is not there",
    breaking: SmallRelease(codes: [inFamily(code(1, "A00"), "A00")]),
    findings: ["order.txt:1: error: expected the family A00 of A00, found no such family [references-exist]"],
    keeping: SmallRelease(
      codes: [inFamily(code(1, "A00"), "A00")],
      families: [Family(family: "A00", system: "icd10cm", stem: "Long title", axes: [])])),
  RuleExample(
    rule: "references-exist", what: "words beyond the end of a title",
    breaking: SmallRelease(
      codes: [code(1, "A00")],
      mentions: [AxisMention(code: 0, axis: .laterality, value: "left", start: 8, length: 4)]),
    findings: ["error: expected the words of a title, found code 1 from 8 for 4 bytes [references-exist]"],
    keeping: SmallRelease(
      codes: [code(1, "A00")],
      mentions: [AxisMention(code: 0, axis: .laterality, value: "left", start: 6, length: 4)])),
  RuleExample(
    rule: "references-exist", what: "a pivot to no code",
    breaking: SmallRelease(
      codes: [code(1, "A00")], pivots: [Pivot(code: 0, axis: .laterality, value: "left", target: 1)]),
    findings: ["error: expected a pivot between two codes, found one from 1 to 2 [references-exist]"],
    keeping: SmallRelease(
      codes: [code(1, "A00"), code(2, "A01")],
      pivots: [Pivot(code: 0, axis: .laterality, value: "left", target: 1)])),
]

private func inFamily(_ code: CodeRow, _ family: String) -> CodeRow {
  var code = code
  code.family = family
  return code
}
