import CodeSetModel
import Ingest
import TestSupport
import Testing

private let header = "Current code assignment,Effective October 1,Previous Code(s) Assignment"
/// The notice of FY2020, shortened, with its line break.
private let notice = "\"The National Center for Health Statistics (NCHS) has\npublished an update.\",,"

@Suite struct ConversionTests {
  @Test func rowsAreReadAsPrinted() throws {
    let table = try conversion(["H02.151,2018,H02.101-H02.106; H02.109", "I63.013,2016,I63.011 AND I63.012"])
    #expect(
      table.records == [
        ConversionRecord(
          code: "H02.151", effective: "2018", previous: "H02.101-H02.106; H02.109", line: 4),
        ConversionRecord(code: "I63.013", effective: "2016", previous: "I63.011 AND I63.012", line: 5),
      ])
    #expect(table.name == "table.csv")
    #expect(table.findings.isEmpty)
  }

  @Test func theNoticeMayBeLeftOut() throws {
    let table = try ingestConversionSample("\(header)\r\nA04.71,2017,A04.7\r\n".utf8)
    #expect(
      table.records == [ConversionRecord(code: "A04.71", effective: "2017", previous: "A04.7", line: 2)])
    #expect(table.findings.isEmpty)
  }

  @Test func theBlanksAroundAFieldAreGoneAndThoseInsideStay() throws {
    let table = try conversion([
      "C44.1121  ,2018, C44.112", "\u{A0}U07.1\u{A0},\"\t2020 \",\"B97.21,  B97.29\u{A0}\"",
    ])
    #expect(table.records.map(\.code) == ["C44.1121", "U07.1"])
    #expect(table.records.map(\.effective) == ["2018", "2020"])
    #expect(table.records.map(\.previous) == ["C44.112", "B97.21,  B97.29"])
    #expect(table.findings.map(\.rule) == ["encoding"])
  }

  @Test func aNoBreakSpaceInWindows1252IsABlank() throws {
    let row = Array("U07.1".utf8) + [0xA0] + Array(",2020,B97.29\r\n".utf8)
    let table = try ingestConversionSample(Array("\(header)\r\n".utf8) + row)
    #expect(table.records.map(\.code) == ["U07.1"])
    #expect(table.findings.map(\.rule) == ["encoding"])
  }

  @Test func blankRowsSayNothing() throws {
    let table = try conversion([",,", "A04.71,2017,A04.7", "", " , ,\u{20}", "A04.72,2017,A04.7"])
    #expect(table.records.map(\.line) == [5, 8])
    #expect(table.findings.isEmpty)
  }

  @Test func aTableIsReadFromAZip() throws {
    let zip = try zipped("\(header)\nA04.71,2017,A04.7\n".utf8, as: "tables/FY20.csv")
    let table = try ingestConversionSample(zip, file: "tables.zip", member: "tables/FY20.csv")
    #expect(table.name == "tables.zip/tables/FY20.csv")
    #expect(table.records.map(\.code) == ["A04.71"])
  }

  @Test(arguments: brokenConversionRows)
  func anIncompleteRowIsAWarningAndTheOthersAreRead(_ row: BrokenRow) throws {
    let table = try conversion(["A04.71,2017,A04.7", row.text, "A04.72,2017,A04.7"])
    #expect(table.findings == [row.finding(file: "table.csv", line: 5)])
    #expect(table.records.map(\.line) == [4, 6])
    #expect(table.rejected.map(\.line) == [5])
    #expect(table.rejected.map(\.role) == [.conversion])
    #expect(table.rejected.map(\.message) == [row.message])
  }

  @Test func whatStandsBesideTheTableIsAWarningAndTheRowIsRead() throws {
    let table = try conversion(["A04.71,2017,A04.7,,see note"])
    #expect(table.records.map(\.code) == ["A04.71"])
    #expect(
      table.findings.map(\.description) == [
        "table.csv:4:5: warning: expected 3 fields, found 'see note' after them; not read [conversion-row]"
      ])
  }

  @Test(arguments: ["A04.72,2017,\"A04.7", "A04.72,2017,\"A04.7\"5", "A04.72,2017\r,A04.7"])
  func aRowWhoseQuotesDoNotMatchIsRejectedAndTheOthersAreRead(_ row: String) throws {
    let table = try conversion(["A04.71,2017,A04.7", row, "A04.73,2017,A04.7"])
    #expect(table.records.map(\.line) == [4, 6])
    #expect(table.rejected.map(\.text) == [row])
    #expect(
      table.findings.map(\.description) == ["table.csv:5: error: expected matching quotes [csv-syntax]"])
  }

  @Test(arguments: refusedConversions)
  func aFileThatIsSomethingElseIsRefusedInOneSentence(_ file: RefusedFile) throws {
    #expect(throws: IngestError.notAsRegistered(file.sentence)) {
      try ingestConversionSample(file.bytes)
    }
  }

  /// A table whose rows begin on line 4.
  private func conversion(_ rows: [String]) throws -> IngestedCompanion<ConversionRecord> {
    let lines = [notice, header] + rows
    return try ingestConversionSample(lines.map { $0 + "\r\n" }.joined().utf8)
  }
}

let brokenConversionRows = [
  BrokenRow(
    what: "no code", text: ",2017,A04.7", rule: "conversion-row", severity: .warning, column: 1,
    message: "expected a code, a date and the codes before, found no code"),
  BrokenRow(
    what: "no date", text: "A04.70,\u{20},A04.7", rule: "conversion-row", severity: .warning, column: 2,
    message: "expected a code, a date and the codes before, found no date"),
  BrokenRow(
    what: "no codes before", text: "A04.70,2017,", rule: "conversion-row", severity: .warning, column: 3,
    message: "expected a code, a date and the codes before, found no codes before"),
  BrokenRow(
    what: "a remark", text: "Codes of chapter 2", rule: "conversion-row", severity: .warning, column: 2,
    message: "expected a code, a date and the codes before, found no date, no codes before"),
]

private let expected = "table.csv: expected a conversion table (layout icd10cm-conversion), found "
private let noHeader =
  "table.csv: expected a header row that begins with 'Current code assignment', found none"

private let refusedConversions = [
  RefusedFile("an HTML page", "<html>Page not found</html>", sentence: expected + "an HTML or XML page"),
  RefusedFile("a PDF", "%PDF-1.7\n", sentence: expected + "a PDF"),
  RefusedFile("an empty file", "", sentence: expected + "an empty file"),
  RefusedFile("blanks", "\r\n \r\n", sentence: expected + "nothing but blanks"),
  RefusedFile(
    "addenda", AddendaLine.underimmunizationAdded,
    sentence: expected + "an addenda file (it begins with 'Add:')"
  ),
  RefusedFile("an order file", PublishedLine.cholera + "\r\n", sentence: noHeader),
  RefusedFile("a table without its header row", "A04.71,2017,A04.7\r\n", sentence: noHeader),
  RefusedFile(
    "a table in other columns",
    "Current code assignment,Previous Code(s) Assignment,Effective\r\nA04.71,A04.7,2017\r\n",
    sentence:
      "table.csv: expected the columns Current code assignment, Effective, Previous Code(s) Assignment, "
      + "found Current code assignment, Previous Code(s) Assignment, Effective"),
  RefusedFile(
    "a table of one column", "Current code assignment\r\nA04.71\r\n",
    sentence:
      "table.csv: expected the columns Current code assignment, Effective, Previous Code(s) Assignment, "
      + "found Current code assignment"),
]
