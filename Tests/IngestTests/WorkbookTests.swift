import CodeSetModel
import Ingest
import TestSupport
import Testing

private let headerRow = """
  <row r="2"><c r="A2" t="inlineStr"><is><t>Current code assignment</t></is></c>
  <c r="B2" t="inlineStr"><is><t>Effective</t></is></c>
  <c r="C2" t="inlineStr"><is><t>Previous Code(s) Assignment</t></is></c></row>
  """

/// The content of a cell that holds its own text.
private func inline(_ cell: String, _ text: String) -> String {
  "<c r=\"\(cell)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(text)</t></is></c>"
}

private func ingestWorkbook(_ workbook: WorkbookParts) throws -> IngestedCompanion<ConversionRecord> {
  try ingestConversionSample(workbook.zipped(), file: "table.xlsx")
}

@Suite struct WorkbookTests {
  @Test func theFirstSheetIsReadWithItsRowNumbers() throws {
    let notice = "<row r=\"1\">\(inline("A1", "A notice"))<c r=\"B1\" s=\"35\"/><c r=\"C1\" s=\"35\"/></row>"
    let row =
      "<row r=\"4253\">\(inline("A4253", "U07.1"))<c r=\"B4253\"><v>43922</v></c>"
      + "\(inline("C4253", "B97.29"))</row>"
    let table = try ingestWorkbook(WorkbookParts(rows: notice + headerRow + row))
    #expect(
      table.records == [
        ConversionRecord(code: "U07.1", effective: "43922", previous: "B97.29", line: 4253)
      ])
    #expect(table.name == "table.xlsx")
    #expect(table.findings.isEmpty)
  }

  @Test func sharedStringsAreJoinedFromTheirRuns() throws {
    let strings = """
      <si><t>Current code assignment</t></si><si><t>Effective</t></si>
      <si><t>Previous Code(s) Assignment</t></si>
      <si><t xml:space="preserve"> T85.113A </t></si>
      <si><r><t>T85.110A</t></r><r><rPr><sz val="11"/></rPr>
      <t xml:space="preserve">, T85.111A &amp; T85.112A</t></r>
      <rPh sb="0" eb="2"><t>a reading</t></rPh></si>
      """
    let rows = """
      <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>
      <row r="2"><c r="A2" t="s"><v>3</v></c><c r="B2"><v>2016</v></c><c r="C2" t="s"><v>4</v></c></row>
      """
    let table = try ingestWorkbook(WorkbookParts(rows: rows, sharedStrings: strings))
    #expect(
      table.records == [
        ConversionRecord(
          code: "T85.113A", effective: "2016", previous: "T85.110A, T85.111A & T85.112A", line: 2)
      ])
    #expect(table.findings.isEmpty)
  }

  @Test func cellsStandWhereTheirNamesSay() throws {
    let rows = """
      <row r="3">\(inline("A3", "A04.71"))\(inline("C3", "A04.7"))</row>
      <row r="4"><c r="B4" s="5"/>\(inline("C4", "A04.7"))\(inline("A4", "A04.72"))</row>
      <row r="5">\(inline("A5", "A04.73"))<c r="B5"><v>2017</v></c></row>
      <row r="6"><c r="A6" s="1"/><c r="B6" s="1"/></row>
      <row r="9">\(inline("A9", "A04.74"))<c r="B9" t="str"><f>YEAR(D1)</f><v>2017</v></c>\
      \(inline("C9", "None"))\(inline("AB9", "a remark"))</row>
      """
    let table = try ingestWorkbook(WorkbookParts(rows: headerRow + rows))
    #expect(table.records.map(\.line) == [9])
    #expect(table.records.map(\.effective) == ["2017"])
    let missing = "expected a code, a date and the codes before, found"
    #expect(
      table.findings.map(\.description) == [
        "table.xlsx:3:2: warning: \(missing) no date [conversion-row]",
        "table.xlsx:4:2: warning: \(missing) no date [conversion-row]",
        "table.xlsx:5:3: warning: \(missing) no codes before [conversion-row]",
        "table.xlsx:9:28: warning: expected 3 fields, found 'a remark' after them; not read "
          + "[conversion-row]",
      ])
  }

  @Test func namesOfRowsAndCellsMayBeLeftOut() throws {
    let rows = """
      <row><c t="inlineStr"><is><t>A04.71</t></is></c><c><v>2017</v></c>
      <c t="inlineStr"><is><t>A04.7</t></is></c></row>
      """
    let table = try ingestWorkbook(WorkbookParts(rows: headerRow + rows))
    #expect(
      table.records == [ConversionRecord(code: "A04.71", effective: "2017", previous: "A04.7", line: 3)])
  }

  @Test func elementsMayBearAPrefix() throws {
    var workbook = WorkbookParts(
      rows: headerRow
        + "<row r=\"3\">\(inline("A3", "A04.71"))<c r=\"B3\"><v>2017</v></c>\(inline("C3", "None"))</row>")
    let part = "xl/worksheets/sheet2.xml"
    workbook.parts[part] = workbook.parts[part]?.replacing(/<(\/?)(\w)/) { "<\($0.output.1)x:\($0.output.2)" }
      .replacing("xmlns=", with: "xmlns:x=")
    #expect(try ingestWorkbook(workbook).records.map(\.code) == ["A04.71"])
  }

  @Test(arguments: brokenWorkbooks)
  func aBrokenWorkbookIsRefusedInOneSentence(_ broken: BrokenWorkbook) throws {
    let error = #expect(throws: IngestError.self) { try ingestWorkbook(broken.workbook) }
    // Where and how XML is damaged, libxml2 does not say the same in all its versions.
    let sentence = error?.message.replacing(#/: line \d+: .*$/#, with: "")
    #expect(sentence == broken.sentence)
  }

  @Test func aWorkbookWithAChangedByteIsRefusedOrGivesWhatItGave() throws {
    let row =
      "<row r=\"3\">\(inline("A3", "A04.71"))<c r=\"B3\"><v>2017</v></c>\(inline("C3", "A04.7"))</row>"
    let sound = try WorkbookParts(rows: headerRow + row).zipped()
    for offset in stride(from: 4, to: sound.count, by: 3) {
      var workbook = sound
      workbook[offset] ^= 0x01
      if let table = try? ingestConversionSample(workbook, file: "table.xlsx") {
        #expect(table.records.map(\.code) == ["A04.71"], "byte \(offset)")
      }
    }
  }
}

