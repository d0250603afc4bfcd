import CSVTables
import CodeSetModel
import Ingest
import TestSupport
import Testing

private let header = "order,code,billable,short_title,long_title"
private let cholera = "00001,A00,0,Cholera,Cholera"
private let weeks = "96237,Z3A,0,Weeks of gestation,Weeks of gestation"

private func ingestCSV(_ lines: String...) throws -> IngestedRelease {
  try ingestSample(Array(lines.map { $0 + "\n" }.joined().utf8), layout: .csv, file: "codes.csv")
}

@Suite struct CSVReleaseTests {
  @Test func theSameReleaseAsCSVGivesTheSameRecords() throws {
    let fixedWidth = try ingestSample(orderFile(PublishedLine.ofICD10CM)).records
    let lines = fixedWidth.map { record in
      "\(record.orderNumber),\(record.code),\(record.isValidForSubmission ? 1 : 0),"
        + "\"\(record.shortTitle)\",\"\(record.longTitle)\"\n"
    }
    let csv = try ingestSample(Array((header + "\n" + lines.joined()).utf8), layout: .csv, file: "codes.csv")
    #expect(csv.records.map { orderLine($0) } == PublishedLine.ofICD10CM)
    // The header row is line 1.
    #expect(csv.records.map(\.line) == fixedWidth.map { $0.line + 1 })
    #expect(csv.findings.isEmpty)
    expectEveryRowAccounted(csv, rows: fixedWidth.count)
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func columnsStandBetweenAnyDelimiter(_ delimiter: String) throws {
    let lines = [
      ["long_title", "billable", "code", "short_title"],
      ["\"Cholera, unspecified; or | so on\"", "1", "A009", "Cholera"],
    ]
    let text = lines.map { $0.joined(separator: delimiter) + "\n" }.joined()
    let ingested = try ingestSample(Array(text.utf8), layout: .csv)
    #expect(ingested.records.map(\.code) == ["A009"])
    #expect(ingested.records.map(\.longTitle) == ["Cholera, unspecified; or | so on"])
    #expect(ingested.findings.isEmpty)
  }

  @Test func columnsStandInAnyOrderAndTheOrderMayBeMissing() throws {
    let ingested = try ingestCSV(
      "long_title,billable,code,short_title", "\"Cholera, unspecified\",1,A009,Cholera")
    #expect(
      ingested.records == [
        OrderRecord(
          orderNumber: "", code: "A009", isValidForSubmission: true, shortTitle: "Cholera",
          longTitle: "Cholera, unspecified", line: 2)
      ])
    #expect(ingested.findings.isEmpty)
  }

  @Test func namesOfColumnsMayBeQuotedAndInCapitals() throws {
    let ingested = try ingestCSV(
      "\"CODE\",\"Billable\",\"short_title\",\"long_title\"", "A00,0,Cholera,Cholera")
    #expect(ingested.records.map(\.code) == ["A00"])
  }

  @Test func doubledQuotesStandForOne() throws {
    let ingested = try ingestCSV(header, "1,A00,0,\"\"\"Cholera\"\"\",\"Cholera, so-called \"\"true\"\"\"")
    #expect(ingested.records.map(\.shortTitle) == ["\"Cholera\""])
    #expect(ingested.records.map(\.longTitle) == ["Cholera, so-called \"true\""])
    #expect(ingested.findings.isEmpty)
  }

  @Test func aQuotedLineBreakInATitleBecomesABlank() throws {
    let ingested = try ingestCSV(header, "1,A00,0,Cholera,\"Cholera\nunspecified\"", weeks)
    #expect(ingested.records.map(\.longTitle) == ["Cholera unspecified", "Weeks of gestation"])
    #expect(ingested.records.map(\.line) == [2, 4])
    expectEveryRowAccounted(ingested, rows: 2)
  }

  @Test(arguments: writtenCSVForms)
  func theRecordsAreTheSameHoweverTheCSVIsWritten(_ form: WrittenForm) throws {
    let ingested = try ingestSample(form.bytes, layout: .csv, file: "codes.csv")
    #expect(ingested.records.map(\.code) == ["A00", "Z3A"])
    #expect(ingested.findings.map(\.description) == form.notes)
    expectEveryRowAccounted(ingested, rows: 2)
  }

