import Foundation
import TestSupport
import Testing

/// A row of releases through the command.
@Suite struct HistoryTests {
  @Test func printsWhatAllReleasesComeTo() throws {
    let outcome = try HistorySample().codeset("build")
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    let counts = [202, 198, 210, 210, 214]
    let beside = [
      "fy2020": [("addenda", 22, "changes and counts")], "fy2021": [("addenda", 34, "changes and counts")],
      "fy2022": [("addenda", 16, "changes and counts")],
      "fy2022-april": [("addenda", 24, "changes and counts"), ("conversion", 13, "conversions")],
    ]
    let lines = zip(HistorySample.labels, counts).flatMap { label, count in
      ["icd10cm \(label): \(count) rows = \(count) codes + 0 rejected"]
        + (beside[label] ?? []).map { role, count, rows in
          "icd10cm \(label) \(role): \(count) rows = \(count) \(rows) + 0 rejected"
        }
    }
    #expect(
      outcome.output.split(separator: "\n").map(String.init)
        == lines + ["icd10cm: 5 releases, 1034 codes printed = 224 rows of history"])
  }

  /// A malformed row of the conversion table is a warning: the release is published without it.
  @Test func aMalformedRowOfAConversionTableIsRejectedAndCounted() throws {
    let sample = try HistorySample()
    try sample.keep(HistorySample.labels)
    try sample.edit(
      "conversion.csv", replacing: "Z72.823,2022,Z72.89\r\n", with: "Z72.823,2022,Z72.89\r\nZ99.9,,Z99\r\n")
    let outcome = try sample.build().succeeded()
    #expect(
      outcome.errorLines == [
        "history/conversion.csv:16:2: warning: expected a code, a date and the codes before, found no date "
          + "[conversion-row]"
      ])
    #expect(outcome.output.contains("conversion: 14 rows = 13 conversions + 1 rejected\n"))
    let query = "SELECT role || '|' || file || '|' || line || '|' || rule || '|' || text FROM rejected"
    #expect(
      try sqliteColumn(sample.database, query)
        == [.text("conversion|history/conversion.csv|16|conversion-row|Z99.9,,Z99")])
  }

  @Test(arguments: [
    (
      "H814",
      [
        "2018-10-01 2019-10-01 0 Vertigo of central origin fy2019",
        "2019-10-01 - 1 Vertigo of central origin fy2020",
      ]
    ),
    ("H8141", ["2018-10-01 2019-10-01 1 Vertigo of central origin, right ear fy2019"]),
    (
      "O1001",
      [
        "2018-10-01 2022-04-01 0 Pre-existing essential hypertension complicating pregnancy, fy2019",
        "2022-04-01 - 0 Pre-existing essential hypertension complicating pregnancy fy2022-april",
      ]
    ),
    ("U071", ["2020-04-01 - 1 COVID-19 fy2021"]),
    ("Z28310", ["2022-04-01 - 1 Unvaccinated for COVID-19 fy2022-april"]),
  ])
  func aCodeHasARowForEachInterval(code: String, rows: [String]) throws {
    let sample = try HistorySample.built()
    let found = try sqlite(
      sample.database,
      """
      SELECT valid_from || ' ' || ifnull(valid_to, '-') || ' ' || billable || ' ' || long_title || ' ' || release AS row
      FROM code WHERE code = '\(code)' ORDER BY id
      """)
    #expect(found.map { $0["row"]?.inCSV } == rows)
  }

  @Test(arguments: [1, 2, 8])
  func anyNumberOfJobsGivesTheSame(jobs: Int) throws {
    let (one, other) = (try HistorySample.built(), try HistorySample())
    try other.build("--jobs", "\(jobs)").succeeded()
    #expect(differences(try files(in: one.output), try files(in: other.output)) == [])
  }

  /// For lookup tools: an old code leads to what stands for it now.
  @Test func theRetiredCodesStandInAFile() throws {
    let sample = try HistorySample.built()
    let found: [String: [String]] = try python(
      """
      import json, sys
      codes = json.load(open(sys.argv[1] + '/json/icd10cm/retired.json'))
      print(json.dumps({each['display_code']: [each['valid_to']] + each.get('replaced_by', []) for each in codes}))
      """, sample.output.path)
    #expect(found["H81.41"] == ["2019-10-01", "H814"])
    let retired = try sqliteColumn(
      sample.database,
      "SELECT DISTINCT display_code FROM code WHERE code NOT IN (SELECT code FROM current_code)")
    #expect(found.keys.sorted() == retired.map(\.inCSV).sorted())
  }

  /// A release of one code set never touches another's.
  @Test func twoCodeSetsDoNotTouchEachOther() throws {
    let (alone, both) = (try HistorySample.built(), try HistorySample())
    let order = try Data(contentsOf: project.appending(path: "Inputs/sample/icd10pcs_order_sample.txt"))
    try order.write(to: both.url.appending(path: "history/pcs.txt"))
    let registry = try String(contentsOf: both.registry, encoding: .utf8)
    let rows = ["2018-10-01", "2020-01-01"].map { day in
      "icd10pcs,of-\(day),\(day),,codes,cms-order,history/pcs.txt,,,\n"
    }
    try Data((registry + rows.joined()).utf8).write(to: both.registry)
    try both.build().succeeded()
    let columns = "code, valid_from, valid_to, ordinal, billable, long_title, family, release, source_line"
    let query = "SELECT \(columns) FROM code WHERE system = 'icd10cm' ORDER BY id"
    #expect(try sqlite(both.database, query) == sqlite(alone.database, query))
    let counts = try sqlite(
      both.database, "SELECT count(*) AS n, count(valid_to) AS ended FROM code WHERE system = 'icd10pcs'")
    #expect(counts == [["n": 21, "ended": 0]])
  }

  @Test func theViewHoldsTheNewestReleaseAlone() throws {
    let sample = try HistorySample.built()
    #expect(try sqliteColumn(sample.database, "SELECT count(*) FROM current_code") == [214])
    #expect(
      try sqliteColumn(sample.database, "SELECT count(*) FROM current_code WHERE code = 'H8141'") == [0])
    // The published order of the newest release.
    let codes = try sqliteColumn(sample.database, "SELECT code FROM current_code ORDER BY id")
    #expect(try sqliteColumn(sample.database, "SELECT code FROM current_code ORDER BY ordinal") == codes)
  }

  /// A row of the addenda altered, a code dropped: the build stops, names the row, and publishes nothing.
  @Test(arguments: [
    (
      "addenda-fy2021.txt", "  Powassan virus disease", "  Powassan virus diseasE",
      "history/addenda-fy2021.txt:3: error: expected the files of fy2020 and fy2021 to add A8481 1 "
        + "\"Powassan virus diseasE\" \"Powassan virus diseasE\", found 1 \"Powassan virus disease\" \"Powassan virus disease\" "
        + "[unexplained-change]"
    ),
    (
      "addenda-fy2022-april.txt", "Delete:      1 Z283 ", "Delete:      1 Z282 ",
      "history/order-fy2019.txt:178: error: expected the addenda to delete Z283 1 \"Underimmunization status\" "
        + "\"Underimmunization status\" since fy2022, found nothing of it in history/addenda-fy2022-april.txt "
        + "[unexplained-change]"
    ),
    (
      "order-fy2022.txt", "\r\n00177 Z2809   1 ", "\r\n00177 Z2808   1 ",
      "history/order-fy2022.txt:177: error: expected the addenda to add Z2808 1 \"Immunization not carried out because of "
        + "oth contraindication\" \"Immunization not carried out because of other contraindication\" since fy2021, "
        + "found nothing of it in history/addenda-fy2022.txt [unexplained-change]"
    ),
  ])
  func aChangeThatTheAddendaDoNotConfirmStopsTheBuild(
    file: String, old: String, new: String, finding: String
  ) throws {
    let sample = try HistorySample.built()
    let before = try files(in: sample.output)
    try sample.keep(HistorySample.labels)
    try sample.edit(file, replacing: old, with: new)
    let outcome = try sample.codeset("build")
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.contains(finding), "\(outcome.errors)")
    #expect(differences(before, try files(in: sample.output)) == [])
  }

  @Test func addendaOfAReleaseThatIsLeftOutAreRelativeToOneThatIsNotHeld() throws {
    let sample = try HistorySample()
    try sample.keep(["fy2019", "fy2020", "fy2022", "fy2022-april"])
    let outcome = try sample.codeset("build")
    #expect(outcome.status == 0)
    #expect(
      outcome.errorLines == [
        "history/addenda-fy2022.txt:14: warning: expected the baseline of fy2022 (159 codes) among the loaded releases, "
          + "found none; it must lie after fy2020 of 2019-10-01 and before 2021-10-01; since fy2020, 18 changes differ [baseline-not-held]"
      ])
    // U07.1 is dated by the conversion table all the same.
    let day = try sqliteColumn(sample.database, "SELECT valid_from FROM code WHERE code = 'U071'")
    #expect(day == ["2020-04-01"])
  }

  @Test func releasesThatAreLeftOutOfTheChoiceAreOneWarning() throws {
    let sample = try HistorySample()
    let outcome = try sample.codeset("build", "--release", "fy2019", "--release", "fy2022-april")
    #expect(outcome.status == 0)
    #expect(outcome.errorLines.count { $0.contains("left out: icd10cm fy20") } == 1, "\(outcome.errors)")
    #expect(
      try sqliteColumn(sample.database, "SELECT until FROM release WHERE release = 'fy2019'") == [
        "2022-04-01"
      ])
  }

  @Test func theManifestNamesEveryFileThatWasRead() throws {
    let sample = try HistorySample.built()
    let inputs: [[String]] = try python(
      """
      import hashlib, json, os, sys
      folder = sys.argv[1]
      manifest = json.load(open(os.path.join(folder, 'Outputs/manifest.json'), encoding='utf-8'))
      print(json.dumps([[release['release'], entry['role'],
        str(hashlib.sha256(open(os.path.join(folder, entry['file']), 'rb').read()).hexdigest() == entry['sha256'])]
        for release in manifest['releases'] for entry in release['inputs']]))
      """, sample.url.path)
    let expected =
      HistorySample.labels.flatMap { label in
        [[label, "codes", "True"]] + (label == "fy2019" ? [] : [[label, "addenda", "True"]])
      } + [["fy2022-april", "conversion", "True"]]
    #expect(inputs == expected)
  }

  @Test(arguments: [
    (
      "fy2020,2019-10-01,,", "fy2020,2019-10-01,2020-09-01,",
      "from 2019-10-01 until 2020-09-01 and fy2021 from 2020-10-01"
    ),
    (
      "fy2020,2019-10-01,,", "fy2020,2019-10-01,2020-11-01,",
      "from 2019-10-01 until 2020-11-01 and fy2021 from 2020-10-01"
    ),
    ("fy2021,2020-10-01,,", "fy2021,2019-10-01,,", "fy2020 from 2019-10-01 and fy2021 from 2019-10-01"),
  ])
  func aGapAnOverlapAndTwoReleasesOnOneDayAreErrorsWithBothNamed(old: String, new: String, found: String)
    throws
  {
    let sample = try HistorySample()
    let text = try String(contentsOf: sample.registry, encoding: .utf8)
    let edited = text.split(separator: "\n").map { row in
      row.hasPrefix("icd10cm,\(old)") ? String(row).replacing(old, with: new) : String(row)
    }
    try Data(edited.map { "\($0)\n" }.joined().utf8).write(to: sample.registry)
    let outcome = try sample.codeset("build")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(found), "\(outcome.errors)")
  }
}

