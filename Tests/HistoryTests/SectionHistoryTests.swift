import CodeSetModel
import History
import TestSupport
import Testing

/// The chapters and blocks of several releases, dated.
@Suite("Chapters and blocks in time") struct SectionHistoryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The sections of each release, by range and title.
    var releases: [[(String, String)]]
    /// The end that a release states, where it does.
    var until: [Int: CalendarDay] = [:]
    var rows: [String]
  }

  static let cases = [
    Case(
      testDescription: "a section that stays goes on",
      releases: [[("A00-A09", "one")], [("A00-A09", "one")]],
      rows: ["A00-A09 one 2015-10-01 -"]),
    Case(
      testDescription: "another title is another row, after the first",
      releases: [[("A00-B99", "all"), ("A00-A09", "one")], [("A00-B99", "All"), ("A00-A09", "one")]],
      rows: ["A00-B99 all 2015-10-01 2016-10-01", "A00-B99 All 2016-10-01 -", "A00-A09 one 2015-10-01 -"]),
    Case(
      testDescription: "a new section comes where the list has it",
      releases: [
        [("A00-A09", "one"), ("A30", "three")], [("A00-A09", "one"), ("A20", "two"), ("A30", "three")],
      ],
      rows: ["A00-A09 one 2015-10-01 -", "A20 two 2016-10-01 -", "A30 three 2015-10-01 -"]),
    Case(
      testDescription: "a title that comes back",
      releases: [[("A00-A09", "one")], [("A00-A09", "two")], [("A00-A09", "one")]],
      rows: [
        "A00-A09 one 2015-10-01 2016-10-01", "A00-A09 two 2016-10-01 2017-10-01",
        "A00-A09 one 2017-10-01 -",
      ]),
    Case(
      testDescription: "nothing is said of days between two releases",
      releases: [[("A00-A09", "one")], [("A00-A09", "one")]], until: [0: "2016-04-01"],
      rows: ["A00-A09 one 2015-10-01 2016-04-01", "A00-A09 one 2016-10-01 -"]),
  ]

  @Test(arguments: cases, [0, 1, 2])
  func aSectionHasARowForEachRunOfReleases(_ example: Case, resumedAfter count: Int) throws {
    var builder = HistoryBuilder(.icd10cm)
    for (place, sections) in example.releases.enumerated() {
      // The same when the history is taken up in between.
      if place == count, place > 0 {
        builder = HistoryBuilder(resuming: builder.finish(conversions: []).history)
      }
      var edition = try SampleRelease(
        "fy\(2016 + place)", CalendarDay(2015 + place, 10, 1), until: example.until[place],
        [SampleCode("A00")]
      ).edition()
      edition.sections = sections.map { range, title in
        Section(
          kind: .block, section: range, number: nil, title: title, parent: nil, of: edition.release)
      }
      _ = builder.add(edition, addenda: nil)
    }
    let rows = builder.finish(conversions: []).history.sections.map {
      "\($0.section) \($0.title) \($0.validFrom) \($0.validTo?.description ?? "-")"
    }
    #expect(rows == example.rows)
  }
}
