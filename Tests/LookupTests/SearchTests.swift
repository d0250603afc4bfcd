import Foundation
import TestSupport
import Testing

/// `codeset search`.
@Suite struct SearchTests {
  /// The display codes that a search prints.
  private func found(_ arguments: String...) throws -> [String] {
    let outcome = try Sample.built().codeset(["search"] + arguments)
    #expect(outcome.status == (outcome.output.isEmpty ? 1 : 0), "\(outcome.errors)")
    return outcome.output.split(separator: "\n").map { String($0.prefix { $0 != " " }) }
  }

  @Test(arguments: [
    "cervical incompetence", "incompetence cervical", "CERVICAL Incompetence", "cervical incomp",
    "maternal  care\tcervical", "incomp cervical", "cervical incompetense",
  ])
  func findsWordsInAnyOrderAndTheirBeginnings(_ text: String) throws {
    #expect(try found(text).filter { $0 != "no" } == ["O34.30", "O34.3"])
  }

  @Test func aCodeIsFoundWithThoseThatBeginSo() throws {
    #expect(try found("O34.3") == ["O34.3", "O34.30", "O34.31", "O34.32", "O34.33"])
    #expect(try found("O34.32") == ["O34.32"])
    #expect(try found("0uvc7zz") == ["0UVC7ZZ"])
  }

  @Test(arguments: ["O34.31 O34.33", "o3433, 0uvc7zz", "0UVC7ZZ O34.31 O34.33"])
  func ofSeveralCodesEachIsFound(_ text: String) throws {
    let codes = text.uppercased().filter { $0 != "." }.split { " ,".contains($0) }.map(String.init)
    #expect(try Set(found(text).map { $0.filter { $0 != "." } }) == Set(codes))
  }

  @Test func whatNothingHasIsSaid() throws {
    let outcome = try Sample.built().codeset("search", "xyzzy")
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors == "codeset: no code has these words: xyzzy; no entry has 'xyzzy'\n")
  }

  /// Quotes and the operators of SQLite's full-text search are text like any other.
  @Test(arguments: [
    "\"", "*", "(", ")", "-", "^", "+", ":", "'", "\\", "%", ";", "\"\"", "", " ", "\u{1F930}",
  ])
  func operatorsAreNoWords(_ text: String) throws {
    let outcome = try Sample.built().codeset(["search", "--", text])
    #expect(outcome.status == 1)
    #expect(outcome.errors == "codeset: no code has these words: \(text)\n")
  }

  @Test(arguments: [
    "cervical\" incompetence", "\"cervical incompetence\"", "cervical* incompetence",
    "(cervical incompetence", "cervical - incompetence", "cervical; incompetence", "cervical incompetence*",
    "cervical AND incompetence",
    "'; DROP; cervical incompetence",
  ])
  func punctuationAroundWordsDoesNoHarm(_ text: String) throws {
    #expect(try found(text).contains("O34.30"))
  }

  @Test func limitIsHowManyAtTheMost() throws {
    let all = try found("fracture", "--limit", "1000")
    #expect(all.count > 3)
    #expect(try found("fracture", "--limit", "3") == Array(all.prefix(3)))
    #expect(try found("S42").count == 20)
  }

  @Test func billableLeavesOutHeaders() throws {
    #expect(try found("cervical incompetence", "--billable") == ["O34.30"])
    #expect(try found("O34.3", "--billable") == ["O34.30", "O34.31", "O34.32", "O34.33"])
  }

  @Test func systemLeavesOutTheOthers() throws {
    #expect(try found("cervix", "--system", "icd10cm").allSatisfy { !$0.hasPrefix("0U") })
    #expect(try found("cervix", "--system", "icd10pcs").allSatisfy { $0.hasPrefix("0U") })
  }

  @Test func trimesterAndSideNarrowTheSearch() throws {
    #expect(try found("cervical incompetence", "--trimester", "second") == ["O34.32"])
    #expect(try found("cervical incompetence", "--trimester", "unspecified") == ["O34.30"])
    #expect(try found("osteoarthritis knee primary", "--laterality", "right").first == "M17.11")
    #expect(try found("cervical incompetence", "--trimester", "second", "--laterality", "left") == [])
  }

  /// As of a day, or of the newest release: what is retired on the day is not found, and each code once.
  @Test(arguments: [
    ("cholera", ["--on", "2020-10-01"], ["A00", "A00.0", "A00.1", "A00.5", "A00.9"]),
    ("cholera", ["--on", "2022-09-30"], ["A00", "A00.1", "A00.2", "A00.3", "A00.9"]),
    ("cholera eltor", ["--on", "2020-10-01"], ["A00.1"]),
    ("vertigo", ["--on", "2021-09-30", "--billable"], ["H81.41"]),
    ("vertigo", ["--on", "2021-09-30", "--laterality", "left"], ["H81.42"]),
    ("vertigo", [], ["H81.4", "H81.41"]),
    ("covid", ["--on", "2022-04-01"], ["U07.1"]),
  ])
  func findsWhatIsInForce(text: String, options: [String], codes: [String]) throws {
    let outcome = try Sample.built(choleraSeries).codeset(["search", text] + options).succeeded()
    let lines = outcome.output.split(separator: "\n").filter { !$0.hasPrefix("as of ") }
    #expect(Set(lines.map { String($0.prefix { $0 != " " }) }).isSubset(of: codes))
    #expect(lines.first.map { codes.contains(String($0.prefix { $0 != " " })) } == true)
  }

  /// What is retired today is found, after what is in force.
  @Test func whatIsRetiredIsSaidToBe() throws {
    let outcome = try Sample.built(choleraSeries).codeset("search", "newer form cholera").succeeded()
    #expect(outcome.output.contains("A00.2 "))
  }

  @Test func beforeTheFirstReleaseNothingIsHeld() throws {
    let outcome = try Sample.built(choleraSeries).codeset("search", "cholera", "--on", "2019-01-01")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors
        == "codeset: no release of icd10cm in this build is in force on 2019-01-01; its releases cover the days from 2020-10-01\n"
    )
  }

  @Test func jsonHoldsTheObjectsOfTheProducts() throws {
    let sample = try Sample.built()
    let output = try sample.codeset("search", "cervical incompetence", "--format", "json").succeeded().output
    let same: Bool = try python(
      """
      import json, sys
      found = json.loads(sys.argv[1])
      codes = {each['code']: each for each in json.load(open(sys.argv[2], encoding='utf-8'))}
      print(json.dumps(len(found) == 2 and all(each == codes[each['code']] for each in found)))
      """, output, sample.output.appending(path: "json/icd10cm/codes.json").path)
    #expect(same)
  }
}
