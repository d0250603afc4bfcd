import Foundation
import TestSupport
import Testing

/// Crosswalks, flags and groups, from the files to the products and to `codeset lookup`.
@Suite struct CrosswalkTests {
  @Test func rowsInAreRowsOutAndRejected() throws {
    let outcome = try CrosswalkSample(hasHashes: true).build().succeeded()
    #expect(
      outcome.output.split(separator: "\n") == [
        "icd10cm sample: 341 rows = 341 codes + 0 rejected",
        "icd10cm sample crosswalk: 282 rows = 282 mappings + 0 rejected",
        "icd10cm sample poa-exempt: 74 rows = 74 codes + 0 rejected",
        "icd9cm v32: 100 rows = 100 codes + 0 rejected",
        "icd9cm v32 short-titles: 100 rows = 100 short titles + 0 rejected",
        "icd9cm v32 crosswalk: 145 rows = 145 mappings + 0 rejected",
        "icd9cm v32 groups: 100 rows = 100 codes + 0 rejected",
      ])
  }

  /// Each kind of file beside the codes, with a blank line at its end: published, and counted.
  @Test(arguments: [
    ("crosswalk/gem-icd10cm.txt", "icd10cm|crosswalk|283", "crosswalk: 283 rows = 282 mappings"),
    ("crosswalk/poa-exempt.txt", "icd10cm|poa-exempt|76", "poa-exempt: 75 rows = 74 codes"),
    ("crosswalk/icd9cm-short.txt", "icd9cm|short-titles|101", "short-titles: 101 rows = 100 short titles"),
    ("crosswalk/ccs.csv", "icd9cm|groups|102", "groups: 101 rows = 100 codes"),
  ])
  func aBlankLineIsRejectedAndCounted(file: String, row: String, summary: String) throws {
    let sample = try CrosswalkSample()
    try sample.append("\r\n", to: file)
    let outcome = try sample.build().succeeded()
    #expect(outcome.output.contains("\(summary) + 1 rejected\n"), "\(outcome.output)")
    let query =
      "SELECT system || '|' || role || '|' || line || '|' || file || '|' || rule || '|' || message FROM rejected"
    #expect(
      try sqliteColumn(sample.database, query)
        == [.text("\(row)|\(file)|blank-line|expected a record, found a blank line")])
  }

  /// A row that breaks a rule stops the build; nothing is published.
  @Test(arguments: [
    ("crosswalk/gem-icd10cm.txt", "A000 0010\r\n", "283: error: expected a code, its target and five flags"),
    ("crosswalk/poa-exempt.txt", "1\tZ99\t\r\n", "76:3: error: expected an order number, a code and a title"),
    ("crosswalk/icd9cm-short.txt", "99999 None\r\n", "101:1: error: expected a code with a long title"),
    ("crosswalk/ccs.csv", "0010\r\n", "102: error: expected 9 fields, found 1"),
  ])
  func aMalformedRowIsAnErrorAtItsLine(file: String, row: String, finding: String) throws {
    let sample = try CrosswalkSample()
    try sample.append(row, to: file)
    let outcome = try sample.build()
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("\(file):\(finding)"), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: sample.database.path))
  }

  /// Through make, with the tables of each stage written and read again, and with any number of jobs.
  @Test(arguments: ["crosswalk.csv", "odd"])
  func makeAndBuildPublishTheSameBytes(_ what: String) throws {
    let (whole, made) = (try CrosswalkSample(), try CrosswalkSample())
    for sample in [whole, made] where what == "odd" {
      // A source and a target that no release has, a target in small letters, flags that do not agree.
      try sample.edit(
        "crosswalk/gem-icd10cm.txt", replacing: "H4010X0 36510 10111", with: "A000    0010  10011")
      try sample.edit("crosswalk/gem-icd9cm.txt", replacing: "\r\n", with: "\r\n\r\n")
      try sample.edit("crosswalk/ccs.csv", replacing: "'1749 '", with: "'0010 '")
    }
    try whole.build("--quiet", "--jobs", "1").succeeded()
    let outcome = try made.make("-j2").succeeded()
    #expect(differences(try whole.products(), try made.products()) == [])
    let warning =
      "crosswalk/gem-icd10cm.txt:19: warning: expected a code of icd9cm, found 0010 for A000 [crosswalk-target]"
    #expect(outcome.errors.contains(warning) == (what == "odd"))
    #expect(try made.make().succeeded().output.contains("emit") == false)
  }

  @Test func touchingACrosswalkRedoesOnlyWhatHangsOnIt() throws {
    let sample = try CrosswalkSample()
    try sample.make().succeeded()
    try sample.edit("crosswalk/gem-icd9cm.txt", replacing: "1749  C50919  10000", with: "1749  C50919  00000")
    let outcome = try sample.make().succeeded()
    let commands = outcome.output.split(separator: "\n").filter { $0.hasPrefix(codesetPath) }.map { line in
      line.dropFirst(codesetPath.count + 1).split(separator: " ").prefix { !$0.hasPrefix("-") }.joined(
        separator: " ")
    }
    #expect(
      commands.sorted()
        == (["sqlite", "json", "csv", "manifest"] + optionalProducts).map { "emit \($0)" }.sorted() + [
          "history icd9cm", "ingest icd9cm v32", "normalize icd9cm v32", "validate icd9cm v32",
        ])
  }

  @Test func aCodeSetThatIsNotChosenIsANote() throws {
    let sample = try CrosswalkSample()
    let outcome = try sample.build("--notes", "--system", "icd10cm").succeeded()
    let note =
      "crosswalk/gem-icd10cm.txt:1: note: expected the codes of icd9cm in this build, found none; targets not checked: 269 "
      + "[target-not-held]"
    #expect(outcome.errors.split(separator: "\n").map(String.init).filter { $0.contains("gem") } == [note])
    let made = try CrosswalkSample()
    try made.make("SYSTEM=icd10cm").succeeded()
    #expect(differences(try sample.products(), try made.products()) == [])
  }

  @Test(arguments: [
    (
      "crosswalk/gem-icd10cm.txt", "H4010X0 36510 10111", "H4010X0 36510 1011",
      "crosswalk/gem-icd10cm.txt:19: error: expected a code, its target and five flags, three of them 0 or 1, found "
        + "'H4010X0 36510 1011' [gem-row]"
    ),
    (
      "crosswalk/poa-exempt.txt", "\tQ75.001\t", "\tQ75.0.01\t",
      "crosswalk/poa-exempt.txt:2:2: error: expected Q75.001, found 'Q75.0.01' [code-form]"
    ),
    (
      "crosswalk/ccs.csv", "'1749 '", "1749",
      "crosswalk/ccs.csv:3:1: error: expected a code between apostrophes, found 1749 [ccs-row]"
    ),
  ])
  func aBrokenRowStopsTheBuild(file: String, old: String, new: String, error: String) throws {
    let sample = try CrosswalkSample()
    try sample.edit(file, replacing: old, with: new)
    let outcome = try sample.build("--quiet")
    #expect(outcome.status == 1)
    #expect(outcome.errors == "\(error)\ncodeset: 1 error; nothing was published\n")
  }

  /// A diagnosis that needs two codes, one that maps to several, one in each direction, a flag, groups, no map.
  @Test(
    arguments: [
      ("T46.4X1A", "icd10cm"), ("O34.32", "icd10cm"), ("654.53", "icd9cm"), ("T46.4X6A", "icd10cm"),
      ("972.6", "icd9cm"),
    ], ["text", "json"])
  func printsTheCrosswalksOfACode(code: (String, String), format: String) throws {
    let outcome = try CrosswalkSample.built()
      .codeset("lookup", code.0, "--system", code.1, "--format", format).succeeded()
    try expectGolden(outcome.output, "crosswalk-\(code.0).\(format == "text" ? "txt" : "json")")
  }

  /// Crosswalks are those of a release, whatever the day.
  @Test func aDayHidesNoCrosswalk() throws {
    let sample = try CrosswalkSample.built()
    let newest = try sample.codeset("lookup", "O34.32").succeeded().output
    let past = try sample.codeset("lookup", "O34.32", "--on", "2025-01-01").succeeded().output
    #expect(newest.contains("\nmaps to     icd9cm 654.51  "))
    #expect(past == newest)
  }

  /// Of a target that was retitled, the title is the newest one.
  @Test func aTargetHasItsNewestTitle() throws {
    let output = try Sample.withRetitledTarget().codeset("lookup", "001.0", "--system", "icd9cm").succeeded()
      .output
    #expect(
      output.split(separator: "\n").filter { $0.hasPrefix("maps to") } == [
        "maps to     icd10cm A00.0  Cholera of today (approximate; v32)"
      ])
  }

  @Test func theTablesHaveTheRowsOfTheFiles() throws {
    let sample = try CrosswalkSample.built()
    func count(_ query: String) throws -> Value? {
      try sqliteColumn(sample.database, "SELECT count(*) FROM \(query)").first
    }
    #expect(try count("crosswalk WHERE source_system = 'icd10cm'") == 282)
    #expect(try count("crosswalk WHERE source_system = 'icd9cm'") == 145)
    #expect(try count("crosswalk WHERE target_code IS NULL AND no_map") == 13)
    #expect(try count("crosswalk WHERE combination AND scenario = 1 AND choice_list = 2") == 15)
    #expect(try count("code_flag WHERE flag = 'poa_exempt'") == 74)
    #expect(try count("(SELECT DISTINCT code FROM code_group)") == 100)
    #expect(try count("finding WHERE rule LIKE 'crosswalk%' OR rule LIKE 'group%' OR rule LIKE 'flag%'") == 0)
  }
}

