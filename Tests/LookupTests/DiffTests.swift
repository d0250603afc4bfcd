import Foundation
import TestSupport
import Testing

/// `codeset diff`.
@Suite struct DiffTests {
  /// The records that a diff has as CSV, without the header row.
  private func differences(_ sample: Sample, _ arguments: String...) throws -> [[String]] {
    let file = sample.url.appending(path: "diff.csv")
    let outcome = try sample.codeset(["diff", "--format", "csv"] + arguments).succeeded()
    try Data(outcome.output.utf8).write(to: file)
    let records = try csvRecords(file)
    #expect(records.first == ["code", "display_code", "kind", "old", "new"])
    return Array(records.dropFirst())
  }

  static let fromFirstToSecond = [
    ["A000", "A00.0", "removed", "Cholera, old form", ""],
    ["A001", "A00.1", "retitled", "Cholera due to eltor", "Cholera due to biovar eltor"],
    ["A002", "A00.2", "added", "", "Cholera, newer form"],
    ["A003", "A00.3", "added", "", "Cholera, other form"],
    ["A005", "A00.5", "removed", "Cholera that comes and goes", ""],
    ["H814", "H81.4", "became_billable", "Vertigo of central origin", "Vertigo of central origin"],
    ["H8141", "H81.41", "removed", "Vertigo of central origin, right ear", ""],
    ["H8142", "H81.42", "removed", "Vertigo of central origin, left ear", ""],
    ["M25519", "M25.519", "added", "", "Pain in unspecified shoulder"],
  ]

  @Test func twoReleasesThatFollowEachOther() throws {
    let sample = try Sample.built(choleraSeries)
    let found = try differences(sample, "y1", "y2")
    #expect(found.sorted { $0[0] < $1[0] } == Self.fromFirstToSecond)
    let changes = try sqlite(
      sample.database, "SELECT code, kind FROM change WHERE release = 'y2' ORDER BY code, kind")
    #expect(
      changes.map { [$0["code"]?.inCSV, $0["kind"]?.inCSV] } == Self.fromFirstToSecond.map { [$0[0], $0[2]] })
  }

  /// A00.1 was retitled and is called as before; A00.2 came and went; A00.5 went and came.
  @Test func theStatesAreCompared() throws {
    let found = try differences(try Sample.built(choleraSeries), "y1", "y3", "--system", "icd10cm")
    let kinds = found.map { "\($0[0]) \($0[2])" }.sorted()
    #expect(
      kinds == [
        "A000 removed", "A003 added", "A004 added", "A009 became_header", "A0090 added", "A009A added",
        "H814 became_billable", "H8141 removed", "H8142 removed", "M25519 added", "U07 added", "U071 added",
      ])
  }

  @Test func thereAndBackIsTheSameTurnedAround() throws {
    let sample = try Sample.built(choleraSeries)
    let turned = [
      "added": "removed", "removed": "added", "became_header": "became_billable",
      "became_billable": "became_header",
    ]
    for (first, second) in [("y1", "y2"), ("y2", "y3"), ("y1", "y3")] {
      let back = try differences(sample, second, first).map {
        [$0[0], $0[1], turned[$0[2]] ?? $0[2], $0[4], $0[3]]
      }
      #expect(try differences(sample, first, second) == back)
    }
  }

  @Test func aShortTitleAloneIsToldByItself() throws {
    let sample = try Sample()
    try sample.register(
      Array(choleraSeries.prefix(1)) + [SeriesRelease("y2", "2021-10-01", choleraSeries[0].codes)])
    let file = sample.inputs.appending(path: "y2.txt")
    var lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\r\n").map(String.init)
    lines[1] = lines[1].with("Old form ", in: 17...25)
    try Data(orderFile(lines)).write(to: file)
    try sample.codeset("build", "--quiet").succeeded()
    #expect(
      try differences(sample, "y1", "y2") == [
        ["A000", "A00.0", "short_retitled", "Cholera, old form", "Old form old form"]
      ])
  }

  @Test func printsForPeople() throws {
    let sample = try Sample.built(choleraSeries)
    try expectGolden(try sample.codeset("diff", "y1", "y2").succeeded().output, "diff-y1-y2.txt")
    try expectGolden(try sample.codeset("diff", "y3", "y2").succeeded().output, "diff-y3-y2.txt")
  }

  @Test func jsonHoldsWhatCSVHolds() throws {
    let sample = try Sample.built(choleraSeries)
    let outcome = try sample.codeset("diff", "y1", "y3", "--format", "json").succeeded()
    let file = sample.url.appending(path: "diff.json")
    try Data(outcome.output.utf8).write(to: file)
    let names = ["code", "display_code", "kind", "old", "new"]
    let objects = try jsonObjects(file).map { pairs in
      names.map { name in pairs.first { $0.key == name }?.value.inCSV ?? "" }
    }
    #expect(try objects == differences(sample, "y1", "y3"))
  }

  @Test func equalReleasesHaveNoDifferences() throws {
    let same = SeriesRelease("y1-april", "2021-04-01", choleraSeries[0].codes)
    let sample = try Sample.built([choleraSeries[0], same])
    for labels in [["y1", "y1-april"], ["y1-april", "y1"], ["y1", "y1"]] {
      #expect(
        try sample.codeset(["diff", "--format", "csv"] + labels).succeeded().output
          == "\"code\",\"display_code\",\"kind\",\"old\",\"new\"\n")
      #expect(try sample.codeset(["diff", "--format", "json"] + labels).succeeded().output == "[]\n")
      #expect(try sample.codeset(["diff"] + labels).succeeded().output.hasSuffix(": no differences\n"))
    }
  }

  @Test(arguments: [
    (["diff", "y1", "y4"], "no release y4 of icd10cm; this build has y1, y2, y3"),
    (["diff", "y0", "y1"], "no release y0 of icd10cm; this build has y1, y2, y3"),
    (["diff", "y1", "y2", "--system", "icd10pcs"], "no code set icd10pcs; this build has icd10cm"),
    (["summary", "--release", "y4"], "no release y4; this build has y1, y2, y3 of icd10cm"),
    (["summary", "--system", "icd10pcs"], "no code set icd10pcs; this build has icd10cm"),
  ])
  func whatIsNotHeldIsNotFound(_ arguments: [String], _ sentence: String) throws {
    let outcome = try Sample.built(choleraSeries).codeset(arguments)
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors == "codeset: \(sentence)\n")
  }

  @Test func theCodeSetMustBeNamedWhereThereAreSeveral() throws {
    let outcome = try Sample.built().codeset("diff", "sample", "sample")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "codeset: expected --system, one of icd10cm, icd10pcs, since there are several; found none\n")
  }
}
