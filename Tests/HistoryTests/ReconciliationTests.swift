import CodeSetModel
import History
import TestSupport
import Testing

private let header = SampleCode("O34", false)

/// The changes of a release beside the publisher's addenda.
@Suite struct ReconciliationTests {
  private static let before = [
    header, SampleCode("O341"), SampleCode("O342"), SampleCode("O343", true, "Old"),
  ]
  private static let after = [
    header, SampleCode("O341", false), SampleCode("O3411"), SampleCode("O343", true, "New"),
  ]
  private static let rows = [
    addendaLine(.delete, "O341"), addendaLine(.add, "O341", false), addendaLine(.add, "O3411"),
    addendaLine(.delete, "O342"), addendaLine(.reviseFrom, "O343", true, "Old"),
    addendaLine(.reviseTo, "O343", true, "New"),
  ]
  private static let footer = sampleFooter(
    headers: (1, 2), codes: (3, 2), additions: 1, deletions: 2, revisions: 1, headerAdditions: 1)

  private func reconcile(
    _ rows: [String] = Self.rows, _ footer: [String] = Self.footer, before: [SampleCode] = Self.before,
    after: [SampleCode] = Self.after
  ) throws -> SampleHistory {
    try SampleHistory([
      SampleRelease("fy2024", "2023-10-01", before),
      SampleRelease("fy2025", "2024-10-01", addenda: rows + footer, after),
    ])
  }

