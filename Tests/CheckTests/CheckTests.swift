import Check
import Foundation
import Lookup
import TestSupport
import Testing

/// `codeset check`: every code of a table, judged by its day.
@Suite struct CheckTests {
  /// A claims file of an invented clinic, in which each status occurs.
  @Test func everyStatusIsSaidWithWhatToDo() throws {
    let checked = try check(
      """
      claim,dx,day,note
      1,A00.1,2021-03-01,"says ""eltor"",
      twice"
      2,a001 ,2021-10-01,
      3,A00.9,2022-10-01,
      4,M25.51,2021-10-01,x
      5,A00.0,2021-10-01,
      6,A00.5,2022-01-01,
      7,U07.1,2021-01-01,
      8,A001A,2021-01-01,
      9,AO0.1,2021-01-01,
      10,A0.01,2021-01-01,
      11,Q99,2021-01-01,
      12,A00.1,2020-09-30,
      13,A00.1,,
      14,A00.1,3/1/2021,
      15,,2021-01-01,

      """, "--code", "dx", "--date", "day")
    #expect(
      checked.output == """
        claim,dx,day,note,status,display_code,title,advice
        1,A00.1,2021-03-01,"says ""eltor"",
        twice",valid,A00.1,Cholera due to eltor,
        2,a001 ,2021-10-01,,valid,A00.1,Cholera due to biovar eltor,
        3,A00.9,2022-10-01,,header,A00.9,"Cholera, unspecified","2 codes below: A00.90, A00.9A"
        4,M25.51,2021-10-01,x,header,M25.51,Pain in shoulder,3 codes below; side: right or left; \
        unspecified only when the record does not say
        5,A00.0,2021-10-01,,retired,A00.0,"Cholera, old form","retired 2021-10-01; became A00.2, A00.3"
        6,A00.5,2022-01-01,,retired,A00.5,Cholera that comes and goes,retired 2021-10-01; again in force from 2022-10-01
        7,U07.1,2021-01-01,,not_yet,U07.1,COVID-19,in force from 2022-04-01
        8,A001A,2021-01-01,,unknown,,,A00.1? (a character too many)
        9,AO0.1,2021-01-01,,unknown,,,A00.1? (letters and digits that look alike)
        10,A0.01,2021-01-01,,unknown,,,A00.1? (the dot is elsewhere)
        11,Q99,2021-01-01,,unknown,,,
        12,A00.1,2020-09-30,,not_held,A00.1,Cholera due to eltor,no release of icd10cm in this build covers \
        the day; its releases cover the days from 2020-10-01
        13,A00.1,,,no_day,,,"expected a day such as 2024-10-01, found ''"
        14,A00.1,3/1/2021,,no_day,,,"expected a day such as 2024-10-01, found '3/1/2021'"
        15,,2021-01-01,,,,,

        """)
    #expect(checked.status == 1)
    #expect(
      checked.errors == """
        standard input: 15 rows, 14 codes, 1 blank
          2  valid
          2  header
          2  retired
          1  not_yet
          4  unknown
          1  not_held
          2  no_day
        the commonest problems
          1  no_day: expected a day such as 2024-10-01, found ''
          1  no_day: expected a day such as 2024-10-01, found '3/1/2021'
          1  not_held: no release of icd10cm in this build covers the day; its releases cover the days \
        from 2020-10-01
          1  A0.01 unknown: A00.1? (the dot is elsewhere)
          1  A00.0 retired: retired 2021-10-01; became A00.2, A00.3
          1  A00.5 retired: retired 2021-10-01; again in force from 2022-10-01
          1  A00.9 header: 2 codes below: A00.90, A00.9A
          1  A001A unknown: A00.1? (a character too many)
          1  AO0.1 unknown: A00.1? (letters and digits that look alike)
          1  M25.51 header: 3 codes below; side: right or left; unspecified only when the record does not say

        """)
  }

  /// Days on which a newer release was in force than those in the build are checked by an older one: that is said.
  @Test(arguments: [("2025-03-31", false), ("2025-04-01", true)])
  func aReleaseThatIsNotInTheBuildIsNamed(day: String, isNamed: Bool) throws {
    let sample = try Sample.built()
    for format in ["text", "json"] {
      let checked = try run(
        codesetPath,
        [
          "check", "--database", sample.database.path, "--code", "code", "--date", "day", "--summary-format",
          format,
        ], input: Data("code,day\nO34.32,2024-10-01\nO34.32,\(day)\n".utf8))
      #expect(checked.status == 0)
      #expect(checked.errors.contains("is not in this build") == isNamed, "\(checked.errors)")
    }
  }

  /// What people leave in a field besides a code, and what goes on after one.
  @Test(arguments: [
    ("(A00.1)", "A00.1? (signs that are no part of it)"),
    ("A00,1", "A00.1? (signs that are no part of it)"),
    ("A00.1; H81.41", "2 codes in one field: --separator takes them apart"),
    ("A00.1 H8141", "2 codes in one field: --separator takes them apart"),
    ("A00.1, see note", "A00.1 with more after it"),
    ("M25.51Z", "no such code below M25.51: 2 codes below; side: right or left"),
    ("n/a", ""),
  ])
  func whatIsNearNoCodeIsSaidToo(written: String, advice: String) throws {
    let checked = try check("code\n\"\(written)\"\n", "--on", "2021-01-01", "--format", "text", "--quiet")
    let rest = advice.isEmpty ? "" : ": \(advice)"
    #expect(checked.output == "line 2, code: unknown: \(written) on 2021-01-01\(rest)\n")
  }

  /// Women and men have codes of their own: the side does not tell which code is meant.
  @Test func aFewCodesAreNamedWhereTheChoicesDoNotTellThemApart() throws {
    let sample = try Sample.built([
      SeriesRelease(
        "y1", "2020-10-01",
        [
          ("C50", false, "Malignant neoplasm of breast"), ("C509", false, "Malignant neoplasm of breast"),
          ("C50911", true, "Malignant neoplasm of right female breast"),
          ("C50912", true, "Malignant neoplasm of left female breast"),
          ("C50921", true, "Malignant neoplasm of right male breast"),
          ("C50922", true, "Malignant neoplasm of left male breast"),
        ])
    ])
    let checked = try run(
      codesetPath, ["check", "--database", sample.database.path, "--format", "text", "--quiet"],
      input: Data("code\nC50.9\n".utf8))
    #expect(
      checked.output.hasSuffix(
        ": 4 codes below: C50.911, C50.912, C50.921, C50.922; side: right or left\n"))
  }

  @Test(arguments: [
    ("id; code ;day\n1;A00.1;2021-01-01\n", "1;A00.1;2021-01-01;valid;"),
    ("\"Diagnosis, first, coded\";Code\nx;A00.1\n", "x;A00.1;valid;"),
  ])
  func columnsAreFoundByTheNamesOfPeople(input: String, row: String) throws {
    #expect(try check(input, "--on", "2021-01-01").output.contains("\n\(row)"))
  }

  /// A pipe may bring the header row in pieces.
  @Test func aHeaderRowInPiecesIsRead() throws {
    let sample = try Sample.built(choleraSeries)
    let request = CheckRequest(
      codeColumns: ["code"], dayColumn: nil, day: "2021-01-01", systemColumn: nil, separator: nil,
      delimiter: nil, onlyProblems: false, format: .csv)
    var printed: [UInt8] = []
    let run = CheckRun(
      request, by: try Judge(CodeDatabase(path: sample.database.path), system: nil), system: nil,
      report: { _ in "" }, write: { printed += $0 })
    var pieces = ["\u{FEFF}a,b", ";code;c;d\n1;A0", "0.1;2;3\n"]
    _ = try run.check { bytes in if !pieces.isEmpty { bytes += pieces.removeFirst().utf8 } }
    #expect(
      String(decoding: printed, as: UTF8.self) == """
        \u{FEFF}a,b;code;c;d;status;display_code;title;advice
        1;A00.1;2;3;valid;A00.1;Cholera due to eltor;

        """)
  }

  @Test func whereAllIsValidTheExitStatusSaysSo() throws {
    let checked = try check("code\nA00.1\n", "--on", "2021-01-01", "--summary-format", "json")
    #expect(checked.status == 0)
    #expect(
      checked.output == "code,status,display_code,title,advice\nA00.1,valid,A00.1,Cholera due to eltor,\n")
    #expect(
      checked.errors == """
        {"rows":1,"codes":1,"blank":0,"statuses":{"valid":1,"header":0,"retired":0,"not_yet":0,"unknown":0,\
        "not_held":0,"no_day":0},"as_of":[],"problems":[]}

        """)
  }

  /// What the file says besides comes back byte for byte, whatever its delimiter and line ends.
  @Test(arguments: [
    (
      "\u{FEFF}id;code;\"n\"\r\n1;\"A00.1\";\"a;b\r\nc\"\r\n\r\n2;A00.0;5\" x",
      "\u{FEFF}id;code;\"n\";status;display_code;title;advice\r\n1;\"A00.1\";\"a;b\r\nc\";valid;A00.1;"
        + "Cholera due to eltor;\r\n\r\n2;A00.0;5\" x;valid;A00.0;Cholera, old form;\n"
    ),
    (
      "code\tx\nA00.1\t\u{E9}\n",
      "code\tx\tstatus\tdisplay_code\ttitle\tadvice\nA00.1\t\u{E9}\tvalid\tA00.1\tCholera due to eltor\t\n"
    ),
    (
      "status|code\n1|A00.1\n2\n",
      "status|code|check_status|check_display_code|check_title|check_advice\n"
        + "1|A00.1|valid|A00.1|Cholera due to eltor|\n2|||||\n"
    ),
  ])
  func unchangedColumnsComeBackAsTheyAre(input: String, output: String) throws {
    let checked = try check(input, "--on", "2021-01-01")
    #expect(checked.output == output)
    #expect(checked.status == 0)
  }

  @Test func severalColumnsAndSeveralCodesInOne() throws {
    let checked = try check(
      "dx1,dx2,day\nA00.1;A00.9,H81.4,2021-01-01\nA00.1,,2021-01-01\n", "--code", "dx1,2", "--date", "DAY",
      "--separator", ";", "--only-problems")
    #expect(
      checked.output == """
        dx1,dx2,day,dx1_status,dx1_display_code,dx1_title,dx1_advice,dx2_status,dx2_display_code,dx2_title,dx2_advice
        A00.1;A00.9,H81.4,2021-01-01,valid;valid,A00.1;A00.9,"Cholera due to eltor | Cholera, unspecified", | ,\
        header,H81.4,Vertigo of central origin,2 codes below; side: right or left

        """)
    #expect(checked.status == 1)
  }

  @Test func aLineForEachCodeInJSONAndForEachProblemInText() throws {
    let input = "code\nA00.1\nA000\n"
    let lines = try check(input, "--on", "2021-10-01", "--json")
    #expect(
      lines.output == """
        {"line":2,"column":"code","written":"A00.1","day":"2021-10-01","status":"valid","system":"icd10cm",\
        "display_code":"A00.1","title":"Cholera due to biovar eltor"}
        {"line":3,"column":"code","written":"A000","day":"2021-10-01","status":"retired","system":"icd10cm",\
        "display_code":"A00.0","title":"Cholera, old form","advice":"retired 2021-10-01; became A00.2, A00.3"}

        """)
    let text = try check(input, "--on", "2021-10-01", "--format", "text", "--quiet")
    #expect(
      text.output
        == "line 3, code: retired: A00.0 on 2021-10-01: retired 2021-10-01; became A00.2, A00.3\n")
    #expect(text.errors == "")
  }

  @Test(arguments: [
    (
      "dx\nA00\n", [], 2,
      "expected the column 'code' in the first row, found dx; --code, --date and --system-column take a name or a number"
    ),
    ("", [], 3, "standard input:1: error: expected a header row, found nothing [csv-syntax]"),
    ("code\n\"A00", [], 3, "standard input:2: error: expected matching quotes [csv-syntax]"),
    ("code\nA00,1\n", [], 3, "standard input:2: error: expected 1 fields, found 2 [csv-syntax]"),
    ("\u{0}", ["--on", "2021-01-01", "--date", "x"], 2, "expected --date or --on, found both."),
  ])
  func whatCannotBeCheckedIsASentence(input: String, arguments: [String], status: Int32, sentence: String)
    throws
  {
    let checked = try check(input, arguments)
    #expect(checked.status == status)
    #expect(checked.errors.contains(sentence))
  }

  /// Two code sets have a code of the same characters: the day decides, or both are named.
  @Test func theCodeSetIsTheOneThatCodeAndDayImply() throws {
    let sample = try Sample.built()
    let input = Data(
      "code,set\nO34.32,\n0UVC7ZZ,\n0UVC7ZZ,ICD10CM\nO34.32,ICD-10-CM\nO34.32,nope\n99213,\n".utf8)
    let checked = try run(
      codesetPath, ["check", "--database", sample.database.path, "--system-column", "set", "--quiet"],
      input: input)
    let statuses = checked.output.split(separator: "\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)[2]
    }
    #expect(checked.output.contains("the code set nope is not in this build, which has icd10cm, icd10pcs"))
    #expect(statuses == ["valid", "valid", "unknown", "valid", "not_held", "not_held"])
  }

  private func check(_ input: String, _ arguments: String...) throws -> Outcome {
    try check(input, arguments)
  }

  private func check(_ input: String, _ arguments: [String]) throws -> Outcome {
    let sample = try Sample.built(choleraSeries)
    defer { withExtendedLifetime(sample) {} }
    return try run(
      codesetPath, ["check", "--database", sample.database.path] + arguments, input: Data(input.utf8))
  }
}