  @Test func windows1252IsDecoded() throws {
    let line = Array("1,H8103,1,M\u{E9}ni\u{E8}re,M\u{E9}ni\u{E8}re\n".unicodeScalars.map { UInt8($0.value) })
    let ingested = try ingestSample(Array((header + "\n").utf8) + line, layout: .csv)
    #expect(ingested.records.map(\.longTitle) == ["Ménière"])
    #expect(ingested.findings.map(\.rule) == ["encoding"])
  }

  @Test func blankLinesBeforeTheHeaderRowAreRowsAndAreCounted() throws {
    let ingested = try ingestCSV("", header, cholera, "", weeks)
    #expect(ingested.records.map(\.line) == [3, 5])
    #expect(ingested.rejected.map(\.line) == [1, 4])
    #expect(ingested.rejected.map(\.rule) == ["blank-line", "blank-line"])
    expectEveryRowAccounted(ingested, rows: 4)
  }

  @Test(arguments: brokenCSVRows)
  func aBrokenRecordIsRejectedWithOneFindingAndTheOthersAreRead(_ row: BrokenRow) throws {
    let ingested = try ingestCSV(header, cholera, row.text, weeks)
    #expect(ingested.findings == [row.finding(file: "codes.csv", line: 3)])
    #expect(ingested.rejected == [row.rejected(file: "codes.csv", line: 3)])
    #expect(ingested.records.map(\.code) == ["A00", "Z3A"])
    expectEveryRowAccounted(ingested, rows: 3)
  }

  @Test func aCodeIsBrokenInItsOwnColumn() throws {
    let ingested = try ingestCSV("billable,short_title,long_title,code", "0,Cholera,Cholera,A00", "0,a,b,a01")
    #expect(ingested.findings.map { $0.place?.column } == [4])
  }

  @Test func aQuoteThatIsNeverClosedCostsItsOwnRecordOnly() throws {
    let ingested = try ingestCSV(
      header, cholera, "2,A01,0,\"Typhoid,Typhoid", weeks, "96238,Z3A0,0,Weeks,\"Weeks, unspecified\"",
      "96239,Z3A00,1,Weeks,Weeks")
    #expect(ingested.records.map(\.code) == ["A00", "Z3A", "Z3A0", "Z3A00"])
    #expect(ingested.rejected.map(\.line) == [3])
    #expect(ingested.rejected.map(\.rule) == ["csv-syntax"])
    expectEveryRowAccounted(ingested, rows: 5)
  }

  @Test func aCarriageReturnThatEndsNoLineLosesNoRecord() throws {
    let ingested = try ingestCSV(header, "\(cholera)\r\(weeks)", "5,B00,0,Herpes,Herpes")
    #expect(ingested.records.map(\.code) == ["B00"])
    #expect(ingested.rejected.map(\.rule) == ["control-character"])
    #expect(ingested.rejected.map(\.text) == ["\(cholera)\r\(weeks)"])
    expectEveryRowAccounted(ingested, rows: 2)
  }
}

private let written = "\(header)\r\n\(cholera)\r\n\(weeks)"

let writtenCSVForms = [
  WrittenForm("CR LF", written + "\r\n", notes: []),
  WrittenForm("LF", written.split(separator: "\r\n").joined(separator: "\n") + "\n", notes: []),
  WrittenForm("LF and CR LF mixed", written + "\n", notes: []),
  WrittenForm(
    "no final line end", written,
    notes: [
      "codes.csv:3: note: expected a line end after the last line, found the end of the file [final-newline]"
    ]),
  WrittenForm(
    "a byte-order mark", "\u{FEFF}" + written + "\r\n",
    notes: [
      "codes.csv:1:1: note: expected the first line, found a byte-order mark; skipped [byte-order-mark]"
    ]),
  WrittenForm(
    "a title in UTF-8", "\(header)\n1,A00,0,Choléra,Choléra\n\(weeks)\n",
    notes: ["codes.csv:2:13: note: expected ASCII, found UTF-8; kept [encoding]"]),
  WrittenForm(
    "a column that is not read", "notes,\(header)\nany,\(cholera)\n,\(weeks)\n",
    notes: [
      "codes.csv:1:1: note: expected code, billable, short_title, long_title, order, found 'notes'; not read "
        + "[unknown-column]"
    ]),
  WrittenForm(
    "a line break in a title", "\(header)\n\(cholera)\n2,Z3A,0,\"Weeks\nof\",Weeks of gestation\n",
    notes: [
      "codes.csv:3:4: note: expected the short title on one line, found a line break; replaced by a blank "
        + "[title-newline]"
    ]),
]