  @Test func everyChangeIsMatched() throws {
    let sample = try reconcile()
    #expect(sample.findings == [])
    #expect(
      sample.reconciled == [
        "fy2025 fy2024 delete O341 matched", "fy2025 fy2024 add O341 matched",
        "fy2025 fy2024 add O3411 matched", "fy2025 fy2024 delete O342 matched",
        "fy2025 fy2024 revise O343 matched",
      ])
    #expect(sample.history.reconciliations.map(\.line) == [1, 2, 3, 4, 5])
  }

  /// One row of the addenda altered: the row is named.
  @Test func aTitleThatTheFilesDoNotHaveIsAnError() throws {
    var rows = Self.rows
    rows[5] = addendaLine(.reviseTo, "O343", true, "Newer")
    let sample = try reconcile(rows)
    #expect(
      sample.findings == [
        "fy2025-addenda.txt:5: error: expected the files of fy2024 and fy2025 to revise O343 1 \"Old\" \"Old\" to "
          + "1 \"Newer\" \"Newer\", found 1 \"Old\" \"Old\" to 1 \"New\" \"New\" [unexplained-change]"
      ])
    #expect(sample.reconciled.contains("fy2025 fy2024 revise O343 missing_in_files"))
    #expect(sample.reconciled.contains("fy2025 fy2024 revise O343 missing_in_addenda"))
  }

  /// One code dropped from the order file: its line in the release before is named.
  @Test func aChangeThatTheAddendaLeaveOutIsAnError() throws {
    let sample = try reconcile(after: Array(Self.after.dropLast()))
    #expect(
      sample.findings == [
        "fy2025-addenda.txt:21: error: expected 2 codes (after), found 1 in fy2025.txt [footer-counts]",
        "fy2024.txt:4: error: expected the addenda to delete O343 1 \"Old\" \"Old\" since fy2024, found nothing of it "
          + "in fy2025-addenda.txt [unexplained-change]",
        "fy2025-addenda.txt:5: error: expected the files of fy2024 and fy2025 to revise O343 1 \"Old\" \"Old\" to "
          + "1 \"New\" \"New\", found no such change [unexplained-change]",
      ])
  }

  @Test(arguments: [
    (9, "  7 headers in before.txt", "expected 7 headers (before), found 1 in fy2024.txt"),
    (20, "  7 codes in before.txt", "expected 7 codes (before), found 3 in fy2024.txt"),
    (21, "  7 codes in after.txt", "expected 7 codes (after), found 2 in fy2025.txt"),
    (22, "  7 additions", "expected 7 codes (additions), found 1 above the footer"),
    (23, "  7 deletions", "expected 7 codes (deletions), found 2 above the footer"),
  ])
  func aFigureOfTheFooterThatIsNotWhatIsCountedIsAnError(line: Int, text: String, message: String) throws {
    var lines = Self.rows + Self.footer
    lines[line - 1] = text
    let sample = try reconcile(lines, [])
    #expect(sample.findings == ["fy2025-addenda.txt:\(line): error: \(message) [footer-counts]"])
  }

  /// Cumulative addenda, as those of January 2021: relative to the release before the last one.
  @Test func theBaselineIsFound() throws {
    let meanwhile = [header, SampleCode("O341"), SampleCode("O343", true, "Old")]
    let sample = try SampleHistory([
      SampleRelease("fy2020", "2019-10-01", Self.before), SampleRelease("fy2021", "2020-10-01", meanwhile),
      SampleRelease("fy2021-january", "2021-01-01", addenda: Self.rows + Self.footer, Self.after),
    ])
    #expect(
      sample.findings == [
        "fy2021-january-addenda.txt:1: note: expected addenda relative to fy2021, found them relative to fy2020 "
          + "[other-baseline]"
      ])
    #expect(sample.history.reconciliations.map(\.baseline) == Array(repeating: "fy2020", count: 5))
  }

  /// Some mid-year editions are not held: the footer's old counts tell.
  @Test func aBaselineThatIsNotHeldIsAWarning() throws {
    let footer = sampleFooter(
      headers: (1, 2), codes: (73_674, 2), additions: 1, deletions: 2, revisions: 1, headerAdditions: 1)
    let sample = try reconcile(Self.rows, footer, before: [header, SampleCode("O341")])
    #expect(
      sample.findings == [
        "fy2025-addenda.txt:20: warning: expected the baseline of fy2025 (73,674 codes) among the loaded releases, found "
          + "none; it must lie after fy2024 of 2023-10-01 and before 2024-10-01; since fy2024, 3 changes "
          + "differ [baseline-not-held]"
      ])
    #expect(sample.history.reconciliations.map(\.baseline) == Array(repeating: nil, count: 5))
    #expect(sample.history.reconciliations.allSatisfy { $0.outcome == .baselineNotHeld })
  }

  @Test func withoutAFooterTheNumberOfRowsTellsTheBaseline() throws {
    let sample = try reconcile([addendaLine(.add, "O3411")], [])
    #expect(
      sample.findings == [
        "fy2025-addenda.txt:1: warning: expected the baseline of fy2025 (3 rows) among the loaded releases, found none; "
          + "it must lie after fy2024 of 2023-10-01 and before 2024-10-01; since fy2024, 4 changes differ "
          + "[baseline-not-held]",
        "fy2025-addenda.txt:1: error: expected the publisher's footer of counts, since the addenda do not fit fy2024, "
          + "found none [footer-missing]",
      ])
  }

  /// Addenda cut off in their rows: without a footer nothing tells that the baseline is in the build.
  @Test func addendaThatBreakOffAreAnError() throws {
    let sample = try reconcile(Array(Self.rows.dropLast(3)), [])
    #expect(sample.findings.contains { $0.contains("error") && $0.contains("[footer-missing]") })
    #expect(try reconcile(Self.rows, []).findings == [])
  }

  /// Before the first release of a history nothing is missing.
  @Test func theAddendaOfTheFirstReleaseAreANote() throws {
    let sample = try SampleHistory([
      SampleRelease("fy2025", "2024-10-01", addenda: Self.rows + Self.footer, Self.after)
    ])
    #expect(
      sample.findings == [
        "fy2025-addenda.txt:1: note: expected the release before fy2025 (3 codes) among those loaded, found none "
          + "[baseline-not-held]"
      ])
  }

  /// Without the baseline, the addenda can still contradict the release itself.
  @Test(arguments: [
    (addendaLine(.add, "O349"), "add O349 1 \"Title of O349\" \"Title of O349\", found no such code"),
    (
      addendaLine(.delete, "O343", true, "New"),
      "delete O343 1 \"New\" \"New\", found 1 \"New\" \"New\""
    ),
  ])
  func addendaThatContradictTheReleaseAreAnError(row: String, message: String) throws {
    let sample = try SampleHistory([SampleRelease("fy2025", "2024-10-01", addenda: [row], Self.after)])
    #expect(
      sample.findings.first
        == "fy2025-addenda.txt:1: error: expected fy2025 as its addenda say, \(message) [unexplained-change]")
  }
}
