import CodeSetModel
import History
import TestSupport
import Testing

private let header = SampleCode("O34", false)

/// A row per code and interval in which nothing of it changed.
@Suite struct IntervalTests {
  @Test func aReleaseThatChangesNothingAddsNoRows() throws {
    let codes = [header, SampleCode("O341"), SampleCode("O342")]
    let sample = try SampleHistory([
      SampleRelease("fy2024", "2023-10-01", codes), SampleRelease("fy2024-april", "2024-04-01", codes),
    ])
    #expect(sample.intervals == ["O34 2023-10-01 -", "O341 2023-10-01 -", "O342 2023-10-01 -"])
    #expect(sample.changes.isEmpty)
    #expect(sample.history.releases.map(\.until) == ["2024-04-01", nil])
    #expect(sample.history.codes.map(\.release) == ["fy2024", "fy2024", "fy2024"])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var before: [SampleCode]
    var after: [SampleCode]
    var intervals: [String]
    var changes: [String]
  }

  static let cases = [
    Case(
      testDescription: "a new code", before: [header, SampleCode("O341")],
      after: [header, SampleCode("O341"), SampleCode("O342")],
      intervals: ["O34 2015-10-01 -", "O341 2015-10-01 -", "O342 2016-10-01 -"],
      changes: ["fy2017 added O342"]),
    Case(
      testDescription: "a retired code stays where it stood",
      before: [header, SampleCode("O341"), SampleCode("O342"), SampleCode("O343")],
      after: [header, SampleCode("O341"), SampleCode("O343")],
      intervals: [
        "O34 2015-10-01 -", "O341 2015-10-01 -", "O342 2015-10-01 2016-10-01", "O343 2015-10-01 -",
      ], changes: ["fy2017 removed O342"]),
    Case(
      testDescription: "another long title", before: [header, SampleCode("O341", true, "Tumor,")],
      after: [header, SampleCode("O341", true, "Tumor")],
      intervals: ["O34 2015-10-01 -", "O341 2015-10-01 2016-10-01", "O341 2016-10-01 -"],
      changes: ["fy2017 retitled O341"]),
    Case(
      testDescription: "another short title",
      before: [header, SampleCode("O341", short: "Titel")],
      after: [header, SampleCode("O341", short: "Title")],
      intervals: ["O34 2015-10-01 -", "O341 2015-10-01 2016-10-01", "O341 2016-10-01 -"],
      changes: ["fy2017 short_retitled O341"]),
    Case(
      testDescription: "a code becomes a header", before: [header, SampleCode("O341")],
      after: [header, SampleCode("O341", false), SampleCode("O3411")],
      intervals: [
        "O34 2015-10-01 -", "O341 2015-10-01 2016-10-01", "O341 2016-10-01 -", "O3411 2016-10-01 -",
      ], changes: ["fy2017 became_header O341", "fy2017 added O3411"]),
    Case(
      testDescription: "a header becomes billable, with another title",
      before: [header, SampleCode("O341", false), SampleCode("O3411")],
      after: [header, SampleCode("O341", true, "Another")],
      intervals: [
        "O34 2015-10-01 -", "O341 2015-10-01 2016-10-01", "O341 2016-10-01 -", "O3411 2015-10-01 2016-10-01",
      ], changes: ["fy2017 became_billable O341", "fy2017 retitled O341", "fy2017 removed O3411"]),
    Case(
      testDescription: "a new header between a code and its parent",
      before: [header, SampleCode("O3411")], after: [header, SampleCode("O341", false), SampleCode("O3411")],
      intervals: [
        "O34 2015-10-01 -", "O341 2016-10-01 -", "O3411 2015-10-01 2016-10-01", "O3411 2016-10-01 -",
      ], changes: ["fy2017 added O341"]),
    Case(
      testDescription: "the published order turns", before: [header, SampleCode("O341"), SampleCode("O342")],
      after: [header, SampleCode("O342"), SampleCode("O341")],
      intervals: ["O34 2015-10-01 -", "O342 2015-10-01 -", "O341 2015-10-01 -"], changes: []),
  ]

  @Test(arguments: cases)
  func aRowForEachIntervalInWhichNothingChanged(_ change: Case) throws {
    let sample = try SampleHistory([
      SampleRelease("fy2016", "2015-10-01", change.before),
      SampleRelease("fy2017", "2016-10-01", change.after),
    ])
    #expect(sample.intervals == change.intervals)
    #expect(sample.changes == change.changes)
    #expect(sample.history.codes.map(\.id) == Array(1...change.intervals.count))
  }

