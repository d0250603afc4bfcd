import Foundation
import TestSupport
import Testing

/// A target says what became of it: in text, in JSON, in FHIR, and in the views that lead on.
@Suite struct RetiredTargetTests {
  private static let sample = Result { try RetiredTargetSample() }

  private struct Target: Decodable, Equatable {
    var target: String
    var state, ended, became: String?

    enum CodingKeys: String, CodingKey {
      case target = "target_code"
      case state = "target_state"
      case ended = "target_ended"
      case became = "target_became"
    }
  }

  /// U07.0 branched off from J82 while that was billable, and is no successor. What became of Z28.3, no table says.
  private static let targets: [(code: String, Target, words: String)] = [
    (
      "386.2", Target(target: "H8149", state: "retired", ended: "2019-10-01", became: "H814"),
      "retired 2019-10-01; became H81.4"
    ),
    (
      "063.1", Target(target: "A848", state: "header", ended: "2020-10-01", became: "A8481 A8489"),
      "a header since 2020-10-01; became A84.81, A84.89"
    ),
    (
      "518.3", Target(target: "J82", state: "header", ended: "2020-10-01", became: "J8281 J8282 J8283 J8289"),
      "a header since 2020-10-01; became J82.81, J82.82, J82.83, J82.89"
    ),
    (
      "V64.0", Target(target: "Z283", state: "header", ended: "2022-04-01", became: nil),
      "a header since 2022-04-01"
    ),
  ]

  @Test(arguments: targets.indices)
  func lookupSaysWhatBecameOfATarget(place: Int) throws {
    let (code, target, words) = Self.targets[place]
    let sample = try Self.sample.get()
    let text = try sample.codeset("lookup", code, "--system", "icd9cm").succeeded().output
    let line = text.split(separator: "\n").first { $0.hasPrefix("maps to") }
    #expect(line?.hasSuffix(" (approximate; v32; \(words))") == true, "\(text)")
    struct Record: Decodable { var crosswalks: [Target] }
    let json = try sample.codeset("lookup", code, "--system", "icd9cm", "--format", "json").succeeded().output
    #expect(try JSONDecoder().decode([Record].self, from: Data(json.utf8)).map(\.crosswalks) == [[target]])
    // The category's file, for the site and static hosting, has the same.
    let name = "\(code.prefix(3)).json"
    let file = sample.output.appending(path: "json/icd9cm/categories/\(name)")
    let category = try JSONDecoder().decode([Record].self, from: Data(contentsOf: file))
    #expect(category.map(\.crosswalks) == [[target]])
  }

  @Test func aTargetInForceSaysNothingMore() throws {
    let text = try Self.sample.get().codeset("lookup", "V65.0", "--system", "icd9cm").succeeded().output
    #expect(text.contains("\nmaps to     icd10cm H81.4  Vertigo of central origin (v32)\n"), "\(text)")
  }

  @Test func theConceptMapSaysWhatBecameOfATarget() throws {
    let found: [String: String] = try python(
      """
      import json, sys
      elements = json.load(open(sys.argv[1], encoding='utf-8'))['group'][0]['element']
      print(json.dumps({each['code']: each['target'][0].get('comment', '') for each in elements}))
      """,
      Self.sample.get().output.appending(path: "fhir/ConceptMap-icd-9-cm-to-icd-10-cm.json").path)
    #expect(
      found == [
        "386.2": "Retired 2019-10-01; became H81.4",
        "063.1": "A header since 2020-10-01; became A84.81, A84.89",
        "518.3": "A header since 2020-10-01; became J82.81, J82.82, J82.83, J82.89",
        "V64.0": "A header since 2022-04-01", "V65.0": "",
      ])
  }

  @Test func theViewLeadsToCodesInForce() throws {
    let rows = try sqliteColumn(
      Self.sample.get().database,
      """
      SELECT source_code || ' ' || mapped_code || ' ' || coalesce(target_code, '-') || ' ' || led_on || ' '
        || target_state FROM crosswalk_current ORDER BY source_code, target_code
      """)
    #expect(
      rows.map(\.inCSV) == [
        "0631 A848 A8481 1 replaced", "0631 A848 A8489 1 replaced", "3862 H8149 H814 1 replaced",
        "5183 J82 J8281 1 replaced", "5183 J82 J8282 1 replaced", "5183 J82 J8283 1 replaced",
        "5183 J82 J8289 1 replaced", "V640 Z283 Z283 0 header", "V650 H814 H814 0 billable",
      ])
  }

  /// Tables that lead in a circle, and over a code that is retired itself.
  @Test func aCircleOfReplacementsEnds() throws {
    let releases = [
      SeriesRelease("fy2023", "2022-10-01", [("A00", false, "Cholera"), ("A001", true, "One")]),
      SeriesRelease(
        "fy2024", "2023-10-01", [("A00", false, "Cholera"), ("A002", true, "Two")],
        conversion: ["A00.2,2023,A00.1"]),
      SeriesRelease(
        "fy2025", "2024-10-01", [("A00", false, "Cholera"), ("A003", true, "Three")],
        conversion: ["A00.2,2023,A00.1", "A00.1,2024,A00.2", "A00.3,2024,A00.2"]),
    ]
    let sample = try Sample.built(releases)
    let found = try sqliteColumn(
      sample.database, "SELECT code || ' ' || successor FROM code_successor ORDER BY code")
    #expect(found == ["A001 A003", "A002 A003"])
  }

  /// All official releases until FY2025 retire 39 targets of ICD-9-CM and divide 146; of Volume 3 they retire 565.
  /// Later ones can only add to that.
  @Test(.needsReleases) func theOfficialTargetsThatEndedAreCounted() throws {
    let sample = try Sample()
    try sample.codeset("build", "--quiet", "--registry", officialRegistry?.path ?? "").succeeded()
    for (source, target, all, ended) in [
      ("icd9cm", "icd10cm", 17513, 185), ("icd9pcs", "icd10pcs", 49802, 565),
    ] {
      let ofSource = "WHERE source_system = '\(source)'"
      let counts = try sqliteColumn(
        sample.database,
        """
        SELECT count(DISTINCT mapped_code) FROM crosswalk_current \(ofSource)
        UNION ALL SELECT count(DISTINCT mapped_code) FROM crosswalk_current \(ofSource)
          AND target_state IN ('replaced', 'header', 'retired')
        UNION ALL SELECT count(DISTINCT target_code) FROM crosswalk \(ofSource) AND target_code NOT IN (
          SELECT code FROM code WHERE system = '\(target)' AND billable = 1
          AND valid_from <= date('now') AND (valid_to IS NULL OR valid_to > date('now')))
        """
      ).compactMap { Int($0.inCSV) }
      #expect(counts[0] == all)
      #expect(counts[1] == counts[2])
      #expect(counts[1] >= ended)
    }
  }
}