private let codeForm = "a code of the form @??[.????]"

/// Records between two sound ones that break a rule of CSV releases; a column is the number of a field.
let brokenCSVRows = [
  BrokenRow(
    what: "a field too few", text: "2,A01,0,Typhoid", rule: "field-count", column: nil,
    message: "expected 5 fields, found 4"),
  BrokenRow(
    what: "a field too many", text: "2,A01,0,Typhoid,Typhoid,fever", rule: "field-count", column: nil,
    message: "expected 5 fields, found 6"),
  BrokenRow(
    what: "an order number with a letter", text: "2a,A01,0,Typhoid,Typhoid", rule: "order-number", column: 1,
    message: "expected digits, found '2a'"),
  BrokenRow(
    what: "an order number beyond all bounds", text: "99999999999999999999,A01,0,Typhoid,Typhoid",
    rule: "order-number", column: 1, message: "expected digits, found '99999999999999999999'"),
  BrokenRow(
    what: "no code", text: "2,,0,Typhoid,Typhoid", rule: "code-form", column: 2,
    message: "expected \(codeForm), found blanks"),
  BrokenRow(
    what: "a code in small letters", text: "2,a01,0,Typhoid,Typhoid", rule: "code-form", column: 2,
    message: "expected \(codeForm), found 'a01'"),
  BrokenRow(
    what: "a flag in words", text: "2,A01,true,Typhoid,Typhoid", rule: "flag", column: 3,
    message: "expected 0 (header) or 1 (valid for submission), found 'true'"),
  BrokenRow(
    what: "no flag", text: "2,A01,,Typhoid,Typhoid", rule: "flag", column: 3,
    message: "expected 0 (header) or 1 (valid for submission), found ''"),
  BrokenRow(
    what: "no short title", text: "2,A01,0,,Typhoid", rule: "empty-title", column: 4,
    message: "expected a short title, found blanks"),
  BrokenRow(
    what: "a long title of blanks", text: "2,A01,0,Typhoid,\"  \"", rule: "empty-title", column: 5,
    message: "expected a long title, found blanks"),
  BrokenRow(
    what: "a bell in a title", text: "2,A01,0,Ty\u{7}phoid,Typhoid", rule: "control-character", column: 4,
    message: "expected printable characters, found the control character U+0007"),
  BrokenRow(
    what: "a tab in a title", text: "2,A01,0,Typhoid,Typhoid\tfever", rule: "control-character", column: 5,
    message: "expected printable characters, found the control character U+0009"),
  BrokenRow(
    what: "a code that stands on an earlier line", text: "2,A00,0,Typhoid,Typhoid", rule: "duplicate-code",
    column: 2, message: "expected each code once, found A00 again; the first is on line 2", code: "A00"),
  BrokenRow(
    what: "a quote amid a field", text: "2,A01,0,Ty\"phoid,Typhoid", rule: "csv-syntax", column: 11,
    message: "expected matching quotes"),
  BrokenRow(
    what: "letters behind a closing quote", text: "2,A01,0,\"Ty\"phoid,Typhoid", rule: "csv-syntax",
    column: 13, message: "expected matching quotes"),
  BrokenRow(
    what: "a quote that is never closed", text: "2,A01,0,\"Typhoid,Typhoid", rule: "csv-syntax", column: nil,
    message: "expected matching quotes"),
  BrokenRow(
    what: "a blank line", text: "", rule: "blank-line", severity: .note, column: nil,
    message: "expected a record, found a blank line"),
]
