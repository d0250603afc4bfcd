import CodeSetModel
import Ingest
import TestSupport
import Testing

@Suite struct AddendaTests {
  @Test func aRevisionAndAChangeOfTheFlagAreReadAsPrinted() throws {
    let addenda = try ingestAddendaSample(orderFile(AddendaLine.ofICD10CM))
    let title = "Pre-existing essential hypertension complicating pregnancy"
    #expect(
      addenda.records == [
        AddendaRecord(
          action: .reviseFrom, isValidForSubmission: false, code: "O1001", shortTitle: title + ",",
          longTitle: title + ",", line: 1),
        AddendaRecord(
          action: .reviseTo, isValidForSubmission: false, code: "O1001", shortTitle: title, longTitle: title,
          line: 2),
        AddendaRecord(
          action: .delete, isValidForSubmission: true, code: "Z283",
          shortTitle: "Underimmunization status", longTitle: "Underimmunization status", line: 3),
        AddendaRecord(
          action: .add, isValidForSubmission: false, code: "Z283",
          shortTitle: "Underimmunization status", longTitle: "Underimmunization status", line: 4),
      ])
    #expect(addenda.name == "addenda.txt")
    #expect(addenda.counts.isEmpty)
    #expect(addenda.findings.isEmpty)
  }

  @Test func addendaOfICD10PCSPrintNoFlag() throws {
    let addenda = try ingestAddendaSample(orderFile(AddendaLine.ofICD10PCS), of: .icd10pcs)
    #expect(addenda.records.map(\.code) == ["XW023X7", "X2A", "X2A"])
    #expect(addenda.records.allSatisfy { $0.isValidForSubmission == nil })
    // A blank that pads the last column is no part of the title.
    #expect(addenda.records[1].longTitle.hasSuffix("Assistance"))
    #expect(
      addenda.records.map(addendaLine)
        == AddendaLine.ofICD10PCS.map { line in
          line.hasSuffix(" ") ? String(line.dropLast()) : line
        })
    #expect(addenda.findings.isEmpty)
  }

  @Test func addendaAreReadFromAZip() throws {
    let zip = try zipped(orderFile(AddendaLine.ofICD10CM), as: "Codes 2022/addenda [1].txt")
    let addenda = try ingestAddendaSample(zip, file: "codes.zip", member: "Codes 2022/addenda [1].txt")
    #expect(addenda.name == "codes.zip/Codes 2022/addenda [1].txt")
    #expect(addenda.records.map(addendaLine) == AddendaLine.ofICD10CM)
  }

  @Test func theLinesMayEndInLFAlone() throws {
    let text = AddendaLine.ofICD10CM.joined(separator: "\n") + "\n"
    let addenda = try ingestAddendaSample(text.utf8)
    #expect(addenda.records.count == 4)
    #expect(addenda.findings.isEmpty)
  }

  @Test func blankLinesSayNothing() throws {
    let lines = [""] + AddendaLine.ofICD10CM + ["", "   "]
    let addenda = try ingestAddendaSample(orderFile(lines))
    #expect(addenda.records.map(\.line) == [2, 3, 4, 5])
    #expect(addenda.findings.isEmpty)
  }

  @Test(arguments: brokenAddendaRows)
  func aBrokenRowIsOneFindingAndTheOthersAreRead(_ row: BrokenRow) throws {
    let lines = [AddendaLine.underimmunizationDeleted, row.text, AddendaLine.underimmunizationAdded]
    let addenda = try ingestAddendaSample(orderFile(lines + AddendaLine.footer))
    #expect(addenda.findings == [row.finding(file: "addenda.txt", line: 2)])
    #expect(addenda.records.map(\.line) == [1, 3])
    #expect(addenda.rejected.map(\.line) == [2])
    #expect(addenda.rejected.map(\.text) == [row.text])
    #expect(addenda.rejected.map(\.role) == [.addenda])
    #expect(addenda.counts.count == 16)
  }

  @Test(arguments: [AddendaRecord.Action.add, .delete, .reviseFrom])
  func aCodeThatStandsTwiceIsAFinding(_ action: AddendaRecord.Action) throws {
    var lines = [
      AddendaLine.underimmunizationDeleted, AddendaLine.underimmunizationAdded,
      AddendaLine.hypertensionBefore,
      AddendaLine.hypertensionAfter,
    ]
    let place = try #require(lines.firstIndex { $0.hasPrefix(action.rawValue) })
    // A revision is two rows, and named by the second.
    let isRevision = action == .reviseFrom
    lines += lines[place..<place + (isRevision ? 2 : 1)]
    let addenda = try ingestAddendaSample(orderFile(lines))
    let named = isRevision ? AddendaRecord.Action.reviseTo : action
    #expect(
      addenda.findings.map(\.description) == [
        "addenda.txt:\(lines.count):1: error: expected '\(named.rawValue)' of \(isRevision ? "O1001" : "Z283") once, "
          + "found it again; it stands on line \(isRevision ? place + 2 : place + 1) [addenda-repeated]"
      ])
  }

  @Test(arguments: unpairedRevisions)
  func aRevisionWithOneHalfIsAFindingAndStaysARecord(_ revision: UnpairedRevision) throws {
    let addenda = try ingestAddendaSample(orderFile(revision.lines))
    #expect(addenda.findings.map(\.description) == revision.findings)
    #expect(addenda.records.map(addendaLine) == revision.lines.filter { $0.count > 60 })
  }

  @Test func aLineThatCannotBeReadIsNoMissingHalf() throws {
    for position in 0...1 {
      var lines = AddendaLine.ofICD10CM
      lines[position] = lines[position].with("x", in: 14...14)
      let addenda = try ingestAddendaSample(orderFile(lines))
      #expect(addenda.findings.map(\.rule) == ["flag"])
      #expect(addenda.records.count == 3)
    }
  }

  @Test(arguments: refusedAddenda)
  func aFileThatIsSomethingElseIsRefusedInOneSentence(_ file: RefusedFile) throws {
    #expect(throws: IngestError.notAsRegistered(file.sentence)) {
      try ingestAddendaSample(file.bytes, of: file.system)
    }
  }
}

