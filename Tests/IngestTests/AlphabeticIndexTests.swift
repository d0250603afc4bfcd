import CodeSetModel
import Foundation
import Ingest
import TestSupport
import Testing

@Suite("The alphabetic index") struct AlphabeticIndexTests {
  @Test func aTermHasARowForEachCodeAndRefersToTheOneAboveIt() throws {
    let terms = try ingested(
      index(
        """
        <mainTerm><title>Amyloid heart<nemod>(disease)</nemod></title><code>E85.4</code><manif>I43</manif>
        <term level="1"><title>with lung</title><see>Amyloidosis</see><code>E85.-</code></term></mainTerm>
        <mainTerm><title>Acoustic nerve</title><subcat>H93.3</subcat><seeAlso>Deafness</seeAlso></mainTerm>
        """)
    ).records
    #expect(terms.map(\.id) == [1, 2, 3, 4, 5])
    #expect(terms.map(\.parent) == [nil, nil, 1, 1, nil])
    #expect(terms.map(\.depth) == [0, 0, 1, 1, 0])
    #expect(
      terms.map(\.term) == ["Amyloid heart", "Amyloid heart", "with lung", "with lung", "Acoustic nerve"])
    #expect(terms.map(\.modifiers) == ["(disease)", "(disease)", nil, nil, nil])
    #expect(terms.map(\.code) == ["E854", "I43", nil, "E85", nil])
    #expect(terms.map(\.column) == [nil, "manifestation", nil, nil, nil])
    #expect(terms.map(\.isOpen) == [false, false, false, true, false])
    #expect(terms.map(\.see) == [nil, nil, "Amyloidosis", nil, "subcategory H93.3"])
    #expect(terms.map(\.seeAlso) == [nil, nil, nil, nil, "Deafness"])
    #expect(terms.map(\.sourceLine) == [4, 4, 5, 5, 6])
  }

  /// What one term refers to is nothing of the next.
  @Test func aReferenceEndsWithItsElement() throws {
    let terms = try ingested(
      index(
        """
        <mainTerm><title>Abdominohysterectomy</title>
        <see>Resection, Uterus<codes>0UT9</codes></see></mainTerm>
        <mainTerm><title>Abortion</title><codes>10A0</codes></mainTerm>
        """)
    ).records
    #expect(terms.map(\.code) == ["0UT9", "10A0"])
    #expect(terms.map(\.see) == ["Resection, Uterus", nil])
  }

  /// A dash in a table says that there is no code.
  @Test func aTableHasARowForEachColumnWithACode() throws {
    let table = """
      <ICD10CM.index><version>2026</version><indexHeading><head col="1">Neoplasm</head>
      <head col="2">Malignant Primary</head><head col="5">Benign</head></indexHeading>
      <letter><title>N</title><mainTerm><title>bone</title><cell col="2">C41.9</cell><cell col="5">-</cell></mainTerm>
      </letter></ICD10CM.index>
      """
    let terms = try ingested(table, layout: "icd10cm-neoplasm-table").records
    #expect(terms.map(\.index) == [.neoplasms])
    #expect(terms.map(\.column) == ["Malignant Primary"])
    #expect(terms.map(\.code) == ["C419"])
  }

  @Test(arguments: brokenIndexElements)
  func whatIsNotKnownIsRejected(_ broken: BrokenIndexElement) throws {
    let read = try ingested(index("<mainTerm><title>Abscess</title>\(broken.xml)</mainTerm>"))
    #expect(read.findings.map(\.description) == [broken.finding])
    #expect(read.rejected.map(\.role) == [.index])
    #expect(read.records.map(\.term) == ["Abscess"])
  }

  @Test(arguments: ["see", "seeAlso", "use"])
  func aReferenceOutsideATermIsRejected(_ element: String) throws {
    let read = try ingested(index("<mainTerm><title>Abscess</title></mainTerm><\(element)>B</\(element)>"))
    #expect(
      read.findings.map(\.description) == [
        "index.xml:4: warning: expected a term before 'B', found none [index-element]"
      ])
    #expect(read.rejected.map(\.text) == ["B"])
  }

  @Test(arguments: [
    (index("<mainTerm><title>A</title></mainTerm>"), "one that is headed 'ICD-10-CM INDEX TO DISEASES'"),
    ("<html><body>Page not found</body></html>", "an HTML or XML page"),
  ])
  func anotherFileIsRefused(_ text: String, found: String) throws {
    #expect(
      throws: IngestError.notAsRegistered(
        "index.xml: expected an index (layout icd10cm-drug-table), found \(found)")
    ) { try ingested(text, layout: "icd10cm-drug-table") }
  }

  /// The entries as the XML has them, read by a script that shares nothing with the program.
  @Test(.needsReleases, arguments: officialIndexes)
  func anOfficialIndexIsReadEntryByEntry(_ official: OfficialIndex) throws {
    let read = try official.ingested()
    // One entry of the table of neoplasms has words where a code would be.
    let known = official.layout == "icd10cm-neoplasm-table" ? 1 : 0
    #expect(read.rejected.count == known && read.findings.count == known)
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "index.xml")
    try Data(official.release.publishedBytes()).write(to: file)
    let script = project.appending(path: "Tests/Fixtures/alphabetic_index.py").path
    let printed = try run("python3", ["-B", script, file.path]).succeeded().output
      .split(separator: "\n").map(String.init)
    var paths: [String] = []
    let own = read.records.map { term in
      paths.append((term.parent.map { paths[$0 - 1] + " > " } ?? "") + term.term)
      return "\(paths[paths.count - 1])\t\(term.code ?? "")"
    }
    // A reference beside a code may have a row of its own.
    #expect(Set(printed).isSubset(of: own))
    #expect(Set(own.filter { !$0.hasSuffix("\t") }).isSubset(of: printed))
  }

  private func ingested(
    _ text: String, layout: String = "icd10cm-index"
  ) throws(IngestError) -> IngestedCompanion<IndexTerm> {
    var sample: CompanionSample
    do { sample = try CompanionSample(.index, Array(text.utf8), file: "index.xml") } catch {
      throw .unreadable("\(error)")
    }
    sample.file.layout = layout
    return try sample.ingested(of: .icd10cm, by: ingestIndex)
  }
}

/// An index of the terms.
private func index(_ terms: String) -> String {
  """
  <?xml version="1.0" encoding="utf-8"?>
  <ICD10CM.index><version>2026</version><title>ICD-10-CM INDEX TO DISEASES</title>
  <letter><title>A</title>
  \(terms)
  </letter></ICD10CM.index>
  """
}

/// Something in an index that is not kept.
struct BrokenIndexElement: Sendable, CustomTestStringConvertible {
  var xml: String
  var finding: String

  var testDescription: String { xml }
}

let brokenIndexElements = [
  BrokenIndexElement(
    xml: "<seeBelow>B</seeBelow>",
    finding: "index.xml:4: warning: expected a known element, found <seeBelow> [index-element]"),
  BrokenIndexElement(
    xml: "<code>see page 4</code>",
    finding: "index.xml:4: warning: expected a code, found 'see page 4' [index-element]"),
]
