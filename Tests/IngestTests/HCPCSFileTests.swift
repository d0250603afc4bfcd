import CodeSetModel
import Foundation
import Ingest
import TestSupport
import Testing

/// Lines among those of sound records that break a rule.
struct BrokenHCPCSRecord: Sendable, CustomTestStringConvertible {
  var what: String
  var lines: [String]
  var rule: String
  /// The line among `lines` with the fault, from 1, and its column.
  var line = 1
  var column: Int?
  var message: String

  var testDescription: String { what }
}

private let first = SampleHCPCS("A1001", ["Dressing for one wound"])
private let left = SampleHCPCS("LT", ["Left side"])
private let long = SampleHCPCS("A4206", ["Syringe with needle,", "sterile, 1 cc", "or less, each"])

private func broken(_ record: SampleHCPCS, _ change: (inout [String]) -> Void) -> [String] {
  var lines = record.lines
  change(&lines)
  return lines
}

let brokenHCPCSRecords = [
  BrokenHCPCSRecord(
    what: "an unknown record identification code",
    lines: broken(left) { $0[0] = $0[0].with("5", in: 11...11) },
    rule: "record-id", column: 6,
    message: "expected a sequence number in columns 6-10 and 3, 4, 7 or 8 in column 11, found '   LT001005'"),
  BrokenHCPCSRecord(
    what: "prose among the records", lines: ["See the manual."], rule: "record-id", column: 6,
    message: "expected a sequence number in columns 6-10 and 3, 4, 7 or 8 in column 11, found 'See the man'"),
  BrokenHCPCSRecord(
    what: "a blank line among the records", lines: [""], rule: "blank-line",
    message: "expected a record, found a blank line"),
  BrokenHCPCSRecord(
    what: "lines that go on with a record whose first line is missing",
    lines: broken(long) { $0.removeFirst() },
    rule: "record-sequence", column: 11,
    message: "expected the first line of a record of A4206, found one that goes on with it"),
  BrokenHCPCSRecord(
    what: "a line left out", lines: broken(long) { $0.remove(at: 1) }, rule: "record-sequence", line: 2,
    column: 6, message: "expected the number 200 of a line of A4206, found '00300'"),
  BrokenHCPCSRecord(
    what: "lines in another order", lines: broken(long) { $0.swapAt(1, 2) }, rule: "record-sequence", line: 2,
    column: 6, message: "expected the number 200 of a line of A4206, found '00300'"),
  BrokenHCPCSRecord(
    what: "a tab on a line that goes on", lines: broken(long) { $0[1] = $0[1].with("\t", in: 30...30) },
    rule: "tab", line: 2, column: 30, message: "expected blanks between the columns, found a tab"),
  BrokenHCPCSRecord(
    what: "details on a line that goes on", lines: broken(long) { $0[1] = $0[1].with("38", in: 120...121) },
    rule: "column-gap", line: 2, column: 120, message: "expected blanks after the last field, found '38'"),
  BrokenHCPCSRecord(
    what: "a code without its digits", lines: broken(first) { $0[0] = $0[0].with("A1O01", in: 1...5) },
    rule: "code-form", column: 1, message: "expected a letter and 4 digits, found 'A1O01'"),
  BrokenHCPCSRecord(
    what: "a modifier of one letter", lines: broken(left) { $0[0] = $0[0].with("    L", in: 1...5) },
    rule: "code-form", column: 4,
    message: "expected 3 blanks and a modifier of 2 letters and digits, found '    L'"),
  BrokenHCPCSRecord(
    what: "no short description",
    lines: broken(first) { $0[0] = $0[0].with(padded("", to: 28), in: 92...119) }, rule: "empty-title",
    column: 92, message: "expected a short title, found blanks"),
  BrokenHCPCSRecord(
    what: "a day that is none", lines: broken(first) { $0[0] = $0[0].with("20190230", in: 285...292) },
    rule: "record-field", column: 285,
    message: "expected a day like 20190101 as termination date, found '20190230'"),
  BrokenHCPCSRecord(
    what: "an end before the beginning",
    lines: broken(first) { $0[0] = $0[0].with("20091231", in: 285...292) },
    rule: "record-field", column: 285,
    message: "expected A1001, added on 2010-01-01, to end on that day or later, found 2009-12-31"),
  BrokenHCPCSRecord(
    what: "base units in words", lines: broken(first) { $0[0] = $0[0].with(" ab", in: 266...268) },
    rule: "record-field", column: 266,
    message: "expected a number as anesthesia base unit quantity, found 'ab'"),
]

