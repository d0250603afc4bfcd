import Foundation
import TestSupport
import Testing

/// Releases that came between two of the build and are not in it: left out by choice, or missing from the registry.
@Suite struct ReleasesInBetweenTests {
  private static let y1 = SeriesRelease(
    "y1", "2019-10-01",
    [
      ("A00", false, "Cholera"), ("A000", true, "Cholera, old form"), ("A001", true, "Cholera, gone"),
      ("A009", true, "Cholera, unspecified"), ("A01", true, "Typhoid fever"),
    ])
  private static let y2 = SeriesRelease("y2", "2020-10-01", y1.codes)
  private static let y3 = SeriesRelease(
    "y3", "2021-10-01",
    [
      ("A00", false, "Cholera"), ("A000", true, "Cholera, first form"), ("A002", true, "Cholera, new"),
      ("A009", true, "Cholera, unspecified"), ("A01", false, "Typhoid fever"),
      ("A010", true, "Typhoid fever, mild"),
    ])

  /// - Parameter isRegistered: whether the registry has the release in between.
  private func built(isRegistered: Bool) throws -> Sample {
    let sample = try Sample()
    try sample.register(isRegistered ? [Self.y1, Self.y2, Self.y3] : [Self.y1, Self.y3])
    try sample.codeset("build", "--quiet", "--release", "y1", "--release", "y3").succeeded()
    return sample
  }