/// A workbook that cannot be read, and the sentence that refuses it.
struct BrokenWorkbook: Sendable, CustomTestStringConvertible {
  var what: String
  var workbook: WorkbookParts
  var sentence: String

  var testDescription: String { what }

  init(
    _ what: String, rows: String = "", sentence: String, _ change: (inout [String: String]) -> Void = { _ in }
  ) {
    self.what = what
    workbook = WorkbookParts(rows: headerRow + rows)
    change(&workbook.parts)
    self.sentence = sentence
  }
}

let brokenWorkbooks = [
  BrokenWorkbook(
    "a sheet without a header row",
    sentence: "table.xlsx: expected a header row that begins with 'Current code assignment', found none"
  ) { $0["xl/worksheets/sheet2.xml"] = $0["xl/worksheets/sheet1.xml"] },
  BrokenWorkbook(
    "another kind of document",
    sentence: "table.xlsx: expected the member 'xl/workbook.xml', found 'word/document.xml'"
  ) { $0 = ["word/document.xml": "<document/>"] },
  BrokenWorkbook(
    "no sheets", sentence: "table.xlsx: expected a workbook with a sheet, found none"
  ) { $0["xl/workbook.xml"] = "<workbook><sheets/></workbook>" },
  BrokenWorkbook(
    "a sheet whose part is not named", sentence: "table.xlsx: expected a workbook with a sheet, found none"
  ) { $0["xl/_rels/workbook.xml.rels"] = "<Relationships/>" },
  BrokenWorkbook(
    "tags that do not match",
    sentence: "table.xlsx/xl/worksheets/sheet2.xml: damaged XML"
  ) { $0["xl/worksheets/sheet2.xml"] = "<worksheet><row></c></row></worksheet>" },
  BrokenWorkbook(
    "a part cut off",
    sentence: "table.xlsx/xl/workbook.xml: damaged XML"
  ) { $0["xl/workbook.xml"] = "<workbook><sheets>" },
  BrokenWorkbook(
    "an empty part",
    sentence: "table.xlsx/xl/workbook.xml: damaged XML"
  ) { $0["xl/workbook.xml"] = "" },
  BrokenWorkbook(
    "a shared string that is not there", rows: "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>7</v></c></row>",
    sentence: "table.xlsx/xl/worksheets/sheet2.xml: row 3: expected one of 0 shared strings, found '7'"),
  BrokenWorkbook(
    "a cell without a column", rows: "<row r=\"3\"><c r=\"3\"><v>7</v></c></row>",
    sentence: "table.xlsx/xl/worksheets/sheet2.xml: expected a cell's name like B5, found '3'"),
  BrokenWorkbook(
    "a column beyond the last", rows: "<row r=\"3\"><c r=\"XFE3\"><v>7</v></c></row>",
    sentence: "table.xlsx/xl/worksheets/sheet2.xml: expected a cell's name like B5, found 'XFE3'"),
  BrokenWorkbook(
    "a row without a number", rows: "<row r=\"three\"/>",
    sentence:
      "table.xlsx/xl/worksheets/sheet2.xml: expected the number of a row, from 1 to 1048576, found 'three'"),
]