/// The official crosswalks, list and groups with the releases that they come with, where `CODESET_RELEASES` names
/// their registry.
@Suite struct OfficialCrosswalkTests {
  private static let built = Result { () throws -> Sample in
    let sample = try Sample()
    atexit { OfficialCrosswalkTests.remove() }
    try sample.codeset(
      "build", "--registry", officialRegistry?.path ?? "", "--release", "fy2018", "--release", "fy2025",
      "--release", "v32"
    ).succeeded()
    return sample
  }

  private static func remove() {
    guard case .success(let sample) = built else { return }
    try? FileManager.default.removeItem(at: sample.url)
  }

  /// Counted in the files by Python.
  @Test(
    .needsReleases,
    arguments: [
      ("crosswalk WHERE source_system = 'icd10cm'", 81593),
      ("crosswalk WHERE source_system = 'icd9cm'", 24860),
      ("crosswalk WHERE source_system = 'icd10pcs'", 101025),
      ("crosswalk WHERE source_system = 'icd9pcs'", 73593),
      ("crosswalk WHERE source_system = 'icd10cm' AND target_code IS NULL", 731),
      ("crosswalk WHERE source_system = 'icd9cm' AND target_code IS NULL", 422),
      ("crosswalk WHERE source_system = 'icd10pcs' AND target_code IS NULL", 31),
      ("crosswalk WHERE source_system = 'icd9pcs' AND target_code IS NULL", 210),
      ("crosswalk WHERE source_system = 'icd10pcs' AND no_map", 2),
      ("code_flag", 38154), ("(SELECT DISTINCT code FROM code_group)", 15072),
      ("code_group WHERE level = 1", 15072), ("code_group WHERE level = 4", 2583),
      ("finding WHERE rule = 'crosswalk-code'", 0), ("finding WHERE rule = 'crosswalk-target'", 0),
      ("finding WHERE rule = 'crosswalk-case'", 1), ("finding WHERE rule = 'crosswalk-no-map'", 1),
      ("finding WHERE rule = 'crosswalk-combination'", 4), ("finding WHERE rule = 'flag-code'", 0),
      ("finding WHERE rule = 'flag-title'", 0), ("finding WHERE rule = 'group-code'", 1),
      ("rejected WHERE role <> 'codes'", 0),
    ])
  func theRowsAreThoseOfTheFiles(source: String, count: Int) throws {
    let found = try sqliteColumn(Self.built.get().database, "SELECT count(*) FROM \(source)")
    #expect(found == [.integer(count)])
  }

  /// Rows that were read in the files by hand.
  @Test(
    .needsReleases,
    arguments: [
      // T8853XD v5889 10000
      "SELECT target_code FROM crosswalk WHERE source_line = 73170 AND source_code = 'T8853XD'": "V5889",
      // A1801   71148 10122
      "SELECT scenario || choice_list FROM crosswalk WHERE source_code = 'A1801' AND target_code = '71148'":
        "22",
      // 64973 O26872  10000
      "SELECT target_code FROM crosswalk WHERE source_code = '64973' AND target_code < 'O26873'": "O26872",
      // 12128	I69.065	"Other paralytic syndrome following nontraumatic subarachnoid hemorrhage, bilateral"
      "SELECT flag FROM code_flag WHERE code = 'I69065' AND source_line = 54": "poa_exempt",
      // '03810','1',...,'1.1.2.2',"Staphylococcal septicemia"
      "SELECT group_title FROM code_group WHERE code = '03810' AND level = 4": "Staphylococcal septicemia",
    ])
  func aRowIsAsInItsFile(query: String, value: String) throws {
    #expect(try sqliteColumn(Self.built.get().database, query) == [.text(value)])
  }
}
