import Foundation
import TestSupport
import Testing

/// All official releases of ICD-10-CM in one artifact, where `CODESET_RELEASES` names their registry: answers that
/// were read in the published order files by hand, and what holds of any releases.
@Suite struct OfficialHistoryTests {
  struct Answer: Sendable, CustomTestStringConvertible {
    var arguments: [String]
    /// Texts that the answer holds.
    var parts: [String]
    var testDescription: String { arguments.joined(separator: " ") }

    init(_ command: String, _ parts: String...) {
      arguments = command.split(separator: " ").map(String.init)
      self.parts = parts
    }
  }

  static let answers = [
    Answer("lookup U07.1 --on 2020-12-31", "U07.1  COVID-19\nbillable    yes\n"),
    Answer(
      "lookup U07.1 --on 2020-05-01", "U07.1  COVID-19\nbillable    yes\n",
      "\nin force    from 2020-04-01 (stated by the conversion table; first printed in fy2021)\n"),
    Answer("lookup H81.4 --on 2019-09-30", "\nbillable    no, a header", "\nbelow       H81.41  "),
    Answer(
      "lookup H81.4 --on 2019-10-01", "\nbillable    yes\nin force    from 2015-10-01\n",
      "\nhistory     2019-10-01  fy2020  became billable\n"),
    Answer(
      "lookup O10.01 --on 2022-03-31", "O10.01  Pre-existing essential hypertension complicating pregnancy,\n"
    ),
    Answer(
      "lookup O10.01 --on 2022-04-01", "O10.01  Pre-existing essential hypertension complicating pregnancy\n"),
    Answer(
      "lookup H40.11X0",
      "H40.11X0  Primary open-angle glaucoma, stage unspecified\nbillable    was billable until 2016-10-01\n",
      "\nin force    from 2015-10-01 until 2016-10-01 (retired)\n",
      "\nbecame      2016-10-01  H40.1110  Primary open-angle glaucoma, right eye, stage unspecified\n",
      "\n            2016-10-01  H40.1190  Primary open-angle glaucoma, unspecified eye, stage unspecified\n"),
    Answer("lookup T74.A1XA", "\nin force    from 2023-04-01\n"),
    Answer("lookup N99.113 --on 2016-09-30", "N99.113  Postprocedural anterior urethral stricture\n"),
    Answer("lookup N99.113 --on 2017-09-30", "N99.113  Postprocedural anterior bulbous urethral stricture\n"),
    Answer(
      "lookup N99.113", "N99.113  Postprocedural anterior bulbous urethral stricture, male\n",
      "\nhistory     2016-10-01  fy2017  retitled; before: Postprocedural anterior urethral stricture\n",
      "\n            2017-10-01  fy2018  retitled; before: Postprocedural anterior bulbous urethral stricture\n"
    ),
    Answer("search covid --on 2020-04-01", "U07.1     COVID-19"),
    Answer("search vertigo_of_central_origin --on 2018-01-01", "H81.49 "),
    Answer(
      "diff fy2024 fy2025", "fy2025 (2024-10-01): 291 added, 3 removed, 33 became a header, 15 retitled\n",
      "\n- T81.32XA  Disruption of internal operation (surgical) wound, not elsewhere classified, initial encounter\n"
    ),
    Answer(
      "diff fy2016 fy2025",
      ": 6495 added, 648 removed, 2 became billable, 366 became a header, 1128 retitled, 9 with another short title\n"
    ),
    Answer(
      "summary --release fy2025", "\ncodes       97584, 74260 of them billable\n",
      "\nnew         291\nretired     3\n",
      "\n            A99.AA9A  as in T45.AX1A\n",
      "\naddenda     374 changes matched, relative to fy2024-april\n"),
    Answer(
      "summary --release fy2024", "\naddenda     577 changes matched, relative to fy2023-april, 1 exempted\n"),
  ]

  @Test(.needsReleases, arguments: answers)
  func theAnswerIsKnown(_ answer: Answer) throws {
    let arguments = answer.arguments.map { $0.replacing("_", with: " ") }
    let outcome = try OfficialHistory.sample().codeset(arguments).succeeded()
    for part in answer.parts {
      let isThere = outcome.output.contains(part)
      #expect(isThere, "\(part)\n\(outcome.output.prefix(2000))")
    }
  }