/// What is said of records that are kept.
let notedHCPCSFiles: [(what: String, lines: [String], findings: [String])] = [
  (
    "a preamble, with bytes of Windows-1252", ["Disclaimers\u{A0}", ""] + first.lines,
    ["hcpcs.txt:1: note: expected a record, found 2 lines of text before the first one; not read [preamble]"]
  ),
  (
    "a first line that ends after its last field", broken(first) { $0[0] = String($0[0].prefix(200)) },
    ["hcpcs.txt:1: note: expected 320 columns, found 200; what is there is read [record-length]"]
  ),
  (
    "a line that goes on and ends with its text", broken(long) { $0[1] = String($0[1].prefix(91)) },
    ["hcpcs.txt:2: note: expected 320 columns, found 91; what is there is read [record-length]"]
  ),
  (
    "a line of 316 columns", broken(long) { $0[1] = String($0[1].prefix(316)) },
    ["hcpcs.txt:2: note: expected 320 columns, found 316; what is there is read [record-length]"]
  ),
  (
    "the date of a payment group two columns to the left",
    broken(first) { $0[0] = $0[0].with("20170701  ", in: 231...240) },
    [
      "hcpcs.txt:1:233: warning: expected a day like 20190101 as ASC payment group effective date, found "
        + "'170701', after '20' as ASC payment group; both left out [group-date]"
    ]
  ),
]

@Suite struct HCPCSFileTests {
  private func ingested(_ lines: [String]) throws -> IngestedRelease {
    // As Windows-1252: a no-break space is one byte.
    let text = lines.map { $0 + "\r\n" }.joined()
    let bytes = text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    return try ingestSample(bytes, layout: .hcpcsANWEB, of: .hcpcs, file: "hcpcs.txt")
  }

  /// Before the first record is prose; a line as long as a record is one, spoiled.
  @Test(arguments: [11...11, 8...8])
  func aSpoiledFirstRecordIsNoPreamble(columns: ClosedRange<Int>) throws {
    let spoiled = broken(first) { $0[0] = $0[0].with("x", in: columns) }
    let release = try ingested(["Disclaimers"] + spoiled + left.lines)
    #expect(release.records.map(\.code) == ["LT"])
    #expect(release.rejected.map(\.rule) == ["record-id"])
    #expect(release.rejected.map(\.line) == [2])
    #expect(release.release.rowCount == 2)
    #expect(release.findings.map(\.rule).contains("preamble"))
  }

  @Test func aCodeAndAModifierAreReadAsPrinted() throws {
    let release = try ingested(left.lines + long.lines)
    #expect(
      release.records == [
        OrderRecord(
          orderNumber: "", code: "LT", isValidForSubmission: false, shortTitle: "Short",
          longTitle: "Left side",
          line: 1),
        OrderRecord(
          orderNumber: "", code: "A4206", isValidForSubmission: true, shortTitle: "Short",
          longTitle: "Syringe with needle, sterile, 1 cc or less, each", line: 2),
      ])
    var record = HCPCSRecord(code: "A4206", kind: .code, line: 2, lastLine: 4)
    record.pricing = ["00"]
    record.coverage = "C"
    (record.added, record.effective, record.action) = ("2010-01-01", "2010-01-01", "N")
    #expect(release.hcpcs.last == record)
    #expect(release.hcpcs.first?.kind == .modifier)
    #expect(release.findings.isEmpty)
    expectEveryRowAccounted(release, rows: 2)
  }

  @Test(
    "Pieces are joined as a reader would write them",
    arguments: [
      (["reciprocal wrist extension/", "flexion"], "reciprocal wrist extension/flexion"),
      (["stage iii b-", "iv"], "stage iii b-iv"),
      (["(als 1 -", "emergency)"], "(als 1 - emergency)"),
      (["one =", " two"], "one = two"),
      (["in  the", "home"], "in  the home"),
    ])
  func piecesAreJoined(_ pieces: [String], _ title: String) throws {
    #expect(try ingested(SampleHCPCS("A4206", pieces).lines).records.map(\.longTitle) == [title])
  }

  /// Before 2018, lines that go on end with the 80 columns of their text: `A9999002004` and the text.
  @Test func aLineThatGoesOnMayEndWithItsText() throws {
    let lines = long.lines
    let trimmed = [lines[0]] + lines.dropFirst().map { String($0.prefix(91)) }
    let (whole, early) = (try ingested(lines), try ingested(trimmed))
    #expect(early.records == whole.records)
    #expect(early.hcpcs == whole.hcpcs)
    #expect(early.rejected.isEmpty)
    #expect(early.findings.allSatisfy { $0.severity == .note })
  }

  @Test(arguments: brokenHCPCSRecords)
  func aBrokenRecordIsRejectedAsOneRowAndTheOthersAreRead(_ broken: BrokenHCPCSRecord) throws {
    let before = SampleHCPCS("A1000", ["Before"]).lines
    let release = try ingested(before + broken.lines + SampleHCPCS("A9999", ["Behind"]).lines)
    #expect(release.records.map(\.code) == ["A1000", "A9999"])
    #expect(release.hcpcs.map(\.code) == ["A1000", "A9999"])
    #expect(release.findings.map(\.rule) == [broken.rule])
    #expect(release.findings.map(\.message) == [broken.message])
    #expect(
      release.findings.map(\.place) == [
        Place(file: "hcpcs.txt", line: 1 + broken.line, column: broken.column)
      ])
    #expect(release.rejected.map(\.line) == [2])
    #expect(release.rejected.map(\.text) == [broken.lines.joined(separator: "\n")])
    expectEveryRowAccounted(release, rows: 3)
  }

  @Test func aCodeThatIsRepeatedIsRejected() throws {
    let release = try ingested(long.lines + long.lines)
    #expect(release.rejected.map(\.rule) == ["duplicate-code"])
    #expect(release.rejected.map(\.line) == [4])
    #expect(release.hcpcs.count == 1)
    expectEveryRowAccounted(release, rows: 2)
  }

  @Test(arguments: notedHCPCSFiles.indices)
  func whatMakesNoDifferenceIsANote(_ index: Int) throws {
    let release = try ingested(notedHCPCSFiles[index].lines)
    #expect(release.findings.map(\.description) == notedHCPCSFiles[index].findings)
    #expect(release.rejected.isEmpty)
    #expect(release.records.count == 1)
  }

  @Test func anotherFileIsRefused() {
    let error = #expect(throws: IngestError.self) {
      try ingestSample(orderFile(PublishedLine.ofICD10CM), layout: .hcpcsANWEB, of: .hcpcs)
    }
    #expect(
      error?.message.hasPrefix("order.txt: expected records of HCPCS (layout hcpcs-anweb), found text that")
        == true)
  }
}

