import CodeSetModel
import Ingest
import TestSupport
import Testing

@Suite struct POAExemptTests {
  @Test func linesAreReadAsPrintedWithoutQuotes() throws {
    let list = try list([PublishedExemption.tuberculosis, PublishedExemption.quoted])
    #expect(
      list.records == [
        POAExemptRecord(
          orderNumber: "01236", code: "B90.0", title: "Sequelae of central nervous system tuberculosis",
          line: 2),
        POAExemptRecord(
          orderNumber: "12128", code: "I69.065",
          title: "Other paralytic syndrome following nontraumatic subarachnoid hemorrhage, bilateral", line: 3
        ),
      ])
    #expect(list.findings.isEmpty)
  }

  @Test func theFirstNameOfTheHeaderRowMayBeAnother() throws {
    let text = textFile(["OrdFY31\tPOAexemptCode\tDescription", PublishedExemption.tuberculosis])
    let list = try CompanionSample(.poaExempt, text, file: "poa.txt")
      .ingested(of: .icd10cm, by: ingestPOAExempt)
    #expect(list.records.map(\.code) == ["B90.0"])
  }

  @Test func aListIsReadFromAZip() throws {
    let text = textFile([PublishedExemption.header, PublishedExemption.tuberculosis])
    let list = try CompanionSample(
      .poaExempt, try zipped(text, as: "POAexemptCodesFY25.txt"), file: "poa.zip",
      member: "POAexemptCodesFY25.txt"
    ).ingested(of: .icd10cm, by: ingestPOAExempt)
    #expect(list.table.file == "poa.zip/POAexemptCodesFY25.txt")
    #expect(list.records.map(\.code) == ["B90.0"])
  }

  @Test(arguments: brokenPOARows)
  func aBrokenLineIsRejectedAndTheOthersAreKept(_ row: BrokenRow) throws {
    let list = try list([PublishedExemption.tuberculosis, row.text, PublishedExemption.quoted])
    #expect(list.records.map(\.line) == [2, 4])
    #expect(list.findings == [row.finding(file: "poa.txt", line: 3)])
    var rejected = row.rejected(file: "poa.txt", line: 3)
    rejected.role = .poaExempt
    #expect(list.rejected == [rejected])
  }

  @Test(arguments: refusedLists)
  func aFileThatIsSomethingElseIsRefusedInOneSentence(_ file: RefusedFile) throws {
    let sample = try CompanionSample(.poaExempt, file.bytes, file: "poa.txt")
    #expect(throws: IngestError.notAsRegistered(file.sentence)) {
      try sample.ingested(of: .icd10cm, by: ingestPOAExempt)
    }
  }

  private func list(_ lines: [String]) throws -> IngestedCompanion<POAExemptRecord> {
    try CompanionSample(.poaExempt, textFile([PublishedExemption.header] + lines), file: "poa.txt")
      .ingested(of: .icd10cm, by: ingestPOAExempt)
  }
}

let brokenPOARows = [
  BrokenRow(
    what: "a field too few", text: "01237\tB90.1", rule: "field-count", message: "expected 3 fields, found 2"),
  BrokenRow(
    what: "no order number", text: "\tB90.1\tSequelae", rule: "poa-row", column: 1,
    message: "expected an order number, a code and a title, found '', 'B90.1', 'Sequelae'"),
  BrokenRow(
    what: "no title", text: "01237\tB90.1\t ", rule: "poa-row", column: 3,
    message: "expected an order number, a code and a title, found '01237', 'B90.1', ''"),
  BrokenRow(
    what: "no code", text: "01237\t\tSequelae", rule: "code-form", column: 2,
    message: "expected a code of the form @??[.????], found blanks"),
  BrokenRow(
    what: "a dot in another place", text: "01237\tB9.01\tSequelae", rule: "code-form", column: 2,
    message: "expected B90.1, found 'B9.01'"),
  BrokenRow(
    what: "a code again", text: "01236\tB90.0\tSequelae", rule: "duplicate-code", column: 2,
    message: "expected each code once, found B900 again; the first is on line 2"),
  BrokenRow(
    what: "an open quote", text: "01237\tB90.1\t\"Sequelae", rule: "csv-syntax",
    message: "expected matching quotes"),
  BrokenRow(
    what: "a control character", text: "01237\tB90.1\tSeq\u{7}uelae", rule: "control-character", column: 16,
    message: "expected printable characters, found the control character U+0007"),
]

private let expected = "poa.txt: expected a list of POA-exempt codes (layout poa-exempt), found "

private let refusedLists = [
  RefusedFile("an HTML page", "<html>Page not found</html>", sentence: expected + "an HTML or XML page"),
  RefusedFile(
    "a header row alone", "OrdFY25\tPOAexemptCode\tDescription\r\n",
    sentence: expected + "a header row alone"),
  RefusedFile("blanks", "\r\n \r\n", sentence: expected + "nothing but blanks"),
  RefusedFile(
    "a list without its header row", PublishedExemption.tuberculosis + "\r\n",
    sentence: expected + "text that begins with '01236\\u{9}B90.0\\u{9}Sequelae of central nervous '"),
  RefusedFile(
    "a list in other columns", "OrdFY25\tDescription\tPOAexemptCode\r\n",
    sentence: expected + "text that begins with 'OrdFY25\\u{9}Description\\u{9}POAexemptCode'"),
]
