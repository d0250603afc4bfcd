import Foundation
import TestSupport
import Testing

/// What many lines of a file have in common is said once, and what is there twice is said.
@Suite struct RepeatedRowTests {
  /// Lines of a file, and the note that all of them together are.
  struct Lines: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var rows: [String]
    /// The columns of the registry from `system` on.
    var row: String
    var note: String
    var file = "codes.txt"
  }

  private static func codes(_ count: Int) -> [String] { (0..<count).map { "A\(1001 + $0)" } }

  static let few = 20
  static let noted = [
    Lines(
      testDescription: "lines of HCPCS that end early",
      rows: codes(30).map { String(SampleHCPCS($0, ["Dressing"]).lines[0].prefix(300)) },
      row: "hcpcs,2019,2019-01-01,,codes,hcpcs-anweb",
      note:
        "1: note: expected 320 columns, found 300; what is there is read, and 29 more such rows [record-length]"
    ),
    Lines(
      testDescription: "titles with accents",
      rows: (0..<25).map { orderLine($0 + 1, "H\(10 + $0)", "Ménière") },
      row: "icd10cm,fy2025,2024-10-01,,codes,cms-order",
      note: "1:18: note: expected ASCII, found UTF-8; kept, and so on 24 more lines [encoding]"),
    Lines(
      testDescription: "blank lines between the records",
      rows: (0..<25).flatMap { [orderLine($0 + 1, "H\(10 + $0)", "Deafness"), ""] },
      row: "icd10cm,fy2025,2024-10-01,,codes,cms-order",
      note: "2: note: expected a record, found a blank line, and so on 24 more lines [blank-line]"),
    Lines(
      testDescription: "titles of two lines",
      rows: ["code,billable,short_title,long_title"]
        + (0..<25).map { "H\(10 + $0),1,Deafness,\"Deafness\nof one ear\"" },
      row: "icd10cm,fy2025,2024-10-01,,codes,csv",
      note:
        "2:4: note: expected the long title on one line, found a line break; replaced by a blank, and so on "
        + "24 more lines [title-newline]"),
  ]

  /// Reads lines as a file of a release, with all notes.
  private func ingest(_ lines: Lines, as bytes: [UInt8]? = nil) throws -> [String] {
    let folder = try TemporaryFolder()
    let bytes = bytes ?? Array(lines.rows.map { $0 + "\r\n" }.joined().utf8)
    try Data(bytes).write(to: folder.url.appending(path: lines.file))
    let header = "system,release,effective,until,role,layout,file,member,sha256,url"
    try Data("\(header)\n\(lines.row),\(lines.file),,,\n".utf8).write(
      to: folder.url.appending(path: "releases.csv"))
    let names = lines.row.split(separator: ",").prefix(2).map(String.init)
    return try run(
      codesetPath, ["ingest"] + names + ["--registry", "releases.csv", "--output", "out", "--notes"],
      in: folder.url
    ).succeeded().errorLines
  }

  @Test(arguments: noted)
  func aNoteAboutManyLinesIsOne(_ lines: Lines) throws {
    let found = try ingest(lines)
    #expect(found.filter { !$0.contains("line-ends") } == ["\(lines.file):\(lines.note)"])
  }

  /// Where they are few, each line is named.
  @Test func aNoteAboutFewLinesNamesEach() throws {
    var lines = Self.noted[1]
    lines.rows = Array(lines.rows.prefix(Self.few))
    let found = try ingest(lines)
    #expect(
      found
        == (1...Self.few).map { "codes.txt:\($0):18: note: expected ASCII, found UTF-8; kept [encoding]" })
  }

  /// Two encodings in one file are two notes.
  @Test func linesOfTwoEncodingsAreCountedApart() throws {
    let rows = (0..<50).map { orderLine($0 + 1, "H\(10 + $0)", "Ménière") }
    let bytes = rows.enumerated().flatMap { place, row in
      (place < 25 ? Array(row.utf8) : row.unicodeScalars.map { UInt8($0.value) }) + Array("\r\n".utf8)
    }
    #expect(
      try ingest(Self.noted[1], as: bytes) == [
        "codes.txt:1:18: note: expected ASCII, found UTF-8; kept, and so on 24 more lines [encoding]",
        "codes.txt:26:18: note: expected UTF-8, found bytes of Windows-1252; decoded, and so on 24 more lines "
          + "[encoding]",
      ])
  }

  /// A stage file that somebody edited: the first code again, and all of them.
  @Test(arguments: [
    "head -2 code.csv | tail -1 >> code.csv", "tail -n +2 code.csv > all; cat all >> code.csv",
  ])
  func aHistoryOfRepeatedRowsSaysSo(_ edit: String) throws {
    let sample = try Sample()
    for stage in ["ingest", "normalize", "validate"] {
      try sample.codeset(stage, "icd10cm", "sample").succeeded()
    }
    let folder = sample.output.appending(path: "stages/icd10cm/sample/normalize")
    let lines = try Data(contentsOf: folder.appending(path: "code.csv")).count { $0 == UInt8(ascii: "\n") }
    try run("bash", ["-c", edit], in: folder).succeeded()
    let outcome = try sample.codeset("history", "icd10cm")
    #expect(outcome.status == 1)
    let place = "Outputs/stages/icd10cm/sample/normalize/code.csv:\(lines + 1)"
    let finding = "expected each code once, found C4A again; the first is on line 2 [vocabulary]"
    #expect(outcome.errorLines.first == "\(place): error: \(finding)", "\(outcome.errors)")
  }
}
