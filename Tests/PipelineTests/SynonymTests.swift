import Foundation
import TestSupport
import Testing

/// What an organization calls things, from its file to the search.
@Suite struct OwnSynonymTests {
  /// A build of the sample with these rows of synonyms.
  private func build(_ sample: Sample, _ rows: String...) throws -> Outcome {
    let text = (["words,meaning,source"] + rows).map { "\($0)\n" }.joined()
    try Data(text.utf8).write(to: sample.inputs.appending(path: "synonyms.csv"))
    let registry = try String(contentsOf: sample.registry, encoding: .utf8)
    try Data(registry.replacing(/[0-9a-f]{64}/, with: "").utf8).write(to: sample.registry)
    return try sample.codeset(["build", "--quiet"] + everyProduct)
  }

  private func first(_ words: String, in sample: Sample) throws -> Substring? {
    try sample.codeset("search", words, "--limit", "1").output.split(separator: " ").first
  }

  /// Registered with ICD-10-CM, tried in all code sets.
  @Test func aWordThatNothingElseHasFindsWhatItMeans() throws {
    let sample = try Sample()
    try build(sample, "zqx stitch,restriction of cervix,ward", "zqx,cervical incompetence,ward").succeeded()
    #expect(try first("zqx stitch", in: sample)?.hasPrefix("0UVC") == true)
    #expect(try first("ZQX", in: sample)?.hasPrefix("O34.3") == true)
    #expect(
      try sqlite(
        sample.database, "SELECT words, meaning, source, source_line FROM synonym ORDER BY source_line") == [
          ["words": "zqx stitch", "meaning": "restriction of cervix", "source": "ward", "source_line": 2],
          ["words": "zqx", "meaning": "cervical incompetence", "source": "ward", "source_line": 3],
        ])
    let without = try Sample()
    try build(without, "another,cervical incompetence,ward").succeeded()
    #expect(try first("zqx", in: without) == nil)
  }

  /// The program has a meaning of "cerclage"; that of the organization is tried before it, and stated twice counts once.
  @Test func anOrganizationsMeaningComesFirst() throws {
    let sample = try Sample()
    try build(sample, "Cerclages,preterm labour,ward", "the cerclage,restriction of the cervix,ward")
      .succeeded()
    let meanings = try sqliteColumn(
      sample.database, "SELECT meaning FROM search_synonym WHERE phrase = 'cerclage' ORDER BY rowid")
    #expect(meanings == ["preterm labor", "restriction cervix"])
    let site = try String(
      contentsOf: sample.output.appending(path: "site/search/synonyms.txt"), encoding: .utf8)
    let lines = site.split(separator: "\n")
    #expect(
      lines.prefix(3) == [
        "words\tmeaning", "Cerclages\tpreterm labour", "the cerclage\trestriction of the cervix",
      ])
    #expect(!lines.contains("cerclage\trestriction of cervix"))
    #expect(lines.contains("afib\tatrial fibrillation"))
  }

  @Test func aBadRowIsAFindingAndStopsTheBuild() throws {
    let sample = try Sample()
    let outcome = try build(sample, "cx,cervix,ward", "cx,,ward")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "synonyms.csv:3:2: error: expected a meaning with a letter or digit, found '' [synonym-row]"),
      "\(outcome.errors)")
  }

  /// The newest release that came with some has those that hold.
  @Test func thoseOfTheNewestReleaseHold() throws {
    let sample = try HistorySample()
    var registry = try String(contentsOf: sample.registry, encoding: .utf8)
    for (label, day) in [("fy2020", "2019-10-01"), ("fy2021", "2020-10-01")] {
      try Data("words,meaning,source\nvertigo of \(label),vertigo of central origin,ward\n".utf8)
        .write(to: sample.url.appending(path: "history/synonyms-\(label).csv"))
      registry += "icd10cm,\(label),\(day),,synonyms,synonyms,history/synonyms-\(label).csv,,,\n"
    }
    try Data(registry.utf8).write(to: sample.registry)
    try sample.build().succeeded()
    #expect(
      try sqlite(sample.database, "SELECT words, release FROM synonym") == [
        ["words": "vertigo of fy2021", "release": "fy2021"]
      ])
  }
}
