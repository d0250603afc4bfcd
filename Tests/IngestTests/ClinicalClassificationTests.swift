import CodeSetModel
import Ingest
import TestSupport
import Testing

@Suite struct ClinicalClassificationTests {
  @Test func linesAreReadWithoutQuotesAndPadding() throws {
    let groups = try groups([PublishedGroup.tuberculosis, PublishedGroup.septicemia, PublishedGroup.external])
    #expect(
      groups.records == [
        CCSRecord(
          code: "1370",
          groups: [
            .init(code: "1", label: "Infectious and parasitic diseases"),
            .init(code: "1.1", label: "Bacterial infection"),
            .init(code: "1.1.1", label: "Tuberculosis [1.]"),
          ], line: 2),
        CCSRecord(
          code: "03810",
          groups: [
            .init(code: "1", label: "Infectious and parasitic diseases"),
            .init(code: "1.1", label: "Bacterial infection"),
            .init(code: "1.1.2", label: "Septicemia (except in labor) [2.]"),
            .init(code: "1.1.2.2", label: "Staphylococcal septicemia"),
          ], line: 3),
        CCSRecord(
          code: "V8909",
          groups: [.init(code: "18", label: "Residual codes; unclassified; all E codes [259. and 260.]")],
          line: 4),
      ])
    #expect(groups.findings.isEmpty)
  }

  @Test(arguments: brokenCCSRows)
  func aBrokenLineIsRejectedAndTheOthersAreKept(_ row: BrokenRow) throws {
    let groups = try groups([PublishedGroup.tuberculosis, row.text, PublishedGroup.septicemia])
    #expect(groups.records.map(\.line) == [2, 4])
    #expect(groups.findings == [row.finding(file: "ccs.csv", line: 3)])
    var rejected = row.rejected(file: "ccs.csv", line: 3)
    (rejected.role, rejected.system) = (.groups, "icd9cm")
    #expect(groups.rejected == [rejected])
  }

  @Test(arguments: refusedGroups)
  func aFileThatIsSomethingElseIsRefusedInOneSentence(_ file: RefusedFile) throws {
    let sample = try CompanionSample(.groups, file.bytes, file: "ccs.csv")
    #expect(throws: IngestError.notAsRegistered(file.sentence)) {
      try sample.ingested(of: .icd9cm, by: ingestClinicalClassifications)
    }
  }

  private func groups(_ lines: [String]) throws -> IngestedCompanion<CCSRecord> {
    try CompanionSample(.groups, textFile([PublishedGroup.header] + lines), file: "ccs.csv")
      .ingested(of: .icd9cm, by: ingestClinicalClassifications)
  }
}

private let noGroups = "' ',\" \",' ',\" \",' ',\" \",' ',\" \""
private let levels = "expected groups with a label each and no level left out, found level "

let brokenCCSRows = [
  BrokenRow(
    what: "a field too few", text: "'1371 ','1',\"Infectious\"", rule: "field-count",
    message: "expected 9 fields, found 3"),
  BrokenRow(
    what: "a code without apostrophes", text: "1371,\(noGroups)", rule: "ccs-row", column: 1,
    message: "expected a code between apostrophes, found 1371"),
  BrokenRow(
    what: "no group", text: "'1371 ',\(noGroups)", rule: "ccs-row", column: 2,
    message: "expected a group on level 1, found none"),
  BrokenRow(
    what: "a group without a label", text: "'1371 ','1',\" \",' ',\" \",' ',\" \",' ',\" \"", rule: "ccs-row",
    column: 2, message: levels + "1 '1' ''"),
  BrokenRow(
    what: "a level left out", text: "'1371 ','1',\"Infectious\",' ',\" \",'1.1.1',\"Tuberculosis\",' ',\" \"",
    rule: "ccs-row", column: 6, message: levels + "3 '1.1.1' 'Tuberculosis'"),
  BrokenRow(
    what: "a code that cannot be one", text: "'B90 ',\(noGroups)", rule: "code-form", column: 1,
    message: "expected a code of the form ###[.##] or V##[.##] or E###[.#], found 'B90'"),
  BrokenRow(
    what: "a code again", text: PublishedGroup.tuberculosis, rule: "duplicate-code", column: 1,
    message: "expected each code once, found 1370 again; the first is on line 2"),
]

private let expected = "ccs.csv: expected multi-level CCS groups (layout ahrq-ccs), found "

private let refusedGroups = [
  RefusedFile("a PDF", "%PDF-1.7\n", sentence: expected + "a PDF"),
  RefusedFile("an empty file", "", sentence: expected + "an empty file"),
  RefusedFile(
    "groups without their header row", PublishedGroup.tuberculosis + "\n",
    sentence: expected + "text that begins with ''1370 ','1',\"Infectious and parasitic di'"),
]
