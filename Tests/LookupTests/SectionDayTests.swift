import Foundation
import TestSupport
import Testing

/// Chapters and blocks as the tabular lists of several releases print them, asked for by day.
@Suite("Chapters and blocks on a day") struct SectionDayTests {
  @Test(arguments: [
    ("2020-10-01", "Endocrine disorders"), ("2021-09-30", "Endocrine disorders"),
    ("2021-10-01", "Endocrine, nutritional and metabolic diseases"),
    // Without a list, the declaration of the program.
    ("2022-10-01", "Endocrine, nutritional and metabolic diseases"),
  ])
  func aCodeIsUnderTheChapterOfThatDay(day: String, title: String) throws {
    let outcome = try sample().codeset("lookup", "E08", "--on", day)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.split(separator: "\n").contains { $0.hasSuffix("E00-E89  \(title)") })
    let chapter = try sample().codeset("lookup", "E00-E89", "--on", day)
    #expect(chapter.output.hasPrefix("E00-E89  \(title)\n"))
  }

  @Test func aBlockIsWhereTheListPrintsIt() throws {
    let sample = try sample()
    let rows = try run(
      "sqlite3",
      [
        sample.database.path,
        "SELECT section, valid_from, valid_to FROM code WHERE code = 'E08' ORDER BY valid_from",
      ]
    ).succeeded().output
    #expect(rows == "E08-E09|2020-10-01|2021-10-01\nE08-E13|2021-10-01|\n")
  }

  @Test func aBlockThatIsNoMoreSaysItsDays() throws {
    let outcome = try sample().codeset("lookup", "E08-E09")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("in force    from 2020-10-01 until 2021-10-01\n"), "\(outcome.output)")
  }

  @Test func aDayBeforeAllReleasesHasNoChapters() throws {
    let outcome = try sample().codeset("lookup", "E00-E89", "--on", "2014-01-01")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "codeset: no release of icd10cm in this build is in force on 2014-01-01; its releases cover the days from "
        + "2020-10-01\n")
  }

  @Test func aBlockIsAsOfTheNewestRelease() throws {
    for format in ["text", "json"] {
      let output = try sample().codeset("lookup", "E00-E89", "--format", format).succeeded().output
      #expect(output.contains("as of FY2023; FY2025 came into force on 2024-10-01 and is not in this build"))
    }
  }

  private func sample() throws -> Sample {
    let sample = try Sample()
    let codes = [(code: "E08", isBillable: true, title: "Diabetes mellitus due to underlying condition")]
    let releases = [
      SeriesRelease("fy2021", "2020-10-01", codes), SeriesRelease("fy2022", "2021-10-01", codes),
      SeriesRelease("fy2023", "2022-10-01", codes),
    ]
    try sample.register(releases)
    var registry = try String(contentsOf: sample.registry, encoding: .utf8)
    for (release, chapter, block) in [
      ("fy2021,2020-10-01", "Endocrine disorders", "E08-E09"),
      ("fy2022,2021-10-01", "Endocrine, nutritional and metabolic diseases", "E08-E13"),
    ] {
      let file = "\(release.prefix(6)).xml"
      registry += "icd10cm,\(release),,tabular,icd10cm-tabular,\(file)\n"
      try Data(list(chapter, block).utf8).write(to: sample.inputs.appending(path: file))
    }
    try Data(registry.utf8).write(to: sample.registry)
    try sample.codeset("build", "--quiet").succeeded()
    return sample
  }

  private func list(_ chapter: String, _ block: String) -> String {
    """
    <?xml version="1.0" encoding="utf-8"?>
    <ICD10CM.tabular>
    <chapter><name>4</name><desc>\(chapter) (E00-E89)</desc>
    <section id="\(block)"><desc>Diabetes mellitus (\(block))</desc>
    <diag><name>E08</name><desc>Diabetes mellitus due to underlying condition</desc></diag>
    </section></chapter></ICD10CM.tabular>
    """
  }
}