/// The official files, against what was read in them by eye.
@Suite struct OfficialHCPCSTests {
  @Test(.needsReleases, arguments: officialHCPCS)
  func everyLineIsAccountedFor(_ official: OfficialRelease) throws {
    let release = try official.ingested()
    let lines = try official.publishedBytes().count { $0 == 0x0A }
    let preamble = try #require(release.hcpcs.first).line - 1
    let ofRecords = release.hcpcs.reduce(0) { $0 + $1.lastLine - $1.line + 1 }
    let ofRejected = release.rejected.reduce(0) { $0 + $1.text.split(separator: "\n").count }
    #expect(lines == preamble + ofRecords + ofRejected)
    let counts = [
      "2018": [6559, 354, 11], "2019": [6800, 360, 8],
    ]
    #expect(
      counts[official.release.label] == [
        release.release.rowCount, release.hcpcs.count { $0.kind == .modifier }, preamble,
      ])
    #expect(release.rejected.isEmpty)
    #expect(release.records.map(\.code) == release.hcpcs.map(\.code))
  }

  @Test(.needsReleases, arguments: officialHCPCS)
  func theRecordsAreAsTheFilePrintsThem(_ official: OfficialRelease) throws {
    let release = try official.ingested()
    func title(_ code: String) -> String? { release.records.first { $0.code == code }?.longTitle }
    func record(_ code: String) throws -> HCPCSRecord {
      try #require(release.hcpcs.first { $0.code == code })
    }
    let longest = release.hcpcs.max { $0.lastLine - $0.line < $1.lastLine - $1.line }
    #expect(longest?.code == "G0503")
    #expect(longest.map { $0.lastLine - $0.line + 1 } == 17)
    #expect(
      title("G0503")?.hasPrefix("Subsequent psychiatric collaborative care management, first 60") == true)
    #expect(title("LT") == "Left side (used to identify procedures performed on the left side of the body)")
    #expect(
      title("L3900")
        == "Wrist hand finger orthosis, dynamic flexor hinge, reciprocal wrist extension/flexion, finger "
        + "flexion/extension, wrist or finger driven, custom fabricated")
    #expect(title("G9066")?.contains("stage iii b-iv") == true)
    let orthosis = try record("L3900")
    #expect(orthosis.pricing == ["38"])
    #expect(orthosis.betos == "D1F")
    #expect(orthosis.typeOfService == ["P"])
    #expect(orthosis.coverage == "C")
    #expect(orthosis.added == "1986-01-01")
    #expect(try record("G0124").pricing == ["11", "21"])
    #expect(try record("A0999").carriersManual == ["2120.1", "2125"])
    #expect(try record("L8000").carriersManual == ["2130 A"])
    let ended = try record("G8891")
    #expect(ended.terminated == "2014-12-31")
    let short = release.findings.filter { $0.rule == "record-length" }.compactMap(\.code)
    #expect(short == (official.release.label == "2019" ? ["G8891"] : []))
    #expect(try record("A5513").effective == (official.release.label == "2019" ? nil : "2010-01-01"))
  }
}
