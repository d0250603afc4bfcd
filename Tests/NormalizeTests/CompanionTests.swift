import CodeSetModel
import Normalize
import TestSupport
import Testing

/// What the files beside the codes say, in the canonical model.
@Suite struct CompanionTests {
  @Test func mappingsKeepTheirFlagsAndNamesAreInCapitals() {
    let release = release(crosswalk: [
      ("A000", "v5889", "10000"), ("A000", "NoDx", "11000"), ("A001", "99591", "10122"),
    ])
    #expect(
      release.edition.crosswalks == [
        mapping("A000", "V5889", approximate: true, line: 1),
        mapping("A000", nil, approximate: true, noMap: true, line: 2),
        mapping("A001", "99591", approximate: true, scenario: 2, choiceList: 2, line: 3),
      ])
    #expect(
      release.findings.map(\.description) == [
        "gem.txt:1: note: expected capital letters, found v5889 [crosswalk-case]"
      ])
  }

  @Test(arguments: [
    (
      ("B999", "0010", "00000"),
      "warning: expected a code of icd10cm fy2025, found B999 [crosswalk-code]"
    ),
    (
      ("A000", "NoI9", "10000"),
      "warning: expected the flag of no map exactly where there is no target, found NoI9 with flags 10000 for A000 "
        + "[crosswalk-no-map]"
    ),
    (
      ("A000", "0010", "01000"),
      "warning: expected the flag of no map exactly where there is no target, found 0010 with flags 01000 for A000 "
        + "[crosswalk-no-map]"
    ),
    (
      ("A000", "0010", "10013"),
      "warning: expected a scenario and a choice list exactly in a combination, found 0010 with flags 10013 for A000 "
        + "[crosswalk-combination]"
    ),
    (
      ("A000", "0010", "10110"),
      "warning: expected a scenario and a choice list exactly in a combination, found 0010 with flags 10110 for A000 "
        + "[crosswalk-combination]"
    ),
  ])
  func anOddMappingIsKeptWithAFinding(record: (String, String, String), finding: String) {
    let release = release(crosswalk: [("A000", "0010", "00000"), record])
    #expect(release.edition.crosswalks.count == 2)
    #expect(release.findings.map(\.description) == ["gem.txt:2: \(finding)"])
    #expect(release.findings.map(\.code) == [record.0])
  }

  @Test func manyOddRowsAreOneFinding() {
    let few = release(crosswalk: Array(repeating: ("B999", "0010", "00000"), count: 20))
    #expect(few.findings.count == 20)
    let many = release(
      crosswalk: [("A000", "0010", "00000")] + Array(repeating: ("B999", "0010", "00000"), count: 21))
    #expect(
      many.findings.map(\.description) == [
        "gem.txt:2: warning: expected a code of icd10cm fy2025, found B999, and 20 more such rows [crosswalk-code]"
      ])
    #expect(many.edition.crosswalks.count == 22)
  }

  @Test func aListedCodeHasAFlag() {
    let release = release(poaExempt: [("A00.0", "Long title"), ("A00", "Long title")])
    #expect(
      release.edition.flags == [
        CodeFlag(system: "icd10cm", code: "A000", flag: .poaExempt, release: "fy2025", sourceLine: 1),
        CodeFlag(system: "icd10cm", code: "A00", flag: .poaExempt, release: "fy2025", sourceLine: 2),
      ])
    #expect(release.findings.isEmpty)
  }

  @Test func aListOfAnotherReleaseShows() {
    let release = release(poaExempt: [("A00.9", "Long title"), ("A00.0", "Other title")])
    #expect(release.edition.flags.count == 2)
    #expect(
      release.findings.map(\.description) == [
        "poa.txt:1: warning: expected a code of icd10cm fy2025, found A00.9 [flag-code]",
        "poa.txt:2: warning: expected the title in icd10cm fy2025, found \"Other title\" for A00.0 [flag-title]",
      ])
  }

  @Test func aCodeHasARowForEachLevel() {
    let release = release(groups: [
      ("A000", [("1", "Infections"), ("1.1", "Bacterial")]), ("A001", [("1", "Infections")]),
    ])
    #expect(
      release.edition.groups == [
        group("A000", 1, "1", "Infections", line: 1), group("A000", 2, "1.1", "Bacterial", line: 1),
        group("A001", 1, "1", "Infections", line: 2),
      ])
    #expect(release.findings.isEmpty)
  }

  @Test func anOddGroupIsKeptWithAFinding() {
    let release = release(groups: [("A000", [("5", "Mental illness")]), ("A009", [("5", "Mental Illness")])])
    #expect(release.edition.groups.count == 2)
    #expect(
      release.findings.map(\.description) == [
        "ccs.csv:2: warning: expected a code of icd10cm fy2025, found A009 [group-code]",
        "ccs.csv:2: note: expected one title of each group, found \"Mental Illness\" beside \"Mental illness\" "
          + "[group-title]",
      ])
  }

  /// A release of three codes with files beside it, whose rows are on lines from 1.
  private func release(
    crosswalk: [(String, String, String)]? = nil, poaExempt: [(String, String)]? = nil,
    groups: [(String, [(String, String)])]? = nil
  ) -> NormalizedRelease {
    var release = normalized(["A00", "A000", "A001"])
    var companions = Companions()
    if let crosswalk {
      companions.add(
        PublishedTable(
          file: "gem.txt",
          records: crosswalk.enumerated().map {
            GEMRecord(source: $1.0, target: $1.1, flags: $1.2, line: $0 + 1)
          }))
    }
    if let poaExempt {
      companions.add(
        PublishedTable(
          file: "poa.txt",
          records: poaExempt.enumerated().map {
            POAExemptRecord(orderNumber: "1", code: $1.0, title: $1.1, line: $0 + 1)
          }))
    }
    if let groups {
      companions.add(
        PublishedTable(
          file: "ccs.csv",
          records: groups.enumerated().map { place, row in
            CCSRecord(code: row.0, groups: row.1.map { .init(code: $0.0, label: $0.1) }, line: place + 1)
          }))
    }
    release.add(companions, of: .icd10cm)
    return release
  }

  private func mapping(
    _ source: String, _ target: String?, approximate: Bool, noMap: Bool = false, scenario: Int = 0,
    choiceList: Int = 0, line: Int
  ) -> Crosswalk {
    Crosswalk(
      sourceSystem: "icd10cm", sourceCode: source, targetSystem: "icd9cm", targetCode: target,
      isApproximate: approximate, hasNoMap: noMap, isCombination: scenario > 0, scenario: scenario,
      choiceList: choiceList, release: "fy2025", sourceLine: line)
  }

  private func group(_ code: String, _ level: Int, _ group: String, _ title: String, line: Int) -> CodeGroup {
    CodeGroup(
      system: "icd10cm", code: code, grouping: .ccs, level: level, group: group, title: title,
      release: "fy2025", sourceLine: line)
  }
}
