import CodeSetModel
import Ingest
import TestSupport
import Testing

@Suite struct OrderFileTests {
  @Test func aHeaderAndACodeAreReadAsPrinted() throws {
    let ingested = try ingestSample(
      orderFile([PublishedLine.cholera, PublishedLine.macularEdemaResolved]))
    #expect(
      ingested.records == [
        OrderRecord(
          orderNumber: "00001", code: "A00", isValidForSubmission: false, shortTitle: "Cholera",
          longTitle: "Cholera", line: 1),
        OrderRecord(
          orderNumber: "04024", code: "E0837X1", isValidForSubmission: true,
          shortTitle: "Diab with diabetic macular edema, resolved fol trtmt, r eye",
          longTitle: "Diabetes mellitus due to underlying condition with diabetic macular edema, "
            + "resolved following treatment, right eye",
          line: 2),
      ])
    #expect(ingested.findings.isEmpty)
    expectEveryRowAccounted(ingested, rows: 2)
  }

  @Test func aCodeOfICD10PCSMayBeginWithADigit() throws {
    let ingested = try ingestSample(orderFile(PublishedLine.ofICD10PCS), of: .icd10pcs)
    #expect(ingested.records.map(\.code) == ["001", "0016070", "0UVC7ZZ", "B020ZZZ"])
    #expect(ingested.records.map(\.isValidForSubmission) == [false, true, true, true])
    #expect(ingested.findings.isEmpty)
  }

  @Test func leadingAndDoubledBlanksOfATitleAreKeptAndPaddingIsNot() throws {
    let line = PublishedLine.cholera.with("  Cholera  and more", in: 17...35) + " "
    let record = try #require(try ingestSample(orderFile([line])).records.first)
    #expect(record.shortTitle == "  Cholera  and more")
    #expect(record.longTitle == "Cholera")
  }

  @Test func theReleaseKnowsItsFile() throws {
    let release = try ingestSample(orderFile([PublishedLine.cholera])).release
    #expect(release.sha256 == choleraSHA256)
    #expect(release.fileSize == 86)
    #expect(release.rowCount == 1)
    #expect(release.label == "fy2025")
  }

  @Test("A letter in a new position is data", arguments: ["QA0", "A0B", "ZZZ9Z9Z", "Z3A", "UUUU", "C4AXXXA"])
  func aLetterInANewPositionIsData(_ code: String) throws {
    let ingested = try ingestSample(orderFile([PublishedLine.cholera, orderLine(2, code, "A new title")]))
    #expect(ingested.records.map(\.code) == ["A00", code])
    #expect(ingested.findings.isEmpty)
  }

  @Test(arguments: brokenOrderRows)
  func aBrokenLineIsRejectedWithOneFindingAndTheOthersAreRead(_ row: BrokenRow) throws {
    let ingested = try ingestSample(
      orderFile([PublishedLine.cholera, row.text, PublishedLine.weeksOfGestation]))
    #expect(ingested.findings == [row.finding(file: "order.txt", line: 2)])
    #expect(ingested.rejected == [row.rejected(file: "order.txt", line: 2)])
    #expect(ingested.records.map(\.code) == ["A00", "Z3A"])
    #expect(ingested.records.map(\.line) == [1, 3])
    expectEveryRowAccounted(ingested, rows: 3)
  }

  /// The short title ends with column 76, the last before the gap.
  @Test func aShortTitleMayNeedEveryColumn() throws {
    let title = "Oth fx of shaft of r tibia, subs for opn fx type I/2 w nonun"
    let line = PublishedLine.choleraBiovar.with(title, in: 17...76)
    let ingested = try ingestSample(orderFile([PublishedLine.cholera, line]))
    #expect(title.count == 60)
    #expect(ingested.records.last?.shortTitle == title)
    #expect(ingested.findings == [])
  }

  @Test func aLineWithSeveralFaultsHasOneFinding() throws {
    let line = PublishedLine.cervicalIncompetenceSecondTrimester
      .with("2671x", in: 1...5).with("o3432  ", in: 7...13).with("7", in: 15...15)
    let ingested = try ingestSample(orderFile([PublishedLine.cholera, line]))
    #expect(ingested.findings.map(\.rule) == ["order-number"])
    #expect(ingested.rejected.map(\.rule) == ["order-number"])
  }

  @Test func eachRepetitionOfACodeIsRejectedAndTheFirstStays() throws {
    let again = PublishedLine.cholera.with("Other", in: 17...21)
    let ingested = try ingestSample(orderFile([PublishedLine.cholera, again, again]))
    #expect(ingested.records.map(\.shortTitle) == ["Cholera"])
    #expect(ingested.rejected.map(\.line) == [2, 3])
    #expect(ingested.findings.map(\.message).allSatisfy { $0.hasSuffix("the first is on line 1") })
    expectEveryRowAccounted(ingested, rows: 3)
  }

  @Test func aFewCodesOfAnotherCodeSetAreFindings() throws {
    let lines = (10...40).map { orderLine($0, "A\($0)", isBillable: false, "A title") }
    let ingested = try ingestSample(orderFile(lines + PublishedLine.ofICD10PCS.prefix(2)))
    #expect(ingested.rejected.map(\.rule) == ["code-form", "code-form"])
    #expect(ingested.records.count == 31)
  }

  @Test func aFindingPrintsAsEditorsLinkIt() throws {
    let line = PublishedLine.choleraBiovar.with("2", in: 15...15)
    let finding = try #require(
      try ingestSample(orderFile([PublishedLine.cholera, line])).findings.first)
    #expect(
      finding.description
        == "order.txt:2:15: error: expected 0 (header) or 1 (valid for submission), found '2' [flag]")
  }
}

