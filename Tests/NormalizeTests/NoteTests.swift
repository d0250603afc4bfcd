import CodeSetModel
import Ingest
import Normalize
import TestSupport
import Testing

/// What a tabular list says, in the canonical model.
@Suite("Notes of a tabular list") struct NoteTests {
  private static let chapter = TabularRecord(
    ownerKind: .chapter, owner: "15", kind: .title, position: 1,
    text: "Pregnancy, childbirth and the puerperium (O00-O9A)", line: 1)

  @Test func aNoteBelongsToItsOwnerByTheNameOfItsTable() {
    let release = release([
      line(.chapter, "15", .excludes1, "supervision of normal pregnancy (Z34.-)"),
      line(.block, "O30-O48", .includes, "care"), line(.code, "O34.3", .inclusionTerm, "cerclage"),
    ])
    let notes = release.edition.notes.map {
      "\($0.id) \($0.ownerKind) \($0.owner) \($0.kind) \($0.validFrom)"
    }
    #expect(
      notes == [
        "1 chapter O00-O9A excludes1 2024-10-01", "2 block O30-O48 includes 2024-10-01",
        "3 code O343 inclusionTerm 2024-10-01",
      ])
  }

  /// What a text names, and what is said of it.
  @Test(arguments: [
    ("supervision (Z34.-)", ["13 5 Z34"], []),
    ("care (O34-Z34)", ["6 7 O34-Z34"], []),
    ("from category Z34, Weeks", ["14 3 Z34"], []),
    ("Vitamin B12 deficiency", [], []),
    (
      "labor (O65.5)", ["7 5 O655"],
      [
        "tabular.xml:2: note: expected a code of icd10cm fy2025, found O655 in \"labor (O65.5)\" [note-reference]"
      ]
    ),
    (
      "labor (O34-O65)", ["7 7 O34-O65"],
      [
        "tabular.xml:2: note: expected a code of icd10cm fy2025, found O34-O65 in \"labor (O34-O65)\" "
          + "[note-reference]"
      ]
    ),
  ])
  func aNoteRefersToTheCodesOfTheDay(_ text: String, _ references: [String], _ findings: [String]) {
    let release = release([line(.code, "O34", .codeFirst, text)])
    let found = release.edition.noteReferences.map {
      "\($0.start) \($0.length) \($0.firstCode)" + ($0.lastCode.map { "-\($0)" } ?? "")
    }
    #expect(found == references)
    #expect(release.findings.map(\.description) == findings)
  }

  @Test(arguments: [
    ("Long titlé", "Long titlé", []), ("Long title", nil, []),
    (
      "Short title", nil,
      [
        "tabular.xml:2: warning: expected one title of each code, found \"Short title\" beside \"Long title\" "
          + "[tabular-title]"
      ]
    ),
  ])
  func aTitleWithOtherAccentsIsKept(_ title: String, _ kept: String?, _ findings: [String]) {
    let release = release([line(.code, "O34", .title, title)])
    #expect(release.edition.codes[0].tabularTitle == kept)
    #expect(release.findings.map(\.description) == findings)
  }

  @Test func whatTheListAloneHasIsReported() {
    let release = release([
      line(.code, "O35", .title, "Maternal care"), line(.block, "O49-O50", .title, "A new block (O49-O50)"),
    ])
    #expect(
      release.findings.map(\.description) == [
        "tabular.xml:2: warning: expected a code of icd10cm fy2025, found O35 [tabular-code]",
        "tabular.xml:2: note: expected a declared chapter or block, found O49-O50 A new block [tabular-section]",
      ])
  }

  /// The codes are the truth: what the list says of seventh characters beyond them is noted.
  @Test func seventhCharactersAreHeldAgainstTheCodes() {
    let allowed = ["A", "D", "S"].map { character in
      TabularRecord(
        ownerKind: .code, owner: "S06", kind: .seventhCharacter, position: 1, value: character,
        text: "encounter",
        line: 9)
    }
    let release = release(
      allowed, codes: ["S06", "S061X7", "S061X7A", "S061X9", "S061X9A", "S061X9D", "S061X9S"])
    #expect(
      release.findings.map(\.description) == [
        "tabular.xml:9: note: expected codes with the seventh characters of their list, found S061X7 without D, S "
          + "[seventh-character]"
      ])
  }

  private func line(
    _ ownerKind: TabularRecord.OwnerKind, _ owner: String, _ kind: TabularRecord.Kind, _ text: String
  ) -> TabularRecord {
    TabularRecord(ownerKind: ownerKind, owner: owner, kind: kind, position: 1, text: text, line: 2)
  }

  private func release(
    _ records: [TabularRecord], codes: [String] = ["O34", "O343", "Z34"]
  ) -> NormalizedRelease {
    var release = normalized(codes)
    var companions = Companions()
    companions.add(PublishedTable(file: "tabular.xml", records: [Self.chapter] + records))
    release.add(companions, of: .icd10cm)
    return release
  }
}

/// The chapters and blocks of each edition are those that are declared for its day, each in the same one, with the same
/// categories.
@Suite struct TabularSectionTests {
  @Test(.needsReleases, arguments: officialTabularLists)
  func theDeclaredSectionsAreThoseOfTheList(_ official: OfficialRelease) throws {
    let codes = try #require(officialReleases.first { $0.description == official.description }).ingested()
    let list = try official.ingestedTabularList().table
    let declared = normalize(codes.records, of: codes.release, system: .icd10cm).edition
    let listed = normalize(codes.records, of: codes.release, system: .icd10cm, tabular: list).edition
    let printed = list.records.count {
      $0.kind == .title && ($0.ownerKind == .chapter || $0.ownerKind == .block)
    }
    #expect(listed.sections.count == printed)
    #expect(Set(listed.sections) == Set(declared.sections))
    #expect(listed.codes.map(\.section) == declared.codes.map(\.section))
  }
}