  @Test(arguments: [true, false])
  func whatOneOfTheReleasesAroundHasIsNotKnown(isRegistered: Bool) throws {
    let sample = try built(isRegistered: isRegistered)
    let label = isRegistered ? "y2" : "fy2021"
    #expect(
      try sqliteColumn(sample.database, "SELECT release || ' ' || effective || ' ' || until FROM release_gap")
        == [.text("\(label) 2020-10-01 2021-10-01")])
    let missing = "no release between 2019-10-01 and 2021-10-01 is in this build\n"
    for (code, title, printed) in [
      ("A00.2", "Cholera, new", "first printed in y3"), ("A00.1", "Cholera, gone", "last printed in y1"),
      ("A01", "Typhoid fever", "printed before and after, once as a header"),
    ] {
      let outcome = try sample.codeset("lookup", code, "--on", "2021-03-01")
      #expect(outcome.status == 1)
      #expect(
        outcome.errors
          == "codeset: \(code) \(title): whether it was in force on 2021-03-01 is not known; \(printed); \(missing)"
      )
    }
    // What both have was in force in between; and before, a release says what was.
    #expect(try sample.codeset("lookup", "A00.9", "--on", "2021-03-01").status == 0)
    #expect(try sample.codeset("lookup", "A00.1", "--on", "2020-09-30").status == 0)
    let before = try sample.codeset("lookup", "A00.2", "--on", "2020-09-30")
    #expect(before.errors.contains("A00.2 Cholera, new is not in force on 2020-09-30; it is from 2021-10-01"))

    let new = try sample.codeset("lookup", "A00.2").succeeded().output
    #expect(new.contains("(first printed in y3; no release between 2019-10-01 and then is in this build)"))
    let gone = try sample.codeset("lookup", "A00.1").succeeded().output
    #expect(gone.contains("(last printed in y1; no release between 2019-10-01 and then is in this build)"))
    for day in ["2021-03-01", "2021-10-01"] {
      let retitled = try sample.codeset("lookup", "A00.0", "--on", day).succeeded().output
      #expect(retitled.contains("or with \(label) of 2020-10-01, which is not in this build"))
    }
  }

  @Test func aClaimOnSuchADayIsNotJudged() throws {
    let sample = try built(isRegistered: false)
    let claims = "code,day\nA00.2,2021-03-01\nA00.1,2021-03-01\nA00.9,2021-03-01\nA00.1,2020-03-01\n"
    let checked = try run(
      codesetPath, ["check", "--quiet", "--date", "day", "--database", sample.database.path],
      input: Data(claims.utf8))
    let rows = checked.output.split(separator: "\n").dropFirst()
    #expect(rows.map { $0.split(separator: ",")[2] } == ["not_held", "not_held", "valid", "valid"])
    #expect(
      rows.first?.hasSuffix(
        "its releases cover the days from 2019-10-01, without those from 2020-10-01 until 2021-10-01\"")
        == true)
  }

  @Test func stagesOneByOneMakeTheSame() throws {
    let sample = try built(isRegistered: true)
    let whole = try Data(contentsOf: sample.database)
    let choice = ["--release", "y1", "--release", "y3"]
    for label in ["y1", "y3"] {
      for stage in ["ingest", "normalize", "validate"] {
        try sample.codeset(stage, "icd10cm", label).succeeded()
      }
    }
    try sample.codeset(["history", "icd10cm"] + choice).succeeded()
    // Taken up where it ended.
    try sample.codeset(["history", "icd10cm"] + choice).succeeded()
    try sample.codeset(["emit", "sqlite"] + choice).succeeded()
    #expect(try Data(contentsOf: sample.database) == whole)
  }

  /// What the registry states of a release needs no release after it.
  @Test func aStatedEndLeavesTheDaysAfterItOpenAlone() throws {
    let sample = try Sample()
    let first = SeriesRelease("y1", "2019-10-01", until: "2021-10-01", Self.y1.codes)
    try sample.register([first, Self.y3])
    try sample.codeset("build", "--quiet").succeeded()
    #expect(try sqliteColumn(sample.database, "SELECT count(*) FROM release_gap") == [0])
    #expect(try sample.codeset("lookup", "A00.1", "--on", "2021-03-01").status == 0)
  }

  /// A code set that has ended has ended, whichever of its releases are chosen.
  @Test func theEndOfACodeSetIsNotLeftOut() throws {
    let sample = try Sample()
    try sample.register([Self.y1, SeriesRelease("y2", "2020-10-01", until: "2021-10-01", Self.y2.codes)])
    try sample.codeset("build", "--quiet", "--release", "y1").succeeded()
    let code = try sample.codeset("lookup", "A00.9").succeeded().output
    #expect(code.contains("\nbillable    was billable until 2021-10-01\n"))
  }

  /// ICD-9-CM: v28, of October 2010, is in no registry.
  @Test(.needsReleases) func theYearThatTheOfficialRegistryLacksIsNotKnown() throws {
    let sample = try Sample()
    let registry = try #require(officialRegistry).path
    try sample.codeset(
      ["build", "--quiet", "--registry", registry] + ["icd9cm", "icd9pcs"].flatMap { ["--system", $0] }
    ).succeeded()
    for (code, printed) in [
      ("278.03", "first printed in v29"), ("V85.41", "first printed in v29"),
      ("85.55", "first printed in v29"),
      ("488.1", "last printed in v27"),
    ] {
      let outcome = try sample.codeset("lookup", code, "--on", "2010-11-15")
      #expect(outcome.status == 1)
      #expect(
        outcome.errors.contains("whether it was in force on 2010-11-15 is not known; \(printed); no release"))
    }
    #expect(try sample.codeset("lookup", "401.9", "--on", "2010-11-15").status == 0)

    // Headers that the files do not list are above codes of two code sets.
    #expect(
      try sample.codeset("lookup", "401").errors.contains(
        "below it: 401.0, 401.1, 401.9 (ICD-9-CM), 40.11, 40.19 (ICD-9-CM Volume 3);"))
    let checked = try run(
      codesetPath, ["check", "--quiet", "--on", "2014-01-01", "--database", sample.database.path],
      input: Data("code\n345.1\n34.5\n".utf8))
    #expect(
      checked.output.split(separator: "\n").dropFirst() == [
        "345.1,unknown,,,\"one of 345.10, 345.11?\"", "34.5,unknown,,,\"one of 34.51, 34.52, 34.59?\"",
      ])
  }
}
