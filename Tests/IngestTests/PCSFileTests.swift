import CodeSetModel
import Ingest
import TestSupport
import Testing

/// Something in a file of ICD-10-PCS that is not as expected.
struct BrokenPCSElement: Sendable, CustomTestStringConvertible {
  var what: String
  /// What is replaced in a good file, and by what.
  var old: String
  var new: String
  var finding: String

  var testDescription: String { what }
}

let brokenPCSElements = [
  BrokenPCSElement(
    what: "an element never seen before", old: "<version>2022</version>", new: "<edition>2022</edition>",
    finding: "tables.xml:3: warning: expected a known element, found <edition> [pcs-element]"),
  BrokenPCSElement(
    what: "an axis with fewer values than it says", old: "<axis pos=\"5\" values=\"1\">",
    new: "<axis pos=\"5\" values=\"2\">",
    finding: "tables.xml:10: warning: expected an axis of 2 values, as it says, found 1 [pcs-element]"),
  BrokenPCSElement(
    what: "a row of fewer codes than it says", old: "codes=\"1\"", new: "codes=\"2\"",
    finding: "tables.xml:8: warning: expected a row of 2 codes, as it says, found 1 [pcs-element]"),
  BrokenPCSElement(
    what: "a table of two characters",
    old: "<axis pos=\"2\" values=\"1\"><title>Body System</title><label code=\"U\">Female</label></axis>",
    new: "",
    finding: "tables.xml:5: warning: expected a table of three characters, found '0V' [pcs-element]"),
  BrokenPCSElement(
    what: "a value outside a table", old: "</ICD10PCS.tabular>",
    new: "<axis pos=\"4\"><title>Body Part</title><label code=\"9\">Uterus</label></axis></ICD10PCS.tabular>",
    finding: "tables.xml:15: warning: expected a known element, found <label> [pcs-element]"),
  BrokenPCSElement(
    what: "a row of more codes than can be counted", old: "</pcsRow>",
    new: String(
      repeating:
        "<axis pos=\"4\"><title>T</title><label code=\"1\">A</label><label code=\"2\">B</label></axis>",
      count: 64)
      + "</pcsRow>",
    finding:
      "tables.xml:8: warning: expected a row of 1 codes, as it says, found more than 9223372036854775807 [pcs-element]"
  ),
]

@Suite("Tables of ICD-10-PCS as published") struct PCSFileTests {
  private static let tables = """
    <?xml version="1.0" encoding="utf-8"?>
    <ICD10PCS.tabular>
    <version>2022</version>
    <pcsTable>
    <axis pos="1" values="1"><title>Section</title><label code="0">Medical and Surgical</label></axis>
    <axis pos="2" values="1"><title>Body System</title><label code="U">Female</label></axis>
    <axis pos="3" values="1"><title>Operation</title><label code="V">Restriction</label><definition>Closing</definition></axis>
    <pcsRow codes="1">
    <axis pos="4" values="1"><title>Body Part</title><label code="C">Cervix</label></axis>
    <axis pos="5" values="1"><title>Approach</title><label code="7">Via Natural Opening</label></axis>
    <axis pos="6" values="1"><title>Device</title><label code="Z">No Device</label></axis>
    <axis pos="7" values="1"><title>Qualifier</title><label code="Z">No Qualifier</label></axis>
    </pcsRow>
    </pcsTable>
    </ICD10PCS.tabular>
    """

  @Test func everyValueIsKept() throws {
    let tables = try ingested(Self.tables)
    #expect(tables.findings.isEmpty && tables.rejected.isEmpty)
    #expect(
      tables.records.map { "\($0.table) \($0.row) \($0.position) \($0.value) \($0.label) \($0.line)" } == [
        "0UV 0 1 0 Medical and Surgical 5", "0UV 0 2 U Female 6", "0UV 0 3 V Restriction 7",
        "0UV 1 4 C Cervix 9",
        "0UV 1 5 7 Via Natural Opening 10", "0UV 1 6 Z No Device 11", "0UV 1 7 Z No Qualifier 12",
      ])
    #expect(tables.records.map(\.definition).compactMap(\.self) == ["Closing"])
  }

  @Test(arguments: brokenPCSElements)
  func whatDoesNotFitIsAFinding(_ element: BrokenPCSElement) throws {
    #expect(Self.tables.contains(element.old))
    let tables = try ingested(Self.tables.replacing(element.old, with: element.new))
    #expect(tables.findings.map(\.description) == [element.finding])
  }

  @Test func aFileThatIsSomethingElseIsRefused() {
    let found = "found none in an HTML or XML page"
    #expect(
      throws: IngestError.notAsRegistered(
        "tables.xml: expected tables of ICD-10-PCS (layout icd10pcs-tables), \(found)")
    ) { try ingested("<html><body/></html>") }
  }

  private func ingested(_ text: String) throws(IngestError) -> IngestedCompanion<PCSTableRecord> {
    let sample: CompanionSample
    do { sample = try CompanionSample(.tabular, Array(text.utf8), file: "tables.xml") } catch {
      throw .unreadable("\(error)")
    }
    return try sample.ingested(of: .icd10pcs, by: ingestPCSTables)
  }
}
