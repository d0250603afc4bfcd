import Foundation
import TestSupport
import Testing

/// `codeset lookup`.
@Suite struct LookupTests {
  /// A header, a leaf with sisters that differ in trimester or side, two of a trimester, two eyes, a fracture, a
  /// placeholder X, a level left out, a code set without chapters.
  @Test(
    arguments: [
      "O34.32", "O34.3", "M17.11", "H54.40", "T46.4X5A", "O60.13X0", "H54.0X33", "S42.001A", "C4A", "0UVC7ZZ",
    ],
    ["text", "json"])
  func printsTheRecord(code: String, format: String) throws {
    let outcome = try Sample.built().codeset("lookup", code, "--format", format)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    try expectGolden(outcome.output, "lookup-\(code).\(format == "text" ? "txt" : "json")")
  }

  @Test(arguments: ["o3432", "O34.32", "O34.32 ", " o34.32", "O3432", "O34 32"])
  func takesTheCodeHoweverItIsWritten(_ written: String) throws {
    let sample = try Sample.built()
    let outcome = try sample.codeset("lookup", written)
    #expect(outcome.status == 0)
    #expect(try outcome.output == sample.codeset("lookup", "O34.32").output)
    #expect(outcome.output.hasPrefix("O34.32  Maternal care for cervical incompetence, second trimester\n"))
  }

  /// Each note with its owner, in the order in which a coder needs them.
  @Test func showsWhatTheClassificationSaysOfTheCodeAndOfAllAboveIt() throws {
    let output = try Sample.built().codeset("lookup", "O34.32").succeeded().output
    let expected = [
      "billable    yes", "            code first O65.5", "            use additional Z3A",
      "inclusion   O34.3 Maternal care for cerclage with or without cervical incompetence",
      "            O34.3 Maternal care for Shirodkar suture with or without cervical incompetence",
      "code first  O34 any associated obstructed labor (O65.5)",
      "use add'l   O34 code for specific condition",
      "includes    O34 the listed conditions as a reason for hospitalization",
      "excludes1   O00-O9A supervision of normal pregnancy (Z34.-)",
      "excludes2   O00-O9A mental and behavioral disorders associated with the puerperium (F53.-)",
      "use add'l   O00-O9A code, if applicable, from category Z3A, Weeks of gestation",
      "            O00-O9A 2nd trimester- 14 weeks 0 days to less than 28 weeks 0 days",
    ]
    var rest = output[...]
    for line in expected {
      let place = try #require(rest.range(of: line), "\(line)")
      rest = rest[place.upperBound...]
    }
  }

  @Test func jsonHoldsTheObjectsOfTheProducts() throws {
    let sample = try Sample.built()
    let output = try sample.codeset("lookup", "O34.32", "--format", "json").succeeded().output
    let same: Bool = try python(
      """
      import json, sys
      record, = json.loads(sys.argv[1])
      codes = {each['code']: each for each in json.load(open(sys.argv[2], encoding='utf-8'))}
      print(json.dumps(record['code'] == codes['O3432']
        and record['parents'] == [codes['O343'], codes['O34']]
        and record['sections'] == ['O30-O48', 'O00-O9A'] and record['children'] == []))
      """, output, sample.output.appending(path: "json/icd10cm/codes.json").path)
    #expect(same)
  }

  @Test func looksInTheCodeSetThatIsNamed() throws {
    let sample = try Sample.built()
    #expect(try sample.codeset("lookup", "0UVC7ZZ", "--system", "icd10pcs").status == 0)
    #expect(try sample.codeset("lookup", "0UVC7ZZ", "--system", "icd10cm").status == 1)
  }

  /// Of two releases, the newest answers, and of a code that it lacks, the one before.
  @Test func theNewestReleaseAnswers() throws {
    let sample = try Sample()
    let text = try String(contentsOf: sample.registry, encoding: .utf8)
    let later = "icd10cm,later,2025-10-01,,codes,cms-order,later.txt,,,\n"
    try Data("\(text)\(later)".utf8).write(to: sample.registry)
    var lines = try SampleOrderFile(of: sample)
    let earlier = lines.texts
    lines.overwrite(column: 78, with: "Retitled")
    lines.texts.remove(at: 162)
    for place in lines.texts.indices[162...] {
      lines.texts[place] = String("00000\(place + 1)".suffix(5) + lines.texts[place].dropFirst(5))
    }
    try lines.write()
    let order = sample.inputs.appending(path: "icd10cm_order_sample.txt")
    try FileManager.default.moveItem(at: order, to: sample.inputs.appending(path: "later.txt"))
    try Data(earlier.map { "\($0)\r\n" }.joined().utf8).write(to: order)
    try sample.codeset("build").succeeded()
    let afterwards = ["CODESET_TODAY": "2025-12-01"]
    let retitled = try sample.codeset("lookup", "O34.32", environment: afterwards).output
    #expect(retitled.hasPrefix("O34.32  Retitled"))
    let retired = try sample.codeset("lookup", "O34.33", environment: afterwards).succeeded().output
    #expect(retired.contains("\nin force    from 2024-10-01 until 2025-10-01 (retired)\n"))
    let intervals = try sqlite(
      sample.database,
      "SELECT release, valid_from, valid_to FROM code WHERE code = 'O3432' ORDER BY valid_from")
    #expect(
      intervals == [
        ["release": "sample", "valid_from": "2024-10-01", "valid_to": "2025-10-01"],
        ["release": "later", "valid_from": "2025-10-01", "valid_to": nil],
      ])
  }

  @Test(arguments: [["lookup", "O3432"], ["search", "cervical"]])
  func aDatabaseThatCannotBeReadIsStatusThree(_ command: [String]) throws {
    let sample = try Sample()
    let missing = try sample.codeset(command)
    #expect(missing.status == 3)
    #expect(missing.errors.hasPrefix("codeset: Outputs/codeset.sqlite: no such file"))
    #expect(!FileManager.default.fileExists(atPath: sample.output.path))
    for file in ["Inputs/sample/releases.csv", "Inputs"] {
      let other = try sample.codeset(command + ["--database", file])
      #expect(other.status == 3)
      #expect(other.errors.hasPrefix("codeset: \(file): cannot be read as a codeset artifact"))
      #expect(other.errorLines.count == 1)
    }
  }
}
