import CodeSetModel
import Foundation
import Ingest
import TestSupport
import Testing

private let header = "Code,Parent,Title,Active"
private let declaration = """
  {
    "system": "unit", "name": "Units", "publisher": "Clinic", "uri": "urn:unit", "codes": ["@##"],
    "hierarchy": "stated", "format": "csv", "duplicates": "first",
    "columns": {"code": "Code", "parent": "Parent", "long_title": "Title", "billable": "Active"},
    "billable": {"yes": ["1"], "no": [""]}
  }
  """
private let flags = """
  {
    "role": "flags", "system": "icd10cm", "format": "csv", "columns": {"code": 1},
    "flags": [{"flag": "chronic", "column": 2, "yes": ["1"], "no": ["0"]}]
  }
  """

let brokenDeclaredRows = [
  BrokenRow(
    what: "a code again", text: "D01,,Again,1", rule: "repeated-code", severity: .note, column: 1,
    message: "expected each code once, found D01 again; line 2 counts, as declared", code: "D01"),
  BrokenRow(
    what: "a parent that is no code", text: "D02,D09,Ultrasound,1", rule: "parent-code", column: 2,
    message: "expected the parent D09 of D02 among the codes, found no such code", code: "D02"),
  BrokenRow(
    what: "a word that says neither yes nor no", text: "A009,9", rule: "declared-row", column: 2,
    message: "expected one of '1', '0', found '9'"),
]

/// Rows of declared files that break a rule of their own.
@Suite struct DeclaredRowTests {
  @Test(arguments: brokenDeclaredRows.prefix(2))
  func aRowOfCodesIsAFinding(_ row: BrokenRow) throws {
    let unit = try Declaration(Array(declaration.utf8), name: "unit.json", file: "unit.json")
    let ingested = try ingestSample(
      Array("\(header)\nD01,,Radiology,1\n\(row.text)\n".utf8), layout: unit.layout, of: unit.system)
    #expect(ingested.findings == [row.finding(file: "order.txt", line: 3)])
    #expect(ingested.records.first?.longTitle == "Radiology")
  }

  @Test func aRowOfFlagsIsRejected() throws {
    let row = brokenDeclaredRows[2]
    let folder = try TemporaryFolder()
    try Data("A000,1\n\(row.text)\nA0.01,0\n".utf8).write(to: folder.url.appending(path: "flags.csv"))
    var file = CompanionFile(role: .flags, file: "flags.csv", member: nil, expectedSHA256: nil)
    file.declaration = try DeclaredCompanion(Array(flags.utf8), name: "flags.json", file: "flags.json")
    let release = Release(
      system: "icd10cm", label: "fy2025", effective: "2024-10-01", until: nil, file: "codes.txt", member: nil)
    var codes = IngestedRelease(release: release, records: [], rejected: [], findings: [])
    let kind = try #require(file.declaration?.kind)
    let read = try kind.read(
      CompanionSource(file, of: release, system: .icd10cm, layout: .cmsOrder, folder: folder.url.path),
      into: &codes)
    #expect(read.tables.table(of: DeclaredFlagRecord.self)?.records.map(\.code) == ["A000"])
    #expect(read.keptCount == 1)
    #expect(
      read.findings == [
        row.finding(file: "flags.csv", line: 2),
        Diagnostic(
          .error, rule: "code-form", "expected A00.1, found 'A0.01'",
          at: Place(file: "flags.csv", line: 3, column: 1)),
      ])
  }
}
