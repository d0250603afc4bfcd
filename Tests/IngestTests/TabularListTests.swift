import CodeSetModel
import Foundation
import Ingest
import TestSupport
import Testing

@Suite("The tabular list") struct TabularListTests {
  @Test func everyLineIsKeptWithItsOwner() throws {
    let list = try ingested(tabularList("<includes><note>reason for\n  care</note></includes>"))
    #expect(list.findings.isEmpty && list.rejected.isEmpty)
    let kept = list.records.map { "\($0.line) \($0.ownerKind) \($0.owner) \($0.kind) \($0.text)" }
    #expect(
      kept == [
        "3 chapter 15 title Pregnancy (O00-O9A)", "4 block O30-O48 title Maternal care (O30-O48)",
        "5 code O34 title Maternal care for abnormality of pelvic organs",
        "6 code O34 includes reason for care",
      ])
  }

  @Test(arguments: brokenTabularLines)
  func aBrokenLineIsRejectedAndTheOthersAreKept(_ line: BrokenTabularLine) throws {
    let list = try ingested(tabularList(line.xml))
    #expect(list.records.count == 3)
    #expect(list.findings.map(\.description) == [line.finding])
    #expect(list.rejected.map(\.line) == [6] && list.rejected.map(\.role) == [.tabular])
    #expect(list.rejected.map(\.text) == [line.text])
  }

  @Test(arguments: [
    ("<html><body>Page not found</body></html>", "found no codes in an HTML or XML page"),
    ("<ICD10CM.tabular></ICD10CM.tabular>", "found no codes in an HTML or XML page"),
  ])
  func aFileThatIsSomethingElseIsRefused(_ text: String, found: String) throws {
    let sentence = "tabular.xml: expected a tabular list (layout icd10cm-tabular), \(found)"
    #expect(throws: IngestError.notAsRegistered(sentence)) { try ingested(text) }
  }

  /// The notes as the XML has them, read by a script that shares nothing with the program.
  @Test(.needsReleases, arguments: officialTabularLists)
  func anOfficialListIsReadLineByLine(_ official: OfficialRelease) throws {
    let list = try official.ingestedTabularList()
    #expect(list.rejected.isEmpty && list.findings.isEmpty)
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "tabular.xml")
    try Data(official.publishedBytes()).write(to: file)
    let script = project.appending(path: "Tests/Fixtures/tabular_list.py").path
    let printed = try run("python3", ["-B", script, file.path]).succeeded().output
    let own = list.records.map { record in
      [
        record.ownerKind.rawValue, record.owner, record.kind.rawValue, "\(record.position)",
        record.value ?? "",
        record.text,
      ].joined(separator: "\t")
    }
    #expect(Set(printed.split(separator: "\n").map(String.init)) == Set(own))
  }

  /// What CDC/NCHS published, counted with other tools.
  @Test(.needsReleases, arguments: officialTabularLists)
  func anOfficialListHasAllItsCodes(_ official: OfficialRelease) throws {
    let titles = try official.ingestedTabularList().records.filter { $0.kind == .title }
    let counts = [TabularRecord.OwnerKind.code, .block, .chapter].map { kind in
      titles.count { $0.ownerKind == kind }
    }
    let known = [
      "icd10cm fy2016": [43028, 291, 21], "icd10cm fy2017": [43910, 295, 21],
      "icd10cm fy2021-january": [45017, 296, 22], "icd10cm fy2025-april": [46498, 296, 22],
    ]
    #expect(counts == known[official.description])
  }

  /// The lines of each kind, in the order of `Note.Kind`, as a script that shares nothing with the program counts them.
  @Test(.needsReleases, arguments: officialTabularLists)
  func anOfficialListHasAllItsNotes(_ official: OfficialRelease) throws {
    let records = try official.ingestedTabularList().records.filter { $0.ownerKind != .list }
    let counts = Note.Kind.allCases.map { kind in records.count { $0.kind.rawValue == kind.rawValue } }
    let known = [
      "icd10cm fy2016": [10_511, 5_428, 2_015, 616, 1_258, 203, 945, 180, 2_088],
      "icd10cm fy2017": [11_001, 5_426, 2_138, 628, 1_279, 213, 948, 181, 2_293],
      "icd10cm fy2021-january": [11_617, 5_441, 2_253, 681, 1_347, 352, 1_015, 183, 2_301],
      "icd10cm fy2025-april": [12_469, 5_432, 2_440, 803, 1_472, 581, 1_024, 186, 2_306],
    ]
    #expect(counts == known[official.description])
    // 1,781 and 1,790 seventh characters with a meaning, say those who counted the elements.
    let characters = records.count { $0.kind == .seventhCharacter && $0.value != nil }
    let elements = [
      "icd10cm fy2016": 1_618, "icd10cm fy2017": 1_781, "icd10cm fy2021-january": 1_787,
      "icd10cm fy2025-april": 1_790,
    ]
    #expect(characters == elements[official.description])
  }

  private func ingested(_ text: String) throws(IngestError) -> IngestedCompanion<TabularRecord> {
    let sample: CompanionSample
    do { sample = try CompanionSample(.tabular, Array(text.utf8), file: "tabular.xml") } catch {
      throw .unreadable("\(error)")
    }
    return try sample.ingested(of: .icd10cm, by: ingestTabularList)
  }
}

/// A list of one code, with something in it on its sixth line.
private func tabularList(_ xml: String) -> String {
  """
  <?xml version="1.0" encoding="utf-8"?>
  <ICD10CM.tabular>
  <chapter><name>15</name><desc>Pregnancy (O00-O9A)</desc>
  <section id="O30-O48"><desc>Maternal care (O30-O48)</desc>
  <diag><name>O34</name><desc>Maternal care for abnormality of pelvic organs</desc>
  \(xml)
  </diag></section></chapter></ICD10CM.tabular>
  """
}

/// Something in a tabular list that is not kept.
struct BrokenTabularLine: Sendable, CustomTestStringConvertible {
  var what: String
  var xml: String
  var text: String
  var finding: String

  var testDescription: String { what }
}

let brokenTabularLines = [
  BrokenTabularLine(
    what: "an element never seen before", xml: "<excludes3><note>a new kind</note></excludes3>",
    text: "a new kind",
    finding: "tabular.xml:6: warning: expected a known element, found <excludes3> [tabular-element]"),
  BrokenTabularLine(
    what: "an empty line", xml: "<includes><note> </note></includes>", text: "",
    finding: "tabular.xml:6: warning: expected a text, found none [tabular-element]"),
  BrokenTabularLine(
    what: "a code without a name", xml: "<diag><desc>Maternal care</desc></diag>", text: "Maternal care",
    finding: "tabular.xml:6: warning: expected the name of a chapter, block or code before its lines "
      + "[tabular-element]"),
  BrokenTabularLine(
    what: "a code that is none", xml: "<diag><name>O3.43</name><desc>Maternal care</desc></diag>",
    text: "Maternal care", finding: "tabular.xml:6: error: expected O34.3, found 'O3.43' [code-form]"),
]
