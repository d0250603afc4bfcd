import Foundation
import TestSupport
import Testing

/// A history through make, release by release: what is is taken up.
@Suite struct MakeTests {
  @Test func aHistoryBuiltOverSeveralMakesIsTheSameAsOneBuiltAtOnce() throws {
    let (whole, growing) = (try HistorySample(), try HistorySample())
    try whole.keep(HistorySample.labels)
    try whole.build().succeeded()
    for count in [1, 3, 4, 5] {
      try growing.keep(Array(HistorySample.labels.prefix(count)))
      try growing.make().succeeded()
    }
    let products = try files(in: growing.output).filter { !$0.key.hasPrefix("stages/") }
    #expect(differences(try files(in: whole.output), products) == [])
  }

  @Test func aNewReleaseLeavesTheOthersAlone() throws {
    let sample = try HistorySample()
    try sample.keep(Array(HistorySample.labels.prefix(4)))
    try sample.make().succeeded()
    try sample.keep(HistorySample.labels)
    let outcome = try sample.make().succeeded()
    let commands = outcome.output.split(separator: "\n").filter { $0.hasPrefix(codesetPath) }.map { line in
      line.dropFirst(codesetPath.count + 1).split(separator: " ").prefix { !$0.hasPrefix("-") }.joined(
        separator: " ")
    }
    #expect(
      commands.sorted()
        == (["sqlite", "json", "csv", "manifest"] + optionalProducts).map { "emit \($0)" }.sorted() + [
          "history icd10cm", "ingest icd10cm fy2022-april", "normalize icd10cm fy2022-april",
          "validate icd10cm fy2022-april",
        ])
    #expect(try sample.make().succeeded().output.contains("ingest") == false)
  }

  /// A release that comes in between has the history made again.
  @Test func aReleaseInBetweenIsNotMissed() throws {
    let (whole, growing) = (try HistorySample(), try HistorySample())
    try whole.keep(HistorySample.labels)
    try whole.build().succeeded()
    try growing.keep(["fy2019", "fy2020", "fy2022", "fy2022-april"])
    try growing.make().succeeded()
    try growing.keep(HistorySample.labels)
    try growing.make("-j2").succeeded()
    let products = try files(in: growing.output).filter { !$0.key.hasPrefix("stages/") }
    #expect(differences(try files(in: whole.output), products) == [])
  }

  /// The day on which the next release begins ends the one before it.
  @Test func anotherEndIsNotMissed() throws {
    let sample = try HistorySample()
    let chosen = "RELEASE=fy2021 fy2022"
    try sample.make(chosen).succeeded()
    let ends = "SELECT until FROM release WHERE release = 'fy2021'"
    #expect(try sqliteColumn(sample.database, ends) == ["2021-10-01"])
    let text = try String(contentsOf: sample.registry, encoding: .utf8)
    try Data(text.replacing("fy2022,2021-10-01", with: "fy2022,2021-11-01").utf8).write(to: sample.registry)
    try sample.make(chosen).succeeded()
    #expect(try sqliteColumn(sample.database, ends) == ["2021-11-01"])
    #expect(try sample.make(chosen).succeeded().output.contains("history") == false)
  }

  /// A table between the stages that refers to no code is a finding with its line, and no crash.
  @Test(arguments: [
    ("icd10cm/fy2019/normalize", "axis_mention", "code_id", ["history", "icd10cm", "--afresh"]),
    ("icd10cm/fy2019/normalize", "pivot", "target_id", ["history", "icd10cm", "--afresh"]),
    ("history/icd10cm", "pivot", "target_id", ["emit", "json"]),
    ("history/icd10cm", "axis_mention", "code_id", ["emit", "sqlite"]),
  ])
  func aTableThatRefersToNoCodeIsAFinding(
    folder: String, table: String, column: String, command: [String]
  ) throws {
    let sample = try HistorySample()
    try sample.make().succeeded()
    let path = "stages/\(folder)/\(table).csv"
    let _: Bool = try python(
      """
      import csv, sys
      rows = list(csv.reader(open(sys.argv[1], newline='')))
      rows[1][rows[0].index(sys.argv[2])] = '99999'
      csv.writer(open(sys.argv[1], 'w', newline=''), lineterminator='\\n').writerows(rows)
      print('true')
      """, sample.output.appending(path: path).path, column)
    let outcome = try run(
      codesetPath, command + ["--registry", "history.csv", "--output", "Outputs"], in: sample.url)
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains("\(path):2: error: expected the id of one of "), "\(outcome.errors)")
    #expect(outcome.errors.contains("codes, found 99999 [vocabulary]"), "\(outcome.errors)")
  }

  /// Nor does a history lose a release, or the order of its rows, between the stages.
  @Test(arguments: [
    (
      "release", "del rows[1]",
      "release.csv:1: error: expected the releases that the history was made of (fy2019, "
    ),
    (
      "axis_mention", "rows.insert(1, rows.pop())",
      "axis_mention.csv:3: error: expected the rows in the order of "
    ),
    ("pivot", "rows.insert(1, rows.pop())", "pivot.csv:3: error: expected the rows in the order of "),
  ])
  func aHistoryThatLostItsOrderIsNotEmitted(table: String, change: String, message: String) throws {
    let sample = try HistorySample()
    try sample.make().succeeded()
    let _: Bool = try python(
      """
      import csv, sys
      rows = list(csv.reader(open(sys.argv[1], newline='')))
      \(change)
      csv.writer(open(sys.argv[1], 'w', newline=''), lineterminator='\\n').writerows(rows)
      print('true')
      """, sample.output.appending(path: "stages/history/icd10cm/\(table).csv").path)
    let outcome = try run(
      codesetPath, ["emit", "json", "--registry", "history.csv", "--output", "Outputs"], in: sample.url)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func aHistoryOfOtherReleasesIsNotEmitted() throws {
    let sample = try HistorySample()
    try sample.make().succeeded()
    let outcome = try sample.codeset("emit", "csv", "--output", "Outputs", "--release", "fy2019")
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.hasSuffix(
        "stages/history/icd10cm: not the history of these releases; `codeset history icd10cm` makes it\n"))
  }
}