  @Test(
    .needsReleases,
    arguments: [
      ("U07.1", "2019-12-31", "it is from 2020-04-01"), ("T74.A1XA", "2023-03-31", "it is from 2023-04-01"),
      ("H81.41", "2019-10-01", "it was from 2015-10-01 until 2019-10-01"),
      ("O34.32", "2015-09-30", "its releases cover the days from 2015-10-01"),
    ])
  func aCodeIsNotInForce(code: String, day: String, end: String) throws {
    let outcome = try OfficialHistory.sample().codeset("lookup", code, "--on", day)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasSuffix("\(end)\n"), "\(outcome.errors)")
  }

  /// Each code once, and as of a day those that are in force on it.
  @Test(.needsReleases, arguments: ["vertigo", "glaucoma"])
  func aSearchFindsWhatIsInForceOnADay(_ text: String) throws {
    let sample = try OfficialHistory.sample()
    func found(_ arguments: String...) throws -> [String] {
      try sample.codeset(["search", text, "--limit", "100000"] + arguments).succeeded().output
        .split(separator: "\n").map { String($0.prefix { $0 != " " }) }
    }
    let codes = try found()
    #expect(codes.count > 3)
    #expect(Set(codes).count == codes.count)
    for day in ["2016-01-01", "2025-04-01"] {
      let inForce = try sqliteColumn(
        sample.database,
        """
        SELECT display_code FROM code WHERE valid_from <= '\(day)' AND (valid_to IS NULL OR valid_to > '\(day)')
        """
      ).map(\.inCSV)
      #expect(try Set(found("--on", day)).isSubset(of: inForce))
    }
    #expect(try found("--on", "2016-01-01").sorted() != codes.sorted())
  }

  /// A release and the one before differ in what table `change` says, in every kind and number.
  @Test(.needsReleases, arguments: zip(OfficialHistory.labels, OfficialHistory.labels.dropFirst()))
  func aDiffAgreesWithTheChanges(first: String, second: String) throws {
    let sample = try OfficialHistory.sample()
    let forth = try Differences(sample, first, second)
    let changes = try sqlite(
      sample.database,
      "SELECT code, kind, old, new FROM change WHERE release = '\(second)' ORDER BY code, kind")
    #expect(
      forth.rows.map { [$0[0], $0[2], $0[3], $0[4]] }.sorted { ($0[0], $0[1]) < ($1[0], $1[1]) }
        == changes.map { row in ["code", "kind", "old", "new"].map { row[$0]?.inCSV ?? "" } })
    let back = try Differences(sample, second, first)
    #expect(forth.count("added") == back.count("removed"))
    #expect(forth.count("removed") == back.count("added"))
    #expect(forth.count("became_header") == back.count("became_billable"))
    #expect(forth.rows.map { [$0[0], $0[4], $0[3]] } == back.rows.map { [$0[0], $0[3], $0[4]] })
  }

  /// What is added and removed since the first release makes up for the difference in size.
  @Test(.needsReleases, arguments: OfficialHistory.labels.dropFirst())
  func whatIsAddedAndRemovedMakesTheSize(_ label: String) throws {
    let sample = try OfficialHistory.sample()
    let differences = try Differences(sample, OfficialHistory.labels[0], label)
    let sizes = try sqliteColumn(
      sample.database,
      "SELECT code_count FROM release WHERE release IN ('\(OfficialHistory.labels[0])', '\(label)') ORDER BY effective"
    )
    #expect(sizes.count == 2)
    guard case .integer(let before)? = sizes.first, case .integer(let after)? = sizes.last else { return }
    #expect(differences.count("added") - differences.count("removed") == after - before)
  }

  @Test(.needsReleases, arguments: [("fy2024", "fy2024-april"), ("fy2025", "fy2025-april")])
  func theUpdatesOfAprilThatChangeNothingAreEmpty(first: String, second: String) throws {
    #expect(try Differences(try OfficialHistory.sample(), first, second).rows == [])
  }
}

/// What a diff of ICD-10-CM has as CSV.
private struct Differences {
  var rows: [[String]]

  init(_ sample: Sample, _ first: String, _ second: String) throws {
    let outcome = try sample.codeset("diff", "--system", "icd10cm", first, second, "--format", "csv")
      .succeeded()
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "diff.csv")
    try Data(outcome.output.utf8).write(to: file)
    rows = Array(try csvRecords(file).dropFirst())
  }

  func count(_ kind: String) -> Int { rows.count { $0[2] == kind } }
}
