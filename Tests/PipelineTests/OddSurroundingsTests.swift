import Foundation
import TestSupport
import Testing

/// What surrounds the command: paths, leftovers, closed streams, tables that do not fit.
@Suite struct OddSurroundingsTests {
  @Test(arguments: ["o", "o/", "a/b/c/", "./q"])
  func anyPathCanBeTheOutputFolder(_ path: String) throws {
    let sample = try Sample()
    let built = try sample.bash(
      "\"$codeset\" build --quiet --output '\(path)' && \"$codeset\" verify '\(path)'")
    #expect(built.status == 0, "\(built.errors)")
  }

  @Test(arguments: ["--output", "--registry"], ["build", "depend", "emit json", "ingest icd10cm sample"])
  func aPathOfNoCharactersIsAWrongUsage(option: String, command: String) throws {
    let outcome = try Sample().bash("\"$codeset\" \(command) \(option) ''")
    #expect(outcome.status == 2)
    #expect(outcome.errors.hasPrefix("Error: '\(option)' takes the path of a f"), "\(outcome.errors)")
  }

  /// SQLite takes no longer paths; it is said before anything is read.
  @Test func aPathThatIsTooLongForSQLiteIsOneSentence() throws {
    let sample = try Sample()
    let start = sample.url.path.utf8.count
    for (count, status) in [(472, Int32(0)), (473, 3), (500, 3), (2000, 3)] {
      var path = String(repeating: String(repeating: "d", count: 99) + "/", count: (count - start - 2) / 100)
      path += String(repeating: "e", count: count - start - 1 - path.utf8.count)
      let outcome = try sample.codeset("build", "--quiet", "--output", path)
      #expect(outcome.status == status, "\(count) bytes: \(outcome.errors)")
      guard status != 0 else { continue }
      #expect(outcome.errorLines.count == 1)
      #expect(outcome.errors.contains("expected a folder whose path SQLite can take"), "\(outcome.errors)")
    }
  }

  @Test(arguments: ["2>&-", "2>/dev/full"])
  func aMessageThatNobodyHearsIsNoCrash(_ redirection: String) throws {
    let sample = try Sample.built()
    #expect(try sample.bash("\"$codeset\" lookup ZZZ \(redirection)").status == 1)
  }

  @Test func whatAKilledRunLeftIsNeverPublished() throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    let outcome = try sample.bash(
      """
      for id in $(seq 1 400); do mkdir -p "Outputs/.building.$id/csv"; echo STALE > "Outputs/.building.$id/csv/release.csv"; done
      "$codeset" build --quiet \(everyProduct.joined(separator: " "))
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(differences(old, try files(in: sample.output)) == [])
  }

  @Test func productsOfOtherReleasesDoNotBelongTogether() throws {
    let sample = try Sample()
    let stages = try sample.bash(
      """
      for system in icd10cm icd10pcs; do
        for stage in ingest normalize validate; do "$codeset" $stage $system sample --quiet || exit 9; done
        "$codeset" history $system --quiet
      done
      "$codeset" emit sqlite --quiet && "$codeset" emit csv --quiet --system icd10pcs && "$codeset" emit json --quiet
      "$codeset" emit manifest --quiet
      """)
    #expect(stages.status == 0, "\(stages.errors)")
    let verified = try sample.codeset("verify")
    #expect(verified.status == 1)
    #expect(
      verified.errors.contains("csv/release.csv: expected the releases icd10cm sample"), "\(verified.errors)")
  }

  @Test func aReleaseThatIsNotValidatedIsNotEmitted() throws {
    let sample = try Sample()
    let outcome = try sample.bash(
      """
      "$codeset" ingest icd10cm sample --quiet && "$codeset" normalize icd10cm sample --quiet
      "$codeset" validate icd10cm sample --quiet && "$codeset" normalize icd10cm sample --quiet
      "$codeset" emit csv --system icd10cm
      """)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("`codeset validate icd10cm sample` makes it"), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("pivot", "\"code_id\",\"axis\",\"role\",\"value\",\"target_id\"\n1,\"laterality\",,\"left\",99999999\n"),
    ("pivot", "\"code_id\",\"axis\",\"role\",\"value\",\"target_id\"\n1,\"laterality\",,\"sideways\",2\n"),
    (
      "axis_mention",
      "\"code_id\",\"axis\",\"value\",\"role\",\"basis\",\"start\",\"length\"\n"
        + "-9223372036854775808,\"laterality\",\"left\",,\"title\",0,4\n"
    ),
  ])
  func aTableThatPointsNowhereIsAFinding(_ table: String, text: String) throws {
    let sample = try Sample()
    let prepared = try sample.bash(
      "\"$codeset\" ingest icd10cm sample --quiet && \"$codeset\" normalize icd10cm sample --quiet")
    #expect(prepared.status == 0)
    let path = sample.output.appending(path: "stages/icd10cm/sample/normalize/\(table).csv")
    try Data(text.utf8).write(to: path)
    let outcome = try sample.codeset("validate", "icd10cm", "sample")
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("error: "), "\(outcome.errors)")
  }

  /// Swift takes é and e with a combining accent for equal; the bytes of the products are not.
  @Test func titlesThatOnlyLookAlikeStayApart() throws {
    let sample = try Sample()
    let header = "code,billable,short_title,long_title\n"
    let rows = "A00,0,Header,Header\nA000,1,Caf\u{E9},Caf\u{E9}\nA001,1,Cafe\u{301},Cafe\u{301}\n"
    try Data((header + rows).utf8).write(
      to: sample.registry.deletingLastPathComponent().appending(path: "c.csv"))
    try Data(
      "system,release,effective,until,role,layout,file,member,sha256,url\nicd10cm,c,2024-10-01,,codes,csv,c.csv,,,\n"
        .utf8
    ).write(to: sample.registry)
    #expect(try sample.codeset("build", "--quiet").status == 0)
    let bytes = try run(
      "sqlite3",
      [
        sample.output.appending(path: "codeset.sqlite").path,
        "SELECT hex(long_title) FROM code WHERE billable",
      ])
    #expect(bytes.output == "436166C3A9\n43616665CC81\n")
  }

  @Test(arguments: [
    ("code,billable,short_title,long_title\n", "expected codes, found a header row alone"),
    (
      "code,code,billable,short_title,long_title\nA00,A00,1,a,a\n",
      "expected one column code in the header row"
    ),
  ])
  func aCSVThatIsNoReleaseIsRefused(_ text: String, message: String) throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    try Data(text.utf8).write(to: sample.registry.deletingLastPathComponent().appending(path: "c.csv"))
    try Data(
      "system,release,effective,until,role,layout,file,member,sha256,url\nicd10cm,c,2024-10-01,,codes,csv,c.csv,,,\n"
        .utf8
    ).write(to: sample.registry)
    let outcome = try sample.codeset("build")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(differences(old, try files(in: sample.output)) == [])
  }
}