/// Files beside the codes of a release that cannot be.
@Suite struct ChangeFileTests {
  @Test(arguments: [
    (
      "fy2021,2020-10-01,,addenda", "fy2021,2020-11-01,,addenda",
      "history.csv:6: error: expected icd10cm fy2021 to be effective on 2020-10-01, as on line 5, found 2020-11-01 "
        + "[registry]"
    )
  ])
  func aRowThatDoesNotFitItsReleaseIsAFinding(old: String, new: String, finding: String) throws {
    let sample = try HistorySample()
    let text = try String(contentsOf: sample.registry, encoding: .utf8)
    try Data(text.replacing(old, with: new).utf8).write(to: sample.registry)
    let outcome = try sample.codeset("build")
    #expect(outcome.status == 1)
    #expect(outcome.errorLines.first == finding)
  }

  @Test(arguments: [
    (
      "addenda-fy2021.txt",
      "history/addenda-fy2021.txt: expected an addenda file (layout cms-order-addenda), found an empty file"
    ),
    (
      "order-fy2021.txt",
      "history/order-fy2021.txt: expected an order file (layout cms-order), found an empty file"
    ),
  ])
  func anEmptyFileIsRefused(file: String, message: String) throws {
    let sample = try HistorySample()
    try sample.keep(HistorySample.labels)
    try Data().write(to: sample.url.appending(path: "history/\(file)"))
    let outcome = try sample.codeset("build")
    #expect(outcome.status == 1)
    #expect(outcome.errorLines == ["codeset: \(message)"])
  }

