import CodeSetModel
import Ingest
import TestSupport
import Testing

/// How a file is written: line ends, byte-order mark, encoding. Each is read, with a note.
struct WrittenForm: Sendable, CustomTestStringConvertible {
  var what: String
  var bytes: [UInt8]
  /// The notes, as they print.
  var notes: [String]

  var testDescription: String { what }

  init(_ what: String, _ text: String, notes: [String]) {
    self.what = what
    bytes = Array(text.utf8)
    self.notes = notes
  }
}

private let first = PublishedLine.cholera
private let second = PublishedLine.choleraBiovar
private let noFinalNewline =
  "order.txt:2: note: expected a line end after the last line, found the end of the file [final-newline]"

let writtenForms = [
  WrittenForm("CR LF", "\(first)\r\n\(second)\r\n", notes: []),
  WrittenForm(
    "LF", "\(first)\n\(second)\n",
    notes: ["order.txt:1: note: expected lines that end in CR LF, found LF alone on 2 of 2 [line-ends]"]),
  WrittenForm(
    "LF and CR LF mixed", "\(first)\r\n\(second)\n",
    notes: ["order.txt:2: note: expected lines that end in CR LF, found LF alone on 1 of 2 [line-ends]"]),
  WrittenForm("no final line end", "\(first)\r\n\(second)", notes: [noFinalNewline]),
  WrittenForm(
    "LF and no final line end", "\(first)\n\(second)",
    notes: [
      "order.txt:1: note: expected lines that end in CR LF, found LF alone on 1 of 2 [line-ends]",
      noFinalNewline,
    ]),
  WrittenForm(
    "a byte-order mark", "\u{FEFF}\(first)\r\n\(second)\r\n",
    notes: [
      "order.txt:1:1: note: expected the first line, found a byte-order mark; skipped [byte-order-mark]"
    ]),
]

@Suite struct TextFormTests {
  @Test(arguments: writtenForms)
  func theRecordsAreTheSameHoweverTheFileIsWritten(_ form: WrittenForm) throws {
    let ingested = try ingestSample(form.bytes)
    #expect(ingested.records == (try ingestSample(orderFile([first, second])).records))
    #expect(ingested.findings.map(\.description) == form.notes)
    #expect(ingested.rejected.isEmpty)
    expectEveryRowAccounted(ingested, rows: 2)
  }

  @Test func blankLinesAreRowsAndAreCounted() throws {
    let ingested = try ingestSample(Array("\r\n\(first)\r\n\r\n  \r\n\(second)\r\n\r\n".utf8))
    #expect(ingested.records.map(\.line) == [2, 5])
    #expect(ingested.rejected.map(\.line) == [1, 3, 4, 6])
    #expect(ingested.rejected.map(\.text) == ["", "", "  ", ""])
    #expect(ingested.findings.allSatisfy { $0.rule == "blank-line" && $0.severity == .note })
    expectEveryRowAccounted(ingested, rows: 6)
  }

