import CodeSetModel
import Foundation
import Ingest
import Normalize
import TestSupport
import Testing

/// The tables of ICD-10-PCS: what builds a code, through the command.
@Suite("Tables of ICD-10-PCS") struct PCSTableTests {
  @Test func aCodeIsToldAsTheRowThatBuildsIt() throws {
    let text = try Sample.built().codeset("lookup", "0UVC7ZZ").succeeded().output
    for line in [
      "built of    Section      0  Medical and Surgical", "            Body Part    C  Cervix",
      "            Approach     7  Via Natural or Artificial Opening",
      "definition  Partially closing an orifice or the lumen of a tubular body part",
    ] {
      #expect(text.contains(line + "\n"), "\(text)")
    }
  }

  @Test func theSiteHasEachTable() throws {
    let sample = try Sample.built()
    let file = sample.output.appending(path: "json/icd10pcs/tables/0UV.json")
    let table = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    let values = table?["values"] as? [[String: Any]] ?? []
    #expect(table?["pcs_table"] as? String == "0UV")
    #expect(
      values.filter { $0["table_row"] as? Int == 2 }.map { $0["value"] as? String } == [
        "C", "7", "8", "D", "Z", "Z",
      ])
    #expect((table?["definitions"] as? [[String: Any]])?.count == 3)
  }

  /// What does not fit is said, row by row.
  @Test(arguments: [
    ("<label code=\"8\">", "<label code=\"9\">", "expected codes of icd10pcs sample, found 0UVC9DZ"),
    (
      "<label code=\"8\">", "<label code=\"9\">",
      "expected a row for each code, found none that builds 0UVC8DZ"
    ),
    ("codes=\"4\"", "codes=\"5\"", "expected a row of 5 codes, as it says, found 4"),
    ("<version>2022</version>", "<edition>2022</edition>", "expected a known element, found <edition>"),
  ])
  func aTableThatDoesNotFitIsAFinding(_ old: String, _ new: String, _ finding: String) throws {
    let sample = try Sample()
    let file = sample.inputs.appending(path: "icd10pcs_tables_sample.xml")
    let text = try String(contentsOf: file, encoding: .utf8)
    #expect(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: file)
    let registry = try String(contentsOf: sample.registry, encoding: .utf8).split(separator: "\n").map {
      row in
      guard row.contains("icd10pcs_tables_sample.xml") else { return String(row) }
      return "icd10pcs,sample,2024-10-01,,tabular,icd10pcs-tables,icd10pcs_tables_sample.xml,,,"
    }
    try Data((registry.joined(separator: "\n") + "\n").utf8).write(to: sample.registry)
    let outcome = try sample.codeset("build").succeeded()
    #expect(outcome.errors.contains(finding), "\(outcome.errors)")
  }

  /// 78,229 codes, each built by exactly one row, and every row builds codes.
  @Test(.needsReleases) func theTablesBuildAllCodesAndNoOthers() throws {
    let registry = try #require(officialRegistry)
    let row = try #require(rows(of: registry).first { $0["layout"] == "icd10pcs-tables" })
    let official = try #require(
      officialReleases.first { $0.system == .icd10pcs && $0.release.label == row["release"] })
    let codes = try official.ingested()
    let tables = try ingestPCSTables(
      CompanionFile(
        role: .tabular, layout: "icd10pcs-tables", file: row["file"] ?? "", member: row["member"],
        expectedSHA256: row["sha256"]), of: codes.release, system: .icd10pcs,
      folder: registry.deletingLastPathComponent().path)
    #expect(tables.findings.isEmpty && tables.rejected.isEmpty)
    #expect(tables.records.count == 32_225)
    var release = normalize(codes.records, of: codes.release, system: .icd10pcs)
    var companions = Companions()
    companions.add(tables.table)
    let before = release.findings.count
    release.add(companions, of: .icd10pcs)
    #expect(release.findings.count == before)
    #expect(release.edition.codes.count { $0.isBillable } == 78_229)
  }
}

/// The notes of the tabular list in the products for others.
@Suite("Notes in other products") struct NoteProductTests {
  @Test func anInclusionTermIsASynonym() throws {
    let sample = try Sample.built()
    let synonyms = try String(
      contentsOf: sample.output.appending(path: "omop/CONCEPT_SYNONYM.csv"), encoding: .utf8)
    #expect(
      synonyms.contains("\tMaternal care for cerclage with or without cervical incompetence\t4180186\n"))
    let concepts = try String(
      contentsOf: sample.output.appending(path: "fhir/CodeSystem-icd-10-cm.json"), encoding: .utf8)
    let concept = try #require(concepts.split(separator: "\n").first { $0.contains("\"code\":\"O34.3\"") })
    #expect(
      concept.contains("\"value\":\"Maternal care for cerclage with or without cervical incompetence\""))
    let category = try #require(concepts.split(separator: "\n").first { $0.contains("\"code\":\"O34\",") })
    #expect(
      category.contains(
        "{\"code\":\"codeFirst\",\"valueString\":\"any associated obstructed labor (O65.5)\"}"))
  }

  @Test func notesThatChangeArePaired() {
    func note(_ kind: Note.Kind, _ text: String, _ position: Int) -> Note {
      Note(
        system: "icd10cm", ownerKind: .code, owner: "O34", kind: kind, position: position, value: nil,
        text: text,
        of: Release(
          system: "icd10cm", label: "fy2025", effective: "2024-10-01", until: nil, file: "f", member: nil),
        sourceLine: 1)
    }
    let changes = NoteChange.all(
      ended: [note(.excludes1, "one", 1)],
      begun: [note(.excludes1, "two", 1), note(.excludes1, "three", 2), note(.includes, "four", 1)])
    #expect(
      changes.map { "\($0.kind) \($0.old ?? "-") \($0.new ?? "-")" } == [
        "excludes1 one two", "excludes1 - three", "includes - four",
      ])
  }
}