  /// U07.1 alone is known to be in force before the first release in the build: no answer to a search of that day.
  @Test func noReleaseOfThatDayIsSearched() throws {
    let sample = try HistorySample()
    try sample.keep(["fy2021", "fy2022", "fy2022-april"])
    try sample.codeset("build").succeeded()
    let day = ["--on", "2020-05-01"]
    #expect(try run(codesetPath, ["lookup", "U07.1"] + day, in: sample.url).status == 0)
    let outcome = try run(codesetPath, ["search", "COVID-19"] + day, in: sample.url)
    #expect(outcome.status == 1)
    #expect(
      outcome.errorLines == [
        "codeset: no release of icd10cm in this build is in force on 2020-05-01; its releases cover the days from 2020-10-01"
      ])
  }

  @Test func addendaOfAReleaseWithoutCodesAreNotRead() throws {
    let sample = try HistorySample()
    let text = try String(contentsOf: sample.registry, encoding: .utf8)
    let row = "icd10cm,fy1999,1998-10-01,,addenda,cms-order-addenda,history/addenda-fy2021.txt,,,\n"
    try Data((text + row).utf8).write(to: sample.registry)
    let outcome = try sample.codeset("build", "--notes")
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("found also role addenda without codes (1) [not-read]"))
  }
}

