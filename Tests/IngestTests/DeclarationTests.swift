import CodeSetModel
import Foundation
import Ingest
import TestSupport
import Testing

/// A declaration with one thing wrong.
struct WrongDeclaration: Sendable, CustomTestStringConvertible {
  var old: String
  var new: String
  var message: String

  var testDescription: String { new.isEmpty ? "without \(old)" : new }

  var finding: String { "clinic.json:1: error: \(message) [declaration]" }
}

private let declaration = """
  {
    "system": "clinic",
    "name": "Riverside Clinic charges",
    "publisher": "Riverside Clinic",
    "uri": "https://riverside.example/charges",
    "codes": ["LAB-###", "@###[.#]"],
    "hierarchy": "none",
    "format": "fixed-width",
    "columns": {"code": [1, 7], "billable": [9, 9], "short_title": [11, 20], "long_title": [22]},
    "billable": {"yes": ["Y"], "no": ["N", "-"]}
  }
  """

let wrongDeclarations = [
  WrongDeclaration(
    old: #""system": "clinic","#, new: "", message: "$.system: expected a text, found nothing"),
  WrongDeclaration(
    old: #""clinic""#, new: #""../clinic""#,
    message: "$.system: expected small letters, digits and hyphens, found '../clinic'"),
  WrongDeclaration(
    old: #""clinic""#, new: #""riverside-clinic-charges""#,
    message: "$.system: expected at most 20 characters, found 'riverside-clinic-charges'"),
  WrongDeclaration(
    old: "https://riverside.example/charges", new: "riverside charges",
    message:
      "$.uri: expected an absolute URI such as https://publisher.example/codes, found 'riverside charges'"),
  WrongDeclaration(
    old: "https://riverside.example/charges", new: "https://riverside.example/charges|2",
    message:
      "$.uri: expected an absolute URI such as https://publisher.example/codes, found 'https://riverside.example/charges|2'"
  ),
  WrongDeclaration(
    old: #""Riverside Clinic","#, new: "7,", message: "$.publisher: expected a text, found 7"),
  WrongDeclaration(
    old: #""publisher""#, new: #""publsher""#,
    message:
      "$.publsher: expected one of system, name, publisher, uri, codes, unused_letters, hierarchy, format, "
      + "columns, delimiter, header, skip, quote, case, duplicates, billable, found 'publsher'"),
  WrongDeclaration(
    old: #"["LAB-###", "@###[.#]"]"#, new: "[]", message: "$.codes: expected a form of codes, found none"),
  WrongDeclaration(
    old: #""@###[.#]""#, new: #""@###[.#""#,
    message:
      "$.codes[1]: expected a form of codes such as LAB-### (@ a letter, # a digit, ? either, [ ] what may be "
      + "missing at the end), found '@###[.#'"),
  WrongDeclaration(
    old: #""LAB-###""#, new: #""lab/###""#,
    message:
      "$.codes[0]: expected a form of codes such as LAB-### (@ a letter, # a digit, ? either, [ ] what may be "
      + "missing at the end), found 'lab/###'"),
  WrongDeclaration(
    old: #""none""#, new: #""tree""#,
    message: "$.hierarchy: expected one of prefix, not_listed, stated, none, found 'tree'"),
  WrongDeclaration(
    old: #""fixed-width""#, new: #""xml""#,
    message: "$.format: expected one of csv, xlsx, fixed-width, found 'xml'"
  ),
  WrongDeclaration(
    old: #""code": [1, 7], "#, new: "", message: "$.columns: expected a column code, found none"),
  WrongDeclaration(
    old: #""long_title": [22]"#, new: #""title": [22]"#,
    message:
      "$.columns.title: expected one of code, billable, short_title, long_title, order, parent, found 'title'"
  ),
  WrongDeclaration(
    old: #""billable": [9, 9]"#, new: #""billable": [7, 9]"#,
    message: "$.columns.billable: expected a column of its own, found that of code"),
  WrongDeclaration(
    old: #""short_title": [11, 20]"#, new: #""short_title": [11]"#,
    message: "$.columns.long_title: expected a column of its own, found that of short_title"),
  WrongDeclaration(
    old: "[1, 7]", new: "[7, 1]",
    message: "$.columns.code: expected the first and the last column, found [7, 1]"),
  WrongDeclaration(
    old: "[1, 7]", new: "[0, 7]",
    message: "$.columns.code[0]: expected the number of a column, from 1, found 0"),
  WrongDeclaration(
    old: "[1, 7]", new: #""Code""#, message: "$.columns.code: expected a list, found 'Code'"),
  WrongDeclaration(
    old: #"{"yes": ["Y"], "no": ["N", "-"]}"#, new: #""all""#,
    message: "$.billable: expected the values of the column billable, yes and no, found 'all'"),
  WrongDeclaration(
    old: #""billable": [9, 9], "#, new: "",
    message: "$.billable: expected a column billable among the columns, since it has values, found none"),
  WrongDeclaration(
    old: #"["N", "-"]"#, new: #"["Y"]"#,
    message: "$.billable: expected a value to mean yes or no, found 'Y' in both"),
  WrongDeclaration(
    old: #""none","#, new: #""none", "delimiter": ";","#,
    message: "$.delimiter: expected no delimiter between columns of fixed width, found one"),
  WrongDeclaration(
    old: """
      "billable": [9, 9], "short_title": [11, 20], "long_title": [22]},
        "billable": {"yes": ["Y"], "no": ["N", "-"]}
      """, new: #""long_title": [22]}, "billable": "leaves""#,
    message:
      "$.billable: expected the hierarchy prefix or stated, since the leaves are billable, found 'none'"),
  WrongDeclaration(
    old: #"["Y"]"#, new: "[]", message: "$.billable.yes: expected a value that means yes, found none"),
  WrongDeclaration(
    old: #""clinic""#, new: #""history""#, message: "$.system: expected another name, found 'history'"),
  WrongDeclaration(old: "{\n", new: "", message: "expected JSON, found something else"),
  WrongDeclaration(old: declaration, new: "[]", message: "$: expected an object, found a list"),
]

/// Code sets that a JSON file declares.
@Suite struct DeclarationTests {
  private func declare(_ text: String) throws -> Declaration {
    try Declaration(Array(text.utf8), name: "clinic.json", file: "clinic.json")
  }

  @Test(arguments: wrongDeclarations)
  func whatIsWrongIsAFindingWithItsPath(_ wrong: WrongDeclaration) throws {
    let text = declaration.replacing(wrong.old, with: wrong.new)
    #expect(text != declaration)
    let finding = #expect(throws: Diagnostic.self) { try declare(text) }
    #expect(finding?.description == wrong.finding)
  }

  @Test func linesOfFixedWidthAreRead() throws {
    let clinic = try declare(declaration)
    let ingested = try ingestSample(
      Array("LAB-001 Y Glucose    Glucose, fasting\nA0011   - Visit      Visit, first\n".utf8),
      layout: clinic.layout, of: clinic.system)
    #expect(ingested.findings == [])
    #expect(ingested.records.map(\.code) == ["LAB-001", "A0011"])
    #expect(ingested.records.map { clinic.system.displayCode($0.code) } == ["LAB-001", "A001.1"])
    #expect(ingested.records.map(\.isValidForSubmission) == [true, false])
    #expect(ingested.records.map(\.shortTitle) == ["Glucose", "Visit"])
    #expect(ingested.records.map(\.longTitle) == ["Glucose, fasting", "Visit, first"])
  }

  @Test(arguments: [
    (
      "LAB-01  Y Glucose    Glucose",
      "order.txt:1:1: error: expected a code of the form LAB-### or @###[.#], found 'LAB-01'"
    ),
    (
      "LAB-001 ? Glucose    Glucose",
      "order.txt:1:9: error: expected N, - (header) or Y (valid for submission), found '?'"
    ),
    ("LAB-001 Y Glucose", "order.txt:1:18: error: expected at least 22 columns, found 17"),
  ])
  func aBrokenLineIsRejected(line: String, finding: String) throws {
    let clinic = try declare(declaration)
    let ingested = try ingestSample(Array("\(line)\n".utf8), layout: clinic.layout, of: clinic.system)
    #expect(ingested.findings.count == 1)
    #expect(ingested.findings.first?.description.hasPrefix(finding) == true, "\(ingested.findings)")
    #expect(ingested.rejected.map(\.text) == [line])
  }

  @Test func whatIsBetweenTheColumnsAndAfterThemIsNotRead() throws {
    let clinic = try declare(declaration.replacing("[22]", with: "[22, 28]"))
    let ingested = try ingestSample(
      Array("LAB-001XY Glucose    Glucose, fasting\n".utf8), layout: clinic.layout, of: clinic.system)
    #expect(ingested.records.map(\.code) == ["LAB-001"])
    #expect(ingested.records.map(\.longTitle) == ["Glucose"])
    #expect(ingested.findings == [])
  }

  @Test func headersAreTheCodesAboveOthers() throws {
    let text = declaration.replacing(#""none""#, with: #""prefix""#).replacing(
      "\"billable\": [9, 9], ", with: ""
    )
    .replacing(#"{"yes": ["Y"], "no": ["N", "-"]}"#, with: #""leaves""#)
    let clinic = try declare(text)
    let ingested = try ingestSample(
      Array("A001      Visit      Visit\nA0011     Visit      Visit, first\n".utf8), layout: clinic.layout,
      of: clinic.system)
    #expect(ingested.records.map(\.isValidForSubmission) == [false, true])
  }

  @Test func aCSVHasItsOwnNamesAndDelimiter() throws {
    let text = declaration.replacing("fixed-width", with: "csv")
      .replacing(
        #""code": [1, 7], "billable": [9, 9], "short_title": [11, 20], "long_title": [22]"#,
        with: #""code": "Charge No.", "billable": "Active", "long_title": "Text""#
      )
      .replacing(#""none","#, with: #""none", "delimiter": ";","#)
    let clinic = try declare(text)
    let ingested = try ingestSample(
      Array("Charge No.;Text;Active\nLAB-001;Glucose, fasting;Y\n".utf8), layout: clinic.layout,
      of: clinic.system)
    #expect(ingested.findings == [])
    #expect(ingested.records.map(\.code) == ["LAB-001"])
    #expect(ingested.records.map(\.longTitle) == ["Glucose, fasting"])
  }

  @Test(arguments: [
    "", "[#]", "##]", "#[##", "#[]", "##.", ".##", "#.#.#", "#[#]#", "a##", "#/#", "# #", "#[#[#]]",
  ])
  func whatIsNoFormOfCodesIsNone(_ text: String) {
    #expect(CodeForm(text) == nil)
  }

  @Test(arguments: [
    ("@??[.????]", ["A00", "O3432", "S42001A", "Z3A"], ["A0", "000", "A000000A", "a00", "A-0"]),
    ("E###[.#]", ["E812", "E8120"], ["E81", "E81200", "V812"]),
    ("LAB-###", ["LAB-001"], ["LAB001", "LAB-01", "LAB-0001", "LAC-001"]),
  ])
  func aFormTellsWhichCodesHaveIt(text: String, codes: [String], others: [String]) throws {
    let form = try #require(CodeForm(text))
    func matches(_ code: String) -> Bool { Array(code.utf8).withUnsafeBytes(form.matches) }
    for code in codes { #expect(matches(code), "\(code)") }
    for code in others { #expect(!matches(code), "\(code)") }
  }
}