private let line = PublishedLine.cervicalIncompetenceSecondTrimester
private let codeForm = "a code of the form @??[.????]"

/// Lines between two sound ones that break a rule of fixed-width files.
let brokenOrderRows: [BrokenRow] =
  lineLengthRows + characterRows + gapRows + orderNumberRows + codeRows + flagRows + titleRows + [
    BrokenRow(
      what: "a blank line", text: "   ", rule: "blank-line", severity: .note, column: nil,
      message: "expected a record, found a blank line"),
    BrokenRow(
      what: "an empty line", text: "", rule: "blank-line", severity: .note, column: nil,
      message: "expected a record, found a blank line"),
    BrokenRow(
      what: "a code that stands on an earlier line",
      text: PublishedLine.choleraBiovar.with("A00 ", in: 7...10), rule: "duplicate-code", column: 7,
      message: "expected each code once, found A00 again; the first is on line 1", code: "A00"),
  ]

private let lineLengthRows = [2, 14, 40, 77].map { length in
  BrokenRow(
    what: "a line cut off after column \(length)", text: String(line.prefix(length)), rule: "line-length",
    column: length + 1, message: "expected at least 78 columns, found \(length)")
}

private let characterRows = [
  BrokenRow(
    what: "a tab between two columns", text: line.with("\t", in: 14...14), rule: "tab", column: 14,
    message: "expected blanks between the columns, found a tab"),
  BrokenRow(
    what: "a tab in a title", text: line.with("\t", in: 90...90), rule: "tab", column: 90,
    message: "expected blanks between the columns, found a tab"),
  BrokenRow(
    what: "a bell in the short title", text: line.with("\u{7}", in: 20...20), rule: "control-character",
    column: 20, message: "expected printable characters, found the control character U+0007"),
  BrokenRow(
    what: "a NUL in the code", text: line.with("\0", in: 12...12), rule: "control-character", column: 12,
    message: "expected printable characters, found the control character U+0000"),
  BrokenRow(
    what: "DEL at the end of the line", text: line + "\u{7F}", rule: "control-character", column: 135,
    message: "expected printable characters, found the control character U+007F"),
  BrokenRow(
    what: "a carriage return amid the line", text: line.with("\r", in: 80...80), rule: "control-character",
    column: 80, message: "expected printable characters, found the control character U+000D"),
]

private let gapRows = [6, 14, 16, 77].map { column in
  BrokenRow(
    what: "a letter in column \(column), between two fields", text: line.with("x", in: column...column),
    rule: "column-gap", column: column, message: "expected a blank between two fields, found 'x'")
}

private let orderNumberRows = ["2671x", "     ", " 2671", "-2671", "+2671"].map { number in
  BrokenRow(
    what: "the order number '\(number)'", text: line.with(number, in: 1...5), rule: "order-number",
    column: 1, message: "expected 5 digits, found '\(number)'")
}

private let codeRows =
  ["o3432", "O34.32", "03432", "O3", "O3 432", " O3432", "O3432x", "O34*2", "O"].map { code in
    BrokenRow(
      what: "the code '\(code)'",
      text: line.with(code + String(repeating: " ", count: 7 - code.count), in: 7...13), rule: "code-form",
      column: 7, message: "expected \(codeForm), found '\(code)'")
  } + [
    BrokenRow(
      what: "no code", text: line.with("       ", in: 7...13), rule: "code-form", column: 7,
      message: "expected \(codeForm), found blanks")
  ]

private let flagRows = ["2", " ", "Y", "-"].map { flag in
  BrokenRow(
    what: "the flag '\(flag)'", text: line.with(flag, in: 15...15), rule: "flag", column: 15,
    message: "expected 0 (header) or 1 (valid for submission), found '\(flag)'")
}

private let titleRows = [
  BrokenRow(
    what: "no short title", text: line.with(String(repeating: " ", count: 60), in: 17...76),
    rule: "empty-title", column: 17, message: "expected a short title, found blanks"),
  BrokenRow(
    what: "a long title of one blank", text: String(line.prefix(77)) + " ", rule: "empty-title", column: 78,
    message: "expected a long title, found blanks"),
  BrokenRow(
    what: "a long title of blanks", text: String(line.prefix(77)) + "      ", rule: "empty-title", column: 78,
    message: "expected a long title, found blanks"),
  BrokenRow(
    what: "a title that is too long", text: String(line.prefix(77)) + String(repeating: "x", count: 32_769),
    rule: "title-length", column: 78, message: "expected a long title of at most 32768 bytes, found 32769"),
]
