import Foundation
import TestSupport
import Testing

/// What was in force on a day, beside the answers of a script that reads the published files alone
/// (`Tests/Fixtures/day_oracle.py`).
@Suite struct OfficialDayTests {
  private static let systems = ["icd10cm", "icd10pcs", "icd9cm", "icd9pcs"]

  @Test(.needsReleases)
  func aScriptThatReadsTheFilesAloneHasTheSameAnswers() throws {
    let sample = try Sample()
    let registry = try #require(officialRegistry).path
    try sample.codeset(
      ["build", "--quiet", "--registry", registry] + Self.systems.flatMap { ["--system", $0] }
    ).succeeded()

    let fixtures = project.appending(path: "Tests/Fixtures")
    let answers = try run(
      "python3", [fixtures.appending(path: "day_oracle.py").path, registry, "14", "2000"]
    ).succeeded()
    let compared = try run(
      "python3", [fixtures.appending(path: "day_agreement.py").path, sample.database.path],
      input: Data(answers.output.utf8)
    ).succeeded()
    #expect(compared.errors == "2000\n")
    #expect(compared.output == "system,code,day,expected,expected title,found,found title\n")

    // As the footers of the addenda after them say.
    let derived = try sqlite(
      sample.database,
      "SELECT effective, billable_count FROM release WHERE basis = 'addenda' ORDER BY effective")
    #expect(
      derived.map { [$0["effective"], $0["billable_count"]] } == [
        ["2021-10-01", 78220], ["2022-10-01", 78496], ["2023-10-01", 78603], ["2025-04-01", 78986],
      ])
    let gaps = "SELECT system || ' ' || release FROM release_gap ORDER BY 1"
    #expect(
      try sqliteColumn(sample.database, gaps) == ["icd10pcs fy2021", "icd9cm v28", "icd9pcs v28"])
    let unmatched = """
      SELECT count(*) FROM reconciliation WHERE outcome <> 'matched' AND system = 'icd10pcs' AND release <> 'fy2016'
      """
    #expect(try sqliteColumn(sample.database, unmatched) == [0])
  }
}