  @Test func aCodeThatComesBackHasAGapBetweenItsRows() throws {
    let sample = try SampleHistory([
      SampleRelease("fy2016", "2015-10-01", [header, SampleCode("O341"), SampleCode("O342")]),
      SampleRelease("fy2017", "2016-10-01", [header, SampleCode("O342")]),
      SampleRelease("fy2018", "2017-10-01", [header, SampleCode("O341"), SampleCode("O342")]),
    ])
    #expect(
      sample.intervals == [
        "O34 2015-10-01 -", "O341 2015-10-01 2016-10-01", "O341 2017-10-01 -", "O342 2015-10-01 -",
      ])
    #expect(sample.changes == ["fy2017 removed O341", "fy2018 added O341"])
  }

  /// The order number is that of the newest release that prints a row, so that it sorts the current codes.
  @Test func theOrderNumberIsTheNewestOneAndTheLineThatOfTheFirstRelease() throws {
    let sample = try SampleHistory([
      SampleRelease("fy2016", "2015-10-01", [header, SampleCode("O342")]),
      SampleRelease("fy2017", "2016-10-01", [header, SampleCode("O341"), SampleCode("O342")]),
    ])
    let last = try #require(sample.history.codes.last)
    #expect(last.ordinal == 3)
    #expect(last.sourceLine == 2)
    #expect(last.release == "fy2016")
  }

  /// What was in force between the end of one release and the beginning of the next is not known.
  @Test func aGapEndsEveryRow() throws {
    let sample = try SampleHistory([
      SampleRelease("fy2016", "2015-10-01", until: "2016-10-01", [header]),
      SampleRelease("fy2018", "2017-10-01", [header]),
    ])
    #expect(sample.intervals == ["O34 2015-10-01 2016-10-01", "O34 2017-10-01 -"])
    #expect(
      sample.findings == [
        "fy2018.txt:1: warning: expected the releases of icd10cm in between too, found fy2016 from 2015-10-01 until 2016-10-01 "
          + "and fy2018 from 2017-10-01; what was in force from 2016-10-01 on is not known [release-gap]"
      ])
  }

  @Test(arguments: [("2016-10-01", "2016-10-01", nil), ("2016-10-01", "2017-10-01", "2018-10-01")])
  func releasesThatDoNotFollowEachOtherAreAnError(
    first: CalendarDay, second: CalendarDay, until: CalendarDay?
  ) throws {
    let sample = try SampleHistory([
      SampleRelease("one", first, until: until, [header]), SampleRelease("two", second, [header]),
    ])
    let end = until.map { " until \($0)" } ?? ""
    #expect(
      sample.findings == [
        "two.txt:1: error: expected releases of icd10cm that follow each other, found one from \(first)\(end) and two from "
          + "\(second) [release-sequence]"
      ])
  }

  /// S42.001 has a counterpart while there is one: a family's pivots hold as long as both of their rows.
  @Test func aPivotHoldsAsLongAsBothOfItsRows() throws {
    func clavicle(_ code: String, _ side: String) -> SampleCode {
      SampleCode(code, true, "Fracture of \(side) clavicle")
    }
    let category = SampleCode("S42", false)
    let right = clavicle("S42001", "right")
    let sample = try SampleHistory([
      SampleRelease("fy2016", "2015-10-01", [category, right, clavicle("S42002", "left")]),
      SampleRelease(
        "fy2017", "2016-10-01",
        [category, right, SampleCode("S42002", true, "Fracture of the left clavicle")]),
      SampleRelease("fy2018", "2017-10-01", [category, right]),
    ])
    let history = sample.history
    let steps = history.pivots.map { pivot in
      [history.codes[pivot.code], history.codes[pivot.target]].map { "\($0.code) \($0.validFrom)" }
    }
    // Without a family, S42.001 is another row.
    #expect(
      sample.intervals == [
        "S42 2015-10-01 -", "S42001 2015-10-01 2017-10-01", "S42001 2017-10-01 -",
        "S42002 2015-10-01 2016-10-01", "S42002 2016-10-01 2017-10-01",
      ])
    #expect(
      steps == [
        ["S42001 2015-10-01", "S42002 2015-10-01"], ["S42001 2015-10-01", "S42002 2016-10-01"],
        ["S42002 2015-10-01", "S42001 2015-10-01"], ["S42002 2016-10-01", "S42001 2015-10-01"],
      ])
  }

  /// A history that is taken up where it ended is the same as one made at once.
  @Test(arguments: 1...3)
  func takingUpAHistoryIsTheSameAsMakingItAtOnce(held: Int) throws {
    let releases = [
      SampleRelease("fy2016", "2015-10-01", IntervalTests.cases[5].before),
      SampleRelease(
        "fy2017", "2016-10-01",
        addenda: [addendaLine(.delete, "O3411"), addendaLine(.delete, "O341", false)]
          + [addendaLine(.add, "O341", true, "Another")], IntervalTests.cases[5].after),
      SampleRelease("fy2018", "2017-10-01", IntervalTests.cases[4].after),
      SampleRelease("fy2019", "2018-10-01", IntervalTests.cases[1].after),
    ]
    var builder = HistoryBuilder(.icd10cm)
    for release in releases[..<held] {
      _ = builder.add(try release.edition(), addenda: try release.readAddenda())
    }
    builder = HistoryBuilder(resuming: builder.finish(conversions: []).history)
    for release in releases[held...] {
      _ = builder.add(try release.edition(), addenda: try release.readAddenda())
    }
    #expect(try isSame(builder.finish(conversions: []).history, SampleHistory(releases).history))
  }
}

/// Whether two histories have the same rows in all tables.
func isSame(_ one: SystemHistory, _ other: SystemHistory) -> Bool {
  one.releases == other.releases && one.codes == other.codes && one.mentions == other.mentions
    && one.families == other.families && one.pivots == other.pivots && one.changes == other.changes
    && one.reconciliations == other.reconciliations && one.replacements == other.replacements
    && one.rejected == other.rejected
}