/// The same on the official files.
@Suite(.serialized, .needsReleases) struct OfficialReconciliationTests {
  private static let warning =
    "(73,674 codes) among the loaded releases, found none; it must lie after fy2023 of 2022-10-01 and before 2023-10-01"

  @Test func withoutApril2023TheBaselineOfFY2024IsNotHeld() throws {
    let outcome = try OfficialSelection(["fy2023", "fy2024"]).build()
    #expect(outcome.status == 0)
    #expect(outcome.errors.contains("warning: expected the baseline of fy2024 \(Self.warning)"))
  }

  @Test func oneRowOfTheAddendaAlteredStopsTheBuild() throws {
    let selection = try OfficialSelection(["fy2023-april", "fy2024"])
    try selection.replace("addenda", of: "fy2024") { lines in
      let row = lines.firstIndex { $0.hasPrefix("Add:         1 A4154 ") } ?? 0
      lines[row] = lines[row].replacing("Sepsis", with: "Sapsis")
    }
    let outcome = try selection.build()
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains("error: expected the files of fy2023-april and fy2024 to add A4154 1"),
      "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: selection.url.appending(path: "out/codeset.sqlite").path))
  }

  @Test func oneCodeDroppedFromTheOrderFileStopsTheBuild() throws {
    let selection = try OfficialSelection(["fy2023-april", "fy2024"])
    try selection.replace("codes", of: "fy2024") { lines in lines.removeAll { $0.contains(" O3432   1 ") } }
    let outcome = try selection.build()
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains("error: expected the addenda to delete O3432 1 \"Maternal care for"),
      "\(outcome.errors)")
  }

  /// Of the oldest release no addenda tell, but its order numbers do.
  @Test(arguments: [("O3432", "O3433"), ("A00", "A000")])
  func oneCodeDroppedFromTheOldestOrderFileStopsTheBuild(code: String, next: String) throws {
    let selection = try OfficialSelection(["fy2016", "fy2017"])
    try selection.replace("codes", of: "fy2016") { lines in
      lines.removeAll { $0.dropFirst(6).prefix(8) == code.padding(toLength: 8, withPad: " ", startingAt: 0) }
    }
    let outcome = try selection.build()
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(" at \(next): 1 row missing [order-gaps]"), "\(outcome.errors)")
  }

  /// Without their end, addenda do not tell that they are relative to a release that is not held.
  @Test func addendaThatBreakOffStopTheBuild() throws {
    let selection = try OfficialSelection(["fy2023-april", "fy2024"])
    try selection.replace("addenda", of: "fy2024") { $0.removeLast($0.count - 200) }
    let outcome = try selection.build()
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("[footer-missing]"), "\(outcome.errors)")
  }
}