  @Test func columnsOfATitleInUTF8AreCountedInCharacters() throws {
    let line = orderLine(11_202, "H8103", "Ménière’s disease, bilateral")
    let ingested = try ingestSample(orderFile([first, line]))
    let record = try #require(ingested.records.last)
    #expect(record.shortTitle == "Ménière’s disease, bilateral")
    #expect(record.longTitle == "Ménière’s disease, bilateral")
    #expect(orderLine(record) == line)
    #expect(
      ingested.findings.map(\.description)
        == ["order.txt:2:18: note: expected ASCII, found UTF-8; kept [encoding]"])
  }

  @Test func theColumnOfAFaultBehindAnAccentIsCountedInCharacters() throws {
    let line = orderLine(11_202, "H8103", "Ménière’s disease, bilateral").with("x", in: 77...77)
    let findings = try ingestSample(orderFile([first, line])).findings
    let fault = try #require(findings.first { $0.severity == .error })
    #expect(fault.rule == "column-gap")
    #expect(fault.place?.column == 77)
  }

  @Test func windows1252IsDecodedCharacterByCharacter() throws {
    let title = "Ménière’s disease – “€” ½"
    let line = orderLine(11_202, "H8103", title).unicodeScalars.map {
      windows1252Bytes[$0] ?? UInt8($0.value)
    }
    let ingested = try ingestSample(orderFile([first]) + line + Array("\r\n".utf8))
    let record = try #require(ingested.records.last)
    #expect(record.shortTitle == title)
    #expect(record.longTitle == title)
    #expect(
      ingested.findings.map(\.description)
        == ["order.txt:2:18: note: expected UTF-8, found bytes of Windows-1252; decoded [encoding]"])
  }

  /// The characters that Windows-1252 has at 80 to 9F, and the byte of each.
  @Test(
    arguments: [
      (0x80, "€"), (0x82, "‚"), (0x83, "ƒ"), (0x84, "„"), (0x85, "…"), (0x86, "†"), (0x87, "‡"), (0x88, "ˆ"),
      (0x89, "‰"), (0x8A, "Š"), (0x8B, "‹"), (0x8C, "Œ"), (0x8E, "Ž"), (0x91, "‘"), (0x92, "’"), (0x93, "“"),
      (0x94, "”"), (0x95, "•"), (0x96, "–"), (0x97, "—"), (0x98, "˜"), (0x99, "™"), (0x9A, "š"), (0x9B, "›"),
      (0x9C, "œ"), (0x9E, "ž"), (0x9F, "Ÿ"),
    ] as [(UInt8, String)])
  func aByteOfWindows1252IsItsCharacter(byte: UInt8, character: String) throws {
    var bytes = orderFile([first, second])
    bytes[orderFile([first]).count + 78] = byte
    let record = try #require(try ingestSample(bytes).records.last)
    let title = try ingestSample(orderFile([first, second])).records[1].longTitle
    #expect(record.longTitle == title.prefix(1) + character + title.dropFirst(2))
  }

  @Test func aFileMayChangeItsEncodingFromLineToLine() throws {
    let utf8 = Array(orderLine(2, "H8101", "Ménière").utf8)
    let windows = Array(orderLine(3, "H8102", "Ménière").unicodeScalars.map { UInt8($0.value) })
    let lineEnd = Array("\r\n".utf8)
    let ingested = try ingestSample(orderFile([first]) + utf8 + lineEnd + windows + lineEnd)
    #expect(ingested.records.map(\.longTitle) == ["Cholera", "Ménière", "Ménière"])
    #expect(ingested.findings.map(\.rule) == ["encoding", "encoding"])
  }

  @Test func aByteWithoutMeaningInWindows1252IsAControlCharacter() throws {
    var bytes = orderFile([first, second])
    bytes[orderFile([first]).count + 19] = 0x81
    let ingested = try ingestSample(bytes)
    let fault = try #require(ingested.findings.first { $0.severity == .error })
    #expect(
      fault.description
        == "order.txt:2:20: error: expected printable characters, found the control character U+0081 "
        + "[control-character]")
    #expect(ingested.rejected.map(\.text) == [second.with("\u{81}", in: 20...20)])
    expectEveryRowAccounted(ingested, rows: 2)
  }

  @Test func aControlCharacterInUTF8IsFoundInItsColumn() throws {
    let line = orderLine(2, "H8103", "Ménière").with("\u{85}", in: 30...30)
    let findings = try ingestSample(orderFile([first, line])).findings
    let fault = try #require(findings.first { $0.severity == .error })
    #expect(fault.rule == "control-character")
    #expect(fault.place == Place(file: "order.txt", line: 2, column: 30))
    #expect(fault.message.hasSuffix("U+0085"))
  }
}

/// Some characters that Windows-1252 writes as a byte other than their number.
private let windows1252Bytes: [Unicode.Scalar: UInt8] = [
  "€": 0x80, "’": 0x92, "“": 0x93, "”": 0x94, "–": 0x96,
]