private let refused = "addenda.txt: expected an addenda file (layout cms-order-addenda), found "

private let refusedAddenda = [
  RefusedFile("an HTML page", "<html>Page not found</html>", sentence: refused + "an HTML or XML page"),
  RefusedFile("a PDF", "%PDF-1.7\n", sentence: refused + "a PDF"),
  RefusedFile("a zip without a member", "PK\u{3}\u{4}\u{14}\0", sentence: refused + "a zip"),
  RefusedFile("an empty file", "", sentence: refused + "an empty file"),
  RefusedFile("blanks", "\r\n\r\n", sentence: refused + "nothing but blanks"),
  RefusedFile(
    "an order file", PublishedLine.cholera + "\r\n",
    sentence: refused + "text that begins with '\(PublishedLine.cholera.prefix(40))'"),
  RefusedFile(
    "addenda of ICD-10-PCS as ICD-10-CM", AddendaLine.ofICD10PCS.joined(separator: "\r\n"),
    sentence: "addenda.txt: expected addenda of ICD-10-CM, found 3 rows laid out as in ICD-10-PCS"),
  RefusedFile(
    "addenda of ICD-10-CM as ICD-10-PCS", AddendaLine.ofICD10CM.joined(separator: "\r\n"), of: .icd10pcs,
    sentence: "addenda.txt: expected addenda of ICD-10-PCS, found 4 rows laid out as in ICD-10-CM"),
]

private let row = AddendaLine.underimmunizationDeleted
private let actions = "Add:, Delete:, Revise from:, Revise to:"
private let codeForm = "a code of the form @??[.????]"

