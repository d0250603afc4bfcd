import Foundation
import TestSupport
import Testing

/// Files as people have them, each with its declaration: `Inputs/sample/declared`.
@Suite(.serialized) struct DeclaredFilesTests {
  private let folder: TemporaryFolder
  private var database: URL { folder.url.appending(path: "out/codeset.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
    let sample = project.appending(path: "Inputs/sample/declared")
    for name in try FileManager.default.contentsOfDirectory(atPath: sample.path) {
      try FileManager.default.copyItem(at: sample.appending(path: name), to: folder.url.appending(path: name))
    }
  }

  private func build(_ arguments: String...) throws -> Outcome {
    try run(
      codesetPath, ["build", "--registry", "releases.csv", "--output", "out", "--notes"] + arguments,
      in: folder.url)
  }

  /// The codes of each: dotted codes, blanks and small letters; columns by number; title lines above columns of fixed
  /// width; empty titles and repeated rows; stated parents; a workbook; a known code set under other names.
  static let codes: [(system: String, codes: [String])] = [
    ("ward", ["A17||0|", "A17.0|A17|1|", "A17.1|A17|1|"]),
    ("vaccine", ["08||1|Hep B, child", "43||1|Hep B, adult", "45||0|Hep B, unspecified", "99||0|"]),
    ("stay", ["001||1|", "002||1|", "014||1|"]),
    ("labtest", ["10154-3||1|", "2345-7||1|Gluc Ser", "1000-1||0|"]),
    ("unit", ["D01||0|", "D02|D01|0|", "D10|D02|1|"]),
    ("service", ["S-01||1|", "S-02||1|"]),
    (
      "icd10cm",
      ["O34||0|", "O34.3|O34|0|", "O34.30|O343|1|", "O34.31|O343|1|", "O34.32|O343|1|", "O34.33|O343|1|"]
    ),
  ]

  @Test func theFilesThatPeopleHaveAreRead() throws {
    try build("--emit", "fhir", "--emit", "omop", "--emit", "site").succeeded()
    for (system, codes) in Self.codes {
      let query =
        "SELECT display_code || '|' || coalesce(parent, '') || '|' || billable || '|' || coalesce(short_title, '') "
        + "FROM code WHERE system = '\(system)' ORDER BY id"
      #expect(try sqliteColumn(database, query) == codes.map(Value.text))
    }
    #expect(
      try sqliteColumn(database, "SELECT long_title FROM code WHERE system = 'vaccine' AND code = '08'")
        == ["Hepatitis B vaccine, dosage for children"])
    // A known code set has its chapters and axes, under whatever names its columns are.
    #expect(
      try sqliteColumn(
        database, "SELECT section || '|' || trimester FROM code WHERE system = 'icd10cm' AND code = 'O3432'")
        == ["O30-O48|second"])
    #expect(
      try sqliteColumn(database, "SELECT hierarchy FROM code_system WHERE system = 'unit'") == ["stated"])
    #expect(
      try sqliteColumn(database, "SELECT system || '|' || line || '|' || rule FROM rejected")
        == ["labtest|4|repeated-code"])
  }

  @Test func groupsFlagsAndEquivalentsAreSaidOfTheCode() throws {
    try build("--emit", "fhir").succeeded()
    let page = try run(codesetPath, ["lookup", "O34.32", "--database", "out/codeset.sqlite"], in: folder.url)
      .succeeded().output
    for line in [
      "maps to     icd9cm 654.53  which no release in this build has (approximate; fy2026)",
      "flags       high_risk  (fy2026)", "groups      pregnancy 12  Pelvic organs, other (fy2026)",
    ] {
      #expect(page.contains(line + "\n"), "\(page)")
    }
    #expect(try sqliteColumn(database, "SELECT code || '|' || flag FROM code_flag") == ["O3432|high_risk"])
    #expect(
      try sqliteColumn(
        database,
        "SELECT source_code || '|' || coalesce(target_code, '') || '|' || no_map FROM crosswalk ORDER BY 1")
        == ["O3430|65450|0", "O3431|65453|0", "O3432|65453|0", "O3433||1"])
    let category = try String(
      contentsOf: folder.url.appending(path: "out/json/icd10cm/categories/O34.json"), encoding: .utf8)
    #expect(category.contains(#""flag":"high_risk""#) && category.contains(#""grouping":"pregnancy""#))
    let resource = try String(
      contentsOf: folder.url.appending(path: "out/fhir/CodeSystem-icd-10-cm.json"), encoding: .utf8)
    #expect(resource.contains(#"{"code":"flag","valueString":"high_risk"}"#))
    #expect(resource.contains(#"{"code":"group","valueString":"pregnancy 12"}"#))
  }

  /// Adds mappings to the ward's codes, and a second classification in a file that has one already.
  private func addFiles(leadingTo system: String = "ward") throws {
    for (name, text) in [
      (
        "wards.json",
        #"{"role": "crosswalk", "system": "icd10cm", "target_system": "\#(system)", "format": "csv", "#
          + #""columns": {"code": "icd10", "target": "ward"}}"#
      ),
      ("wards.csv", "icd10,ward\nO34.31,A17.9\nO34.32,A17.0\nO34.9,A17.1\n"),
      (
        "levels.json",
        #"{"role": "groups", "system": "icd10cm", "format": "csv", "quote": "'", "columns": {"code": "CODE"}, "#
          + #""groups": [{"grouping": "risk", "group": "RISK"}]}"#
      ),
    ] {
      try Data(text.utf8).write(to: folder.url.appending(path: name))
    }
    let registry = folder.url.appending(path: "releases.csv")
    let text = try String(contentsOf: registry, encoding: .utf8)
    let release = "icd10cm,fy2026,2025-10-01,"
    let rows = "\(release),crosswalk,wards.json,wards.csv,,,\n\(release),groups,levels.json,risk.csv,,,\n"
    try Data((text + rows).utf8).write(to: registry)
  }

  @Test func aReleaseMapsToSeveralCodeSets() throws {
    try addFiles()
    let outcome = try build("--emit", "fhir").succeeded()
    #expect(outcome.output.contains("icd10cm fy2026 crosswalk: 3 rows = 3 mappings + 0 rejected\n"))
    // Each finding is of the file that it is about.
    for finding in [
      "equivalents.csv:2: note: expected the codes of icd9cm in this build, found none; targets not checked: 3 "
        + "[target-not-held]",
      "wards.csv:2: warning: expected a code of ward, found A179 for O3431 [crosswalk-target]",
      "wards.csv:4: warning: expected a code of icd10cm fy2026, found O349 [crosswalk-code]",
    ] {
      #expect(outcome.errorLines.contains(finding), "\(outcome.errors)")
    }
    #expect(
      try sqliteColumn(
        database, "SELECT target_system || '|' || count(*) FROM crosswalk GROUP BY target_system")
        == ["icd9cm|4", "ward|3"])
    // What the file does not say is not claimed: no mapping is exact.
    let page = try run(codesetPath, ["lookup", "O34.32", "--database", "out/codeset.sqlite"], in: folder.url)
      .succeeded().output
    #expect(page.contains("ward A17.0     Tuberculous meningitis (approximate; fy2026)\n"), "\(page)")
    #expect(
      page.contains(
        "groups      pregnancy 12  Pelvic organs, other (fy2026)\n            risk 1        (fy2026)\n"),
      "\(page)")
    let map = try String(
      contentsOf: folder.url.appending(path: "out/fhir/ConceptMap-icd-10-cm-to-ward.json"), encoding: .utf8)
    #expect(map.contains(#""description":"Mappings that came with release fy2026 of ICD-10-CM."#))
    #expect(map.contains(#"{"code":"A17.0","equivalence":"relatedto"}"#))
  }

  @Test func twoFilesOfMappingsToOneCodeSetAreRefused() throws {
    try addFiles(leadingTo: "icd9cm")
    #expect(
      try build().errorLines.contains(
        "releases.csv:12: error: expected one file of role crosswalk for icd10cm fy2026 to icd9cm, found two; the first "
          + "is on line 11 [registry]"))
  }

  @Test func makeMakesTheSame() throws {
    try addFiles()
    try build("--emit", "fhir").succeeded()
    let made = folder.url.appending(path: "made")
    try TestSupport.make(
      ["EMIT=fhir"], registry: folder.url.appending(path: "releases.csv"), output: made
    ).succeeded()
    var products = try files(in: made)
    for name in products.keys where name.hasPrefix("stages/") { products[name] = nil }
    #expect(products == (try files(in: folder.url.appending(path: "out"))))
  }

  struct Broken: Sendable, CustomTestStringConvertible {
    var file: String
    var old: String
    var new: String
    var finding: String
    var testDescription: String { finding }
  }

  static let broken = [
    Broken(
      file: "dotted.csv", old: "A17.0 ", new: "A1.70",
      finding: "dotted.csv:3:1: error: expected A17.0, found 'A1.70' [code-form]"),
    Broken(
      file: "dotted.csv", old: "A17.0 ", new: "7.0",
      finding: "dotted.csv:3:1: error: expected a code of the form @##[.#], found '7.0' [code-form]"),
    Broken(
      file: "vaccines.txt", old: "Inactive ", new: "Inert",
      finding:
        "vaccines.txt:3:4: error: expected Inactive, Never Active (header) or Active (valid for submission), found "
        + "'Inert' [flag]"),
    Broken(
      file: "vaccines.txt", old: "|Active    \n43", new: "\n43",
      finding: "vaccines.txt:2: error: expected 3 fields, found 4 [field-count]"),
    Broken(
      file: "groups.txt", old: "001 PRE SURG  Transplant with major complication", new: "001 PRE",
      finding: "groups.txt:5:8: error: expected at least 15 columns, found 7 [line-length]"),
    Broken(
      file: "tests.csv", old: "\"Complaint\",\"\",\"Chief complaint, as reported\",\"ACTIVE\"\n\"1000",
      new: "\"Complaint\",\"\",\"Complaint\",\"ACTIVE\"\n\"1000",
      finding:
        "tests.csv:4:1: error: expected each code once, found 10154-3 again; the first is on line 2 [duplicate-code]"
    ),
    Broken(
      file: "tests.csv", old: "old method\",\"DEPRECATED\"", new: "old method\",\"DEPRECATED",
      finding: "tests.csv:5: error: expected matching quotes [csv-syntax]"),
    Broken(
      file: "units.csv", old: "D02,D01", new: "D02,D10",
      finding:
        "units.csv:2:2: error: expected the parent D10 of D02 among the codes, found one that is below D02 itself "
        + "[parent-code]"),
    Broken(
      file: "units.csv", old: "D02,D01", new: "D02,D11",
      finding:
        "units.csv:2:2: error: expected the parent D11 of D02 among the codes, found no such code [parent-code]"
    ),
    Broken(
      file: "risk.csv", old: "'1'", new: "'yes'",
      finding: "risk.csv:5:2: error: expected one of '1', '0', found 'yes' [declared-row]"),
    Broken(
      file: "risk.csv", old: "'12',\"Pelvic organs, other\"\n'O34.32",
      new: "'',\"Pelvic organs, other\"\n'O34.32",
      finding: "risk.csv:4:3: error: expected a group of O3430, found blanks [declared-row]"),
    Broken(
      file: "equivalents.csv", old: "O3432,65453,10000,1", new: "O3432,65453,10000,7",
      finding:
        "equivalents.csv:4:4: error: expected a number from 0 to 1 as approximate, found '7' [declared-row]"),
    Broken(
      file: "risk-flags.json", old: "\"RISK\"", new: "7.5",
      finding:
        "./risk-flags.json:1: error: $.flags[0].column: expected the number of a column, from 1, found 7.5 "
        + "[declaration]"),
    Broken(
      file: "risk-groups.json", old: "icd10cm", new: "icd9cm",
      finding:
        "releases.csv:9: error: expected the layout to be one of role groups for icd10cm, found risk-groups.json, of "
        + "role groups for icd9cm [registry]"),
    Broken(
      file: "diagnoses.json", old: "\"icd10cm\",", new: "\"icd10cm\", \"publisher\": \"me\",",
      finding:
        "./diagnoses.json:1: error: $.publisher: expected nothing, since icd10cm is a code set that is known, found a "
        + "value [declaration]"),
  ]

  @Test(arguments: broken)
  func whatIsBrokenIsNamed(_ broken: Broken) throws {
    let url = folder.url.appending(path: broken.file)
    let text = try String(contentsOf: url, encoding: .utf8)
    try #require(text.contains(broken.old))
    try Data(text.replacing(broken.old, with: broken.new).utf8).write(to: url)
    let outcome = try build()
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.contains(broken.finding), "\(outcome.errors)")
  }

  @Test func aMissingHeaderRowIsSaid() throws {
    let url = folder.url.appending(path: "diagnoses.csv")
    let text = try String(contentsOf: url, encoding: .utf8)
    try Data(text.replacing("description", with: "title").utf8).write(to: url)
    #expect(
      try build().errors.contains(
        "codeset: diagnoses.csv: expected a header row with description, found 'icd_10_cm,title,valid_for_claims'\n"
      ))
  }

  /// The files of AHRQ and of CMS, counted by another program.
  @Test(.needsReleases) func theShippedDeclarationsReadTheirFiles() throws {
    let held = try #require(officialReleases.first)
    let root = held.folder.path
    func row(_ role: String, _ layout: String, _ file: String, _ member: String = "") -> String {
      "icd10cm,fy2023,2022-10-01,,\(role),\(layout),\(root)/\(file),\(member),,"
    }
    let rows = [
      "system,release,effective,until,role,layout,file,member,sha256,url",
      row("codes", "cms-order", "icd10cm/fy2023/icd10-Order-CodeFiles2023.zip", "icd10cm-order-2023.txt"),
      row("groups", "ahrq-ccsr", "ahrq-ccsr/DXCCSR-Reference-File-v2023-1.xlsx"),
      row("groups", "ahrq-ccs-icd10cm", "ahrq-ccs/2019/ccs_dx_icd10cm_2019_1.csv"),
      row("groups", "cms-hcc", "cms-hcc/ra_dx_to_cc_2026.csv"),
      row("flags", "ahrq-ccir", "ahrq-ccir/CCIR_v2023-1.csv"),
      "icd9cm,v32,2014-10-01,2015-10-01,codes,icd9-description,\(root)/icd9cm/v32/CMS32_DESC_LONG_DX.txt,,,",
      "icd9cm,v32,2014-10-01,2015-10-01,flags,ahrq-cci-icd9cm,\(root)/ahrq-ccs/2015/cci2015.csv,,,",
    ]
    try Data((rows.joined(separator: "\n") + "\n").utf8).write(to: folder.url.appending(path: "releases.csv"))
    try build().succeeded()
    #expect(
      try sqliteColumn(
        database,
        "SELECT grouping || '|' || level || '|' || count(*) FROM code_group GROUP BY grouping, level")
        == [
          "CMS-HCC ESRD Model V21|1|10605", "CMS-HCC ESRD Model V24|1|10354", "CMS-HCC Model V22|1|10121",
          "CMS-HCC Model V24|1|10354", "CMS-HCC Model V28|1|8317", "RxHCC Model V08|1|5546", "ccs|1|72446",
          "ccs|2|64821", "ccs_single|1|72446", "ccsr|1|86288", "ccsr_inpatient_default|1|63982",
          "ccsr_outpatient_default|1|65684",
        ])
    #expect(
      try sqliteColumn(
        database, "SELECT system || '|' || flag || '|' || count(*) FROM code_flag GROUP BY system, flag")
        == ["icd10cm|chronic|12504", "icd9cm|chronic|4584"])
    #expect(try sqliteColumn(database, "SELECT count(*) FROM rejected") == [0])
  }
}
