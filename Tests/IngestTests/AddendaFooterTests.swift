import CodeSetModel
import Ingest
import TestSupport
import Testing

private let rows = AddendaLine.ofICD10CM

@Suite struct AddendaFooterTests {
  @Test func theFooterIsReadFigureByFigure() throws {
    let addenda = try ingestAddendaSample(orderFile(rows + [""] + AddendaLine.footer))
    let figures: [(AddendaCount.Subject, AddendaCount.Measure, Int, Int)] = [
      (.headers, .before, 22776, 7), (.headers, .after, 22778, 8), (.headers, .additions, 1, 9),
      (.headers, .deletions, 0, 10), (.headers, .revisions, 1, 11), (.headers, .revisionsOfBothTitles, 1, 13),
      (.headers, .revisionsOfLongTitle, 0, 14), (.headers, .revisionsOfShortTitle, 0, 15),
      (.codes, .before, 72748, 18), (.codes, .after, 72750, 19), (.codes, .additions, 0, 20),
      (.codes, .deletions, 1, 21), (.codes, .revisions, 0, 22), (.codes, .revisionsOfBothTitles, 0, 24),
      (.codes, .revisionsOfLongTitle, 0, 25), (.codes, .revisionsOfShortTitle, 0, 26),
    ]
    #expect(
      addenda.counts == figures.map { AddendaCount(subject: $0, measure: $1, count: $2, line: $3) })
    #expect(addenda.records.count == 4)
    #expect(addenda.findings.isEmpty)
  }

  /// ICD-10-PCS indents `of which`; of April 2024 and April 2025, ICD-10-CM has the footer alone.
  @Test func theFooterMayStandAloneAndBeIndentedOtherwise() throws {
    let lines = [""] + AddendaLine.footer.map { $0 == "of which" ? "    of which" : $0 }
    let addenda = try ingestAddendaSample(orderFile(lines))
    #expect(addenda.counts.count == 16)
    #expect(addenda.records.isEmpty)
    #expect(addenda.findings.isEmpty)
  }

  @Test(arguments: brokenFooters)
  func aBrokenFooterIsAFinding(_ footer: BrokenFooter) throws {
    let addenda = try ingestAddendaSample(orderFile(rows + [""] + footer.lines))
    #expect(addenda.findings.map(\.description) == footer.findings)
    #expect(addenda.records.count == 4)
  }

  @Test func everyLineOfTheFooterIsMissedOrNoFigure() throws {
    for position in AddendaLine.footer.indices {
      var lines = AddendaLine.footer
      let line = lines.remove(at: position)
      let addenda = try ingestAddendaSample(orderFile(rows + lines))
      #expect(
        addenda.findings.isEmpty == ["of which", ""].contains(line), "without '\(line)'")
      #expect(addenda.findings.allSatisfy { $0.rule.hasPrefix("addenda-") }, "without '\(line)'")
    }
  }
}

/// A footer after four rows and a blank line, so that it begins on line 6, and what is said of it.
struct BrokenFooter: Sendable, CustomTestStringConvertible {
  var what: String
  var lines: [String]
  /// The findings, as they print.
  var findings: [String]

  var testDescription: String { what }

  init(_ what: String, _ lines: [String], findings: [String]) {
    self.what = what
    self.lines = lines
    self.findings = findings.map { "addenda.txt:\($0) [addenda-footer]" }
  }
}

/// The footer with other lines in place of some, which count from 0.
private func footer(_ positions: ClosedRange<Int>, _ lines: [String]) -> [String] {
  var footer = AddendaLine.footer
  footer.replaceSubrange(positions, with: lines)
  return footer
}

let brokenFooters = [
  BrokenFooter(
    "a figure with a comma", footer(1...1, ["  22,776 headers in icd10cm_order_2022.txt"]),
    findings: [
      "7:3: error: expected a figure of the footer, found '22,776 headers in icd10cm_order_2022.txt'",
      "6: error: expected every figure of the headers, found none of: after",
    ]),
  BrokenFooter(
    "an unknown figure", footer(3...3, ["      1 reinstatements"]),
    findings: [
      "9:7: error: expected a figure of the footer, found '1 reinstatements'",
      "6: error: expected every figure of the headers, found none of: additions",
    ]),
  BrokenFooter(
    "a figure beyond every count", AddendaLine.footer + ["99999999999999999999 additions"],
    findings: ["27:1: error: expected a figure of the footer, found '99999999999999999999 additions'"]),
  BrokenFooter(
    "headers among the codes", footer(12...12, ["  72748 headers in icd10cm_order_2022.txt"]),
    findings: [
      "18:3: error: expected a figure of the footer, found '72748 headers in icd10cm_order_2022.txt'",
      "17: error: expected every figure of the codes, found none of: after",
    ]),
  BrokenFooter(
    "a figure twice", footer(15...15, ["      1 deletions", "      1 deletions"]),
    findings: [
      "22:7: error: expected each figure once, found '1 deletions'; its figure is on line 21"
    ]),
  BrokenFooter(
    "a third order file",
    footer(2...2, Array(repeating: "  22778 headers in icd10cm_order_2022.txt", count: 2)),
    findings: [
      "9:3: error: expected each figure once, found '22778 headers in icd10cm_order_2022.txt'; "
        + "its figure is on line 8"
    ]),
  BrokenFooter(
    "a heading twice", footer(11...11, ["Codes", "Codes"]),
    findings: ["18:1: error: expected each heading once, found 'Codes' again; the first is on line 17"]),
  BrokenFooter(
    "the headers alone", Array(AddendaLine.footer.prefix(10)),
    findings: [
      "6: error: expected every figure of the codes, found none of: before, after, additions, deletions, "
        + "revisions, revisions of both titles, revisions of long title, revisions of short title"
    ]),
  BrokenFooter(
    "a footer cut off", Array(AddendaLine.footer.dropLast(2)),
    findings: [
      "17: error: expected every figure of the codes, found none of: revisions of long title, "
        + "revisions of short title"
    ]),
  BrokenFooter(
    "a row behind the footer", AddendaLine.footer + ["", AddendaLine.underimmunizationAdded],
    findings: ["28:1: error: expected no row after the footer, found 'Add:'"]),
]
