import CodeSetModel
import Ingest
import TestSupport
import Testing

@Suite struct EquivalenceMappingTests {
  @Test func linesAreReadAsPrinted() throws {
    let mappings = try mappings([
      PublishedMapping.cholera, PublishedMapping.smallLetters, PublishedMapping.noDiagnosis,
    ])
    #expect(
      mappings.records == [
        GEMRecord(source: "A000", target: "0010", flags: "00000", line: 1),
        GEMRecord(source: "T8853XD", target: "v5889", flags: "10000", line: 2),
        GEMRecord(source: "R29700", target: "NoDx", flags: "11000", line: 3),
      ])
    #expect(mappings.findings.isEmpty)
    #expect(mappings.table.file == "gem.txt")
  }

  /// The first lines of the official files of 2018.
  @Test(
    arguments: [
      (CodeSystem.icd10cm, "A000    0010  00000"), (.icd9cm, "0010  A000    00000"),
      (.icd10pcs, "0016070 0231  10000"), (.icd10pcs, "02H40NZ NoI9  10000"),
      (.icd9pcs, "0001  6A750Z4 10000"),
      (.icd9pcs, "0043  NoPCS   11000"),
    ])
  func allFourDirectionsAreRead(system: CodeSystem, line: String) throws {
    let mappings = try mappings([line], of: system)
    #expect(mappings.records.count == 1)
    #expect(mappings.findings.isEmpty)
  }

  @Test(arguments: brokenMappings)
  func aBrokenLineIsRejectedAndTheOthersAreKept(_ row: BrokenRow) throws {
    let lines =
      Array(repeating: PublishedMapping.cholera, count: 30) + [row.text, PublishedMapping.noDiagnosis]
    let mappings = try mappings(lines)
    #expect(mappings.records.count == 31)
    #expect(mappings.findings == [row.finding(file: "gem.txt", line: 31)])
    var rejected = row.rejected(file: "gem.txt", line: 31)
    rejected.role = .crosswalk
    #expect(mappings.rejected == [rejected])
  }

  @Test func aBlankLineIsRejectedWithANote() throws {
    let mappings = try mappings([PublishedMapping.cholera, "", PublishedMapping.noDiagnosis])
    #expect(mappings.records.count == 2)
    #expect(mappings.rejected.map(\.line) == [2])
    #expect(
      mappings.findings.map(\.description) == [
        "gem.txt:2: note: expected a record, found a blank line [blank-line]"
      ])
  }

  @Test func howTheLinesEndIsNoted() throws {
    let text = "\u{FEFF}\(PublishedMapping.cholera)\n\(PublishedMapping.noDiagnosis)"
    let mappings = try CompanionSample(.crosswalk, text.utf8, file: "gem.txt")
      .ingested(of: .icd10cm, by: ingestEquivalenceMappings)
    #expect(mappings.records.count == 2)
    #expect(mappings.findings.map(\.rule) == ["byte-order-mark", "final-newline"])
  }

  @Test(arguments: refusedMappings)
  func aFileThatIsSomethingElseIsRefusedInOneSentence(_ file: RefusedFile) throws {
    let sample = try CompanionSample(.crosswalk, file.bytes, file: "gem.txt")
    #expect(throws: IngestError.notAsRegistered(file.sentence)) {
      try sample.ingested(of: .icd10cm, by: ingestEquivalenceMappings)
    }
  }

  private func mappings(
    _ lines: [String], of system: CodeSystem = .icd10cm
  ) throws -> IngestedCompanion<GEMRecord> {
    try CompanionSample(.crosswalk, textFile(lines), file: "gem.txt")
      .ingested(of: system, by: ingestEquivalenceMappings)
  }
}

private let expectedFields = "expected a code, its target and five flags, three of them 0 or 1, found "

let brokenMappings = [
  BrokenRow(
    what: "no flags", text: "A000    0010", rule: "gem-row", message: expectedFields + "'A000    0010'"),
  BrokenRow(
    what: "a flag too few", text: "A000    0010  0000", rule: "gem-row",
    message: expectedFields + "'A000    0010  0000'"),
  BrokenRow(
    what: "a letter among the flags", text: "A000    0010  0000X", rule: "gem-row",
    message: expectedFields + "'A000    0010  0000X'"),
  BrokenRow(
    what: "a flag that is neither 0 nor 1", text: "A000    0010  20000", rule: "gem-row",
    message: expectedFields + "'A000    0010  20000'"),
  BrokenRow(
    what: "a word more", text: "A000    0010  00000 see note", rule: "gem-row",
    message: expectedFields + "'A000    0010  00000 see note'"),
  BrokenRow(
    what: "a code that cannot be one", text: "A0      0010  00000", rule: "code-form", column: 1,
    message: "expected a code of the form @??[.????], found 'A0'"),
  BrokenRow(
    what: "a target that cannot be one", text: "A000    A010  00000", rule: "code-form", column: 9,
    message: "expected a code of the form ###[.##] or V##[.##] or E###[.#], found 'A010'"),
  BrokenRow(
    what: "a tab", text: "A000\t0010  00000", rule: "control-character", column: 5,
    message: "expected printable characters, found the control character U+0009"),
]

private let expected = "gem.txt: expected General Equivalence Mappings (layout gem), found "

private let refusedMappings = [
  RefusedFile("an HTML page", "<html>Page not found</html>", sentence: expected + "an HTML or XML page"),
  RefusedFile("an empty file", "", sentence: expected + "an empty file"),
  RefusedFile(
    "an order file", PublishedLine.cholera + "\r\n",
    sentence: expected + "text that begins with '00001 A00     0 Cholera                 '"),
  RefusedFile(
    "the mappings in the other direction", "0010  A000    00000\r\n0011  A001    00000\r\n",
    sentence:
      "gem.txt: expected mappings from ICD-10-CM to ICD-9-CM, found 2 of 2 that lead from ICD-9-CM to ICD-10-CM"
  ),
  RefusedFile(
    "mappings of procedures", "0016070 0231  10000\r\n",
    sentence:
      "gem.txt: expected mappings from ICD-10-CM to ICD-9-CM, found 1 of 1 that lead from ICD-10-PCS to ICD-9-CM Volume 3"
  ),
]
