import CodeSetModel
import History
import TestSupport
import Testing

private let category = SampleCode("U07", false)

/// What the conversion table says of a code, and of its first day.
@Suite struct ConversionTests {
  private static let releases = [
    SampleRelease(
      "fy2020", "2019-10-01",
      [SampleCode("H02", false)] + ["H02101", "H02102", "H02106", "H02109", "H02201"].map { SampleCode($0) }
        + [SampleCode("T15", false), SampleCode("T151"), SampleCode("T16", false), SampleCode("T161")]),
    SampleRelease(
      "fy2021", "2020-10-01",
      [SampleCode("H02", false)] + ["H02101", "H02151", "H02201"].map { SampleCode($0) }
        + [SampleCode("T15", false), SampleCode("T151"), SampleCode("T16", false), SampleCode("T161")]
        + [category, SampleCode("U071")]),
  ]

  private func convert(_ records: [(String, String, String)]) throws -> SampleHistory {
    let table = ConversionTable(
      release: "fy2021", file: "table.csv",
      records: records.enumerated().map { place, record in
        ConversionRecord(code: record.0, effective: record.1, previous: record.2, line: place + 3)
      })
    return try SampleHistory(Self.releases, conversions: [table])
  }

  @Test(arguments: [
    ("H02.101", ["H02101"]), ("H02.101, H02.102", ["H02101", "H02102"]),
    ("H02.101; H02.102", ["H02101", "H02102"]), ("H02.101 and H02.102", ["H02101", "H02102"]),
    ("H02.101 AND H02.102", ["H02101", "H02102"]), ("H02.101 & H02.102", ["H02101", "H02102"]),
    ("H02.101, H02.102 and H02.109", ["H02101", "H02102", "H02109"]),
    ("H02.101-H02.106; H02.109", ["H02101", "H02102", "H02106", "H02109"]),
    ("H02.101-H02.102 and H02.101", ["H02101", "H02102"]),
    ("Codes in Categories T15-T19", ["T15", "T16"]),
    ("H02.109 AND Code from categories T15-T16", ["H02109", "T15", "T16"]),
    ("H02.101 and a code from T15-", ["H02101", "T15"]), ("T15.- and H02.201", ["T15", "H02201"]),
    ("None", [nil]),
  ])
  func listsAndRangesAreExpandedAgainstTheCodesThatExistedThen(previous: String, codes: [String?]) throws {
    let sample = try convert([("H02.151", "2020", previous)])
    #expect(sample.findings == [])
    #expect(sample.history.replacements.map(\.previousCode) == codes)
    #expect(
      sample.history.replacements.allSatisfy {
        $0.code == "H02151" && $0.effective == "2020-10-01" && $0.release == "fy2021" && $0.sourceLine == 3
      })
  }

  @Test(arguments: [
    ("2020", "2020-10-01"), ("43922", "2020-04-01"), ("44197", "2021-01-01"), ("2020-04-01", "2020-04-01"),
    ("2020-02-29", "2020-02-29"),
  ])
  func aYearMeansOctoberAndALargeNumberCountsDays(effective: String, day: CalendarDay) throws {
    let sample = try convert([("U07.1", effective, "None")])
    #expect(sample.history.replacements.map(\.effective) == [day])
  }

  @Test(arguments: [
    ("U07.1", "soon", "None"), ("U07.1", "2022-02-30", "None"), ("U07.1", "2022-13-01", "None"),
    ("U07.1", "99999999", "None"), ("U07.1", "2020", ""), ("U07.1", "2020", "H02.101 or H02.102"),
    ("no code", "2020", "None"), ("U07.1", "2020", "H02.101-H02.102-H02.103"),
    ("U07.1", "+2020", "None"), ("U07.1", "-2020", "None"), ("U07.1", "+202", "None"),
    ("H02.151", "2020", "H02.109-H02.101"),
  ])
  func whatIsNotUnderstoodIsAWarning(code: String, effective: String, previous: String) throws {
    let sample = try convert([(code, effective, previous)])
    #expect(
      sample.findings == [
        "table.csv:3: warning: expected a code, a date and codes, found '\(code)', '\(effective)', '\(previous)' "
          + "[conversion-notation]"
      ])
    #expect(sample.history.replacements.isEmpty)
  }

  @Test func aPredecessorThatNeverExistedIsAWarningAndStays() throws {
    let sample = try convert([("H02.151", "2020", "H02.999"), ("H02.888", "2020", "H02.101")])
    #expect(
      sample.findings == [
        "table.csv:3: warning: expected a code that existed before 2020-10-01, found H02999 [conversion-code]",
        "table.csv:4: warning: expected a code of a release, found H02888, which none has [conversion-code]",
      ])
    #expect(sample.history.replacements.map(\.previousCode) == ["H02999", "H02101"])
  }

  /// U07.1 was in force from April 2020 and first printed in FY2021, and so was the category above it.
  @Test func aCodeIsInForceFromTheDayThatTheTableStates() throws {
    let sample = try convert([("U07.1", "43922", "None")])
    #expect(sample.findings == [])
    let dated = sample.history.codes.filter { $0.validFromBasis == .conversion }
    #expect(dated.map(\.code) == ["U07", "U071"])
    #expect(dated.map(\.validFrom) == ["2020-04-01", "2020-04-01"])
    let added = sample.history.changes.filter { $0.kind == .added && $0.code.hasPrefix("U07") }
    #expect(added.map(\.effective) == ["2020-04-01", "2020-04-01"])
    #expect(sample.history.codes.filter { $0.code == "H02151" }.map(\.validFrom) == ["2020-10-01"])
  }

  /// Before the first release nothing shows what a range held: its ends are, and a note says so.
  @Test func aRangeFromBeforeTheHistoryKeepsItsEnds() throws {
    let sample = try convert([
      ("H02.151", "2019", "H02.101-H02.106"), ("H02.151", "2018", "Codes in categories T15-T19"),
    ])
    #expect(
      sample.findings.first
        == "table.csv:3: note: expected a loaded release of the day before each range of codes, found none for 2 of "
        + "them, whose two ends alone are taken [conversion-code]")
    #expect(sample.history.replacements.map(\.previousCode) == ["H02101", "H02106", "T15", "T19"])
  }

  /// The table of FY2025 states some pairs twice; two spellings of a code and a day are one statement.
  @Test func whatIsStatedTwiceStandsOnce() throws {
    let sample = try convert([
      ("H02.151", "2020", "H02.101 and H02.102"), ("H02151", "2020-10-01", "H02.102; H02.109"),
    ])
    #expect(sample.findings == [])
    #expect(sample.history.replacements.map(\.previousCode) == ["H02101", "H02102", "H02109"])
    #expect(sample.history.replacements.map(\.sourceLine) == [3, 3, 4])
  }

  /// In the first release in the build everything is new: only what the table names is older.
  @Test func noHeaderOfTheFirstReleaseIsBackdated() throws {
    let table = ConversionTable(
      release: "fy2021", file: "table.csv",
      records: [ConversionRecord(code: "U07.1", effective: "43922", previous: "None", line: 3)])
    let sample = try SampleHistory([Self.releases[1]], conversions: [table])
    let dated = sample.history.codes.filter { $0.validFromBasis == .conversion }
    #expect(dated.map(\.code) == ["U071"])
  }

  /// A release that was in force on that day, and does not print the code, knows better.
  @Test func aReleaseThatLacksTheCodeIsBelieved() throws {
    let sample = try convert([("U07.1", "2018", "None")])
    #expect(
      sample.findings == [
        "table.csv:3: warning: expected U071, in force from 2018-10-01, in fy2020 of 2019-10-01, found no such code "
          + "[conversion-date]"
      ])
    #expect(sample.history.codes.allSatisfy { $0.validFromBasis == .release })
  }

  /// What the newest table says of a code holds: FY2025 corrects FY2020.
  @Test func theNewestTableHolds() throws {
    let tables = [("fy2021", "H02.102"), ("fy2020", "H02.101")].map { release, previous in
      ConversionTable(
        release: release, file: "\(release).csv",
        records: [ConversionRecord(code: "H02.151", effective: "2020", previous: previous, line: 3)])
    }
    let sample = try SampleHistory(Self.releases, conversions: tables)
    #expect(sample.history.replacements.map(\.previousCode) == ["H02102"])
    #expect(sample.history.replacements.map(\.release) == ["fy2021"])
  }
}
