import Foundation
import TestSupport
import Testing

/// `codeset lookup` by date: what was in force on a day, what is retired, and what became of it.
@Suite struct DayLookupTests {
  @Test(arguments: [
    ("A00.1", "2020-10-01", "A00.1  Cholera due to eltor"),
    ("A00.1", "2021-09-30", "A00.1  Cholera due to eltor"),
    ("A00.1", "2021-10-01", "A00.1  Cholera due to biovar eltor"),
    ("A00.1", "2022-10-01", "A00.1  Cholera due to eltor"),
    ("A00.1", "2040-01-01", "A00.1  Cholera due to eltor"),
    ("a005", "2020-12-31", "A00.5  Cholera that comes and goes"),
    ("a005", "2022-12-31", "A00.5  Cholera that comes and goes"),
    ("A00.0", "2020-10-01", "A00.0  Cholera, old form"),
    ("U07.1", "2022-04-01", "U07.1  COVID-19"), ("U07.1", "2022-10-01", "U07.1  COVID-19"),
  ])
  func tellsWhatIsInForce(code: String, day: String, title: String) throws {
    let outcome = try Sample.built(choleraSeries).codeset("lookup", code, "--on", day)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.hasPrefix("\(title)\n"))
  }

  @Test(arguments: [
    (
      "A00.2", "2020-12-31",
      "A00.2 Cholera, newer form is not in force on 2020-12-31; it was from 2021-10-01 until 2022-10-01"
    ),
    (
      "A00.0", "2022-01-01",
      "A00.0 Cholera, old form is not in force on 2022-01-01; it was from 2020-10-01 until 2021-10-01"
    ),
    (
      "A00.0", "2021-10-01",
      "A00.0 Cholera, old form is not in force on 2021-10-01; it was from 2020-10-01 until 2021-10-01"
    ),
    (
      "A00.5", "2022-01-01",
      "A00.5 Cholera that comes and goes is not in force on 2022-01-01; it is from 2020-10-01 until 2021-10-01 "
        + "and from 2022-10-01"
    ),
    ("U07.1", "2022-03-31", "U07.1 COVID-19 is not in force on 2022-03-31; it is from 2022-04-01"),
    (
      "U07.1", "2020-09-30",
      "no release of icd10cm in this build is in force on 2020-09-30; its releases cover the days from 2020-10-01"
    ),
    (
      "Z99", "2020-09-30",
      "no release of icd10cm in this build is in force on 2020-09-30; its releases cover the days from 2020-10-01"
    ),
    ("A00.29", "2021-12-31", "no code A00.29; above it: A00.2 Cholera, newer form"),
    ("A00.29", "2022-12-31", "no code A00.29; above it: A00 Cholera"),
  ])
  func saysWhyThereIsNone(code: String, day: String, sentence: String) throws {
    let outcome = try Sample.built(choleraSeries).codeset("lookup", code, "--on", day)
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors == "codeset: \(sentence)\n")
  }

  /// Of a release whose end the registry states, no day after it is told.
  @Test(arguments: ["A00.1", "A00.0", "Z99"])
  func saysWhichDaysAreCovered(_ code: String) throws {
    var releases = choleraSeries
    releases[2].until = "2023-10-01"
    let sample = try Sample.built(releases)
    #expect(try sample.codeset("lookup", "A00.1", "--on", "2023-09-30").status == 0)
    let outcome = try sample.codeset("lookup", code, "--on", "2023-10-01")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "codeset: no release of icd10cm in this build is in force on 2023-10-01; its releases cover the days from 2020-10-01 until "
        + "2023-10-01\n")
    // What was in force to the end is not retired.
    let output = try sample.codeset("lookup", "A00.1").succeeded().output
    #expect(output.contains("\nin force    from 2020-10-01 until 2023-10-01\n"))
  }

  @Test(arguments: ["2021-02-29", "2021-13-01", "2021-1-1", "20211001", "tomorrow", "", "2021-10-01'"])
  func aDayThatIsNoneIsWrongUsage(_ day: String) throws {
    for command in [["lookup", "A00"], ["search", "cholera"]] {
      let outcome = try run(codesetPath, command + ["--on", day])
      #expect(outcome.status == 2)
      #expect(outcome.errors.contains("'\(day)' is invalid for '--on <date>'"))
    }
  }

  /// Everything around a code is told as of the same day.
  @Test(arguments: [
    ("M25.511", "2020-12-31", [["M25", "M2551"], [], ["M25511", "M25512"]]),
    ("M25.511", "2021-12-31", [["M25", "M2551"], [], ["M25511", "M25512", "M25519"]]),
    ("H81.4", "2020-12-31", [["H81"], ["H8141", "H8142"], []]), ("H81.4", "2021-12-31", [["H81"], [], []]),
    ("A00", "2021-12-31", [[], ["A001", "A002", "A003", "A009"], []]),
    ("A00", "2022-12-31", [[], ["A001", "A003", "A004", "A005", "A009"], []]),
    ("A00.9", "2022-12-31", [["A00"], ["A0090", "A009A"], []]),
  ])
  func theSurroundingsAreOfThatDay(code: String, day: String, expected: [[String]]) throws {
    let sample = try Sample.built(choleraSeries)
    let output = try sample.codeset("lookup", code, "--on", day, "--format", "json").succeeded().output
    let found: [[String]] = try python(
      """
      import json, sys
      record, = json.loads(sys.argv[1])
      print(json.dumps([sorted(each['code'] for each in record.get(key, [])) for key in ['parents', 'children', 'members']]))
      """, output)
    #expect(found == expected)
  }

  /// Without a day and with that of the newest release, the answer is the same.
  @Test(arguments: ["A00", "A00.1", "A00.9", "H81.4", "M25.511", "U07.1"])
  func theNewestReleaseIsTheDefault(_ code: String) throws {
    let sample = try Sample.built(choleraSeries)
    for day in ["2022-10-01", "2030-02-28"] {
      let plain = try sample.codeset("lookup", code, environment: ["CODESET_TODAY": day]).succeeded().output
      #expect(
        try sample.codeset("lookup", code, "--on", day, environment: ["CODESET_TODAY": day]).output == plain)
    }
  }

  @Test func aPivotHoldsWhileBothCodesAreInForce() throws {
    let sample = try Sample.built(choleraSeries)
    let pivot = ["lookup", "M25.511", "--pivot", "laterality=unspecified", "--on"]
    #expect(try sample.codeset(pivot + ["2021-10-01"]).output.hasPrefix("M25.519 "))
    let before = try sample.codeset(pivot + ["2021-09-30"])
    #expect(before.status == 1)
    #expect(before.errors.contains("no counterpart"))
    // A retired code has those of its last day.
    let retired = try sample.codeset("lookup", "H81.41", "--pivot", "laterality=left").succeeded()
    #expect(
      retired.output.hasPrefix(
        "H81.42  Vertigo of central origin, left ear\nbillable    was billable until 2021-10-01\n"))
  }

  // MARK: What became of a code

  /// Retired with a chain that comes back to its beginning; retired with one successor; come back; become a
  /// header; become billable, after others; retitled twice; stated by the conversion table; nothing before.
  @Test(arguments: [
    "A00.0", "A00.2", "A00.5", "A00.9", "A00.9A", "A00.1", "H81.4", "H81.41", "U07.1",
  ])
  func printsWhatBecameOfIt(_ code: String) throws {
    let outcome = try Sample.built(choleraSeries).codeset("lookup", code).succeeded()
    try expectGolden(outcome.output, "history-\(code).txt")
  }

  @Test func aRetiredCodeWithoutSuccessorSaysSo() throws {
    var releases = choleraSeries
    releases[2].conversion = []
    let output = try Sample.built(releases).codeset("lookup", "A00.0").succeeded().output
    #expect(output.contains("\nin force    from 2020-10-01 until 2021-10-01 (retired)\n"))
    #expect(
      output.contains("\nbecame      not known: no conversion table in this build says what replaced it\n"))
  }

  @Test func jsonHoldsTheWholeHistory() throws {
    let sample = try Sample.built(choleraSeries)
    let output = try sample.codeset("lookup", "A00.0", "--format", "json").succeeded().output
    let found: [[[String]]] = try python(
      """
      import json, sys
      record, = json.loads(sys.argv[1])
      def rows(key, names): return [[str(each.get(name)) for name in names] for each in record[key]]
      print(json.dumps([
        rows('history', ['valid_from', 'valid_to', 'billable', 'short_title', 'long_title', 'release', 'source_line']),
        rows('changes', ['release', 'effective', 'kind', 'old', 'new']),
        rows('replaces', ['code', 'effective', 'previous_code']),
        rows('replaced_by', ['code', 'effective', 'previous_code'])]))
      """, output)
    #expect(
      found == [
        [["2020-10-01", "2021-10-01", "True", "Cholera, old form", "Cholera, old form", "y1", "2"]],
        [["y2", "2021-10-01", "removed", "Cholera, old form", "None"]],
        [["A000", "2020-10-01", "A002"]],
        [
          ["A002", "2021-10-01", "A000"], ["A000", "2020-10-01", "A002"], ["A004", "2022-10-01", "A002"],
          ["A003", "2021-10-01", "A000"],
        ],
      ])
  }
}