/// Rows between two sound ones that break a rule.
let brokenAddendaRows =
  ["Added:", "add:", "Revise:", "No change:"].map { action in
    BrokenRow(
      what: "the action '\(action)'", text: row.with(padded(action, to: 13), in: 1...13),
      rule: "addenda-action", column: 1, message: "expected one of \(actions), found '\(action)'")
  } + [
    BrokenRow(
      what: "a row again", text: AddendaLine.underimmunizationDeleted, rule: "addenda-repeated", column: 1,
      message: "expected 'Delete:' of Z283 once, found it again; it stands on line 1"),
    BrokenRow(
      what: "no action", text: row.with(padded("", to: 13), in: 1...13), rule: "addenda-action", column: 1,
      message: "expected one of \(actions), found ''"),
    BrokenRow(
      what: "a row in prose", text: "See the order file", rule: "addenda-action", column: 1,
      message: "expected one of \(actions), found 'See the order'"),
    BrokenRow(
      what: "a figure without a heading", text: "  22776 headers in icd10cm_order_2022.txt",
      rule: "addenda-action", column: 1, message: "expected one of \(actions), found '  22776 heade'"),
    BrokenRow(
      what: "a tab behind the action", text: row.with("\t", in: 9...9), rule: "tab", column: 9,
      message: "expected blanks between the columns, found a tab"),
    BrokenRow(
      what: "a bell in a title", text: row.with("\u{7}", in: 30...30), rule: "control-character",
      column: 30, message: "expected printable characters, found the control character U+0007"),
    BrokenRow(
      what: "an action alone", text: "Add:", rule: "line-length", column: 5,
      message: "expected at least 85 columns, found 4"),
    BrokenRow(
      what: "a line without its long title", text: String(row.prefix(84)), rule: "line-length", column: 85,
      message: "expected at least 85 columns, found 84"),
    BrokenRow(
      what: "a code in column 15", text: row.with("Z283 ", in: 15...19), rule: "column-gap", column: 15,
      message: "expected a blank between two fields, found 'Z'"),
    BrokenRow(
      what: "a short title in column 84", text: row.with("x", in: 84...84), rule: "column-gap", column: 84,
      message: "expected a blank between two fields, found 'x'"),
    BrokenRow(
      what: "the flag 2", text: row.with("2", in: 14...14), rule: "flag", column: 14,
      message: "expected 0 (header) or 1 (valid for submission), found '2'"),
    BrokenRow(
      what: "a dotted code", text: row.with("Z28.3", in: 16...20), rule: "code-form", column: 16,
      message: "expected \(codeForm), found 'Z28.3'"),
    BrokenRow(
      what: "no code", text: row.with("    ", in: 16...19), rule: "code-form", column: 16,
      message: "expected \(codeForm), found blanks"),
    BrokenRow(
      what: "no short title", text: row.with(padded("", to: 60), in: 24...83), rule: "empty-title",
      column: 24, message: "expected a short title, found blanks"),
    BrokenRow(
      what: "a long title of blanks", text: String(row.prefix(84)) + "  ", rule: "empty-title", column: 85,
      message: "expected a long title, found blanks"),
  ]

/// Rows of which one is half a revision.
struct UnpairedRevision: Sendable, CustomTestStringConvertible {
  var what: String
  var lines: [String]
  /// The findings, as they print.
  var findings: [String]

  var testDescription: String { what }
}

private let from = AddendaLine.hypertensionBefore
private let to = AddendaLine.hypertensionAfter

let unpairedRevisions = [
  UnpairedRevision(
    what: "another row behind 'Revise from:'", lines: [from, row],
    findings: [
      "addenda.txt:1:1: error: expected 'Revise to:' of O1001 next, found 'Delete:' of Z283 [addenda-pair]"
    ]),
  UnpairedRevision(
    what: "'Revise from:' twice", lines: [from, from, to],
    findings: [
      "addenda.txt:1:1: error: expected 'Revise to:' of O1001 next, found 'Revise from:' of O1001 "
        + "[addenda-pair]"
    ]),
  UnpairedRevision(
    what: "a pair of two codes", lines: [from, to.with("O1002", in: 16...20)],
    findings: [
      "addenda.txt:1:1: error: expected 'Revise to:' of O1001 next, found 'Revise to:' of O1002 "
        + "[addenda-pair]"
    ]),
  UnpairedRevision(
    what: "nothing behind 'Revise from:'", lines: [row, from],
    findings: [
      "addenda.txt:2:1: error: expected 'Revise to:' of O1001 next, found the end of the file [addenda-pair]"
    ]),
  UnpairedRevision(
    what: "the footer behind 'Revise from:'", lines: [from, ""] + AddendaLine.footer,
    findings: [
      "addenda.txt:1:1: error: expected 'Revise to:' of O1001 next, found the footer [addenda-pair]"
    ]),
  UnpairedRevision(
    what: "'Revise to:' first", lines: [to, row],
    findings: ["addenda.txt:1:1: error: expected 'Revise from:' of O1001 before, found none [addenda-pair]"]),
  UnpairedRevision(
    what: "'Revise to:' twice", lines: [from, to, to],
    findings: ["addenda.txt:3:1: error: expected 'Revise from:' of O1001 before, found none [addenda-pair]"]),
]
