import Foundation
import TestSupport
import Testing

/// HCPCS Level II through the command: two releases of a few records each, as published.
@Suite struct HCPCSTests {
  /// A modifier with a side, one that ended in the middle of a year; a code of many lines, one that was used
  /// for something else, one that came and went between two releases, one terminated long ago.
  @Test(arguments: ["LT", "ZA", "A5513", "G9890", "C9469", "G8891"], ["text", "json"])
  func printsTheRecord(code: String, format: String) throws {
    let outcome = try HCPCSSample.built().codeset("lookup", code, "--format", format)
    #expect(outcome.status == 0)
    #expect(outcome.errors == "")
    try expectGolden(outcome.output, "lookup-\(code).\(format == "text" ? "txt" : "json")")
  }

  @Test func aSideLeadsToTheOther() throws {
    let outcome = try HCPCSSample.built().codeset("lookup", "lt", "--pivot", "laterality=right")
    #expect(outcome.output.hasPrefix("RT  Right side (used to identify procedures"))
  }

  @Test(arguments: [
    ("C9469", "2018-06-30", 0), ("C9469", "2018-07-01", 1), ("C9469", "2018-03-31", 1),
    ("QQ", "2018-06-30", 1),
    ("QQ", "2018-07-01", 0), ("C9463", "2018-12-31", 0), ("C9463", "2019-01-01", 1), ("DA", "2018-12-31", 0),
  ])
  func aCodeIsInForceOnTheDaysThatItsRecordStates(code: String, day: String, status: Int32) throws {
    #expect(try HCPCSSample.built().codeset("lookup", code, "--on", day).status == status)
  }

  @Test func theCurrentCodesAreThoseInForceWhenTheNewestReleaseBegins() throws {
    let sample = try HCPCSSample.built()
    let current = try sqliteColumn(sample.database, "SELECT code FROM current_code ORDER BY id")
    #expect(
      current.map(\.inCSV) == [
        "A1", "CO", "LT", "QQ", "RT", "T5", "TA", "A4206", "A5513", "C8903", "C8906", "C9488", "G9066",
        "G9868",
        "G9890", "L3900",
      ])
    let inJSON: [String] = try python(
      "import json, sys; print(json.dumps([each['code'] for each in json.load(open(sys.argv[1]))]))",
      sample.output.appending(path: "json/hcpcs/codes.json").path)
    #expect(inJSON == current.map(\.inCSV))
    #expect(
      try sqliteColumn(sample.database, "SELECT billable_count FROM release ORDER BY release")
        == [10, 9])
  }

  @Test func theDetailsStandInEveryProduct() throws {
    let sample = try HCPCSSample.built()
    let rows = try sqlite(
      sample.database, "SELECT * FROM hcpcs_detail WHERE code = 'L3900' AND release = '2019'")
    let row = try #require(rows.first).filter { $0.value != .null }.mapValues(\.inCSV)
    let same: Bool = try python(
      """
      import csv, json, sys
      details = list(csv.DictReader(open(sys.argv[1] + '/csv/hcpcs_detail.csv', newline='')))
      category = json.load(open(sys.argv[1] + '/json/hcpcs/categories/L39.json'))
      detail, = [each for each in details if (each['code'], each['release']) == ('L3900', '2019')]
      nested = {name: str(value) for name, value in category[0]['hcpcs'].items()}
      print(json.dumps({name: value for name, value in detail.items() if value} == nested == json.loads(sys.argv[2])))
      """, sample.output.path, String(decoding: try JSONEncoder().encode(row), as: UTF8.self))
    #expect(same)
    #expect([row["pricing"], row["betos"], row["type_of_service"]] == ["38", "D1F", "P"])
  }

  @Test func aHistoryThroughMakeIsTheSameAsOneBuiltAtOnce() throws {
    let (whole, growing) = (try HCPCSSample.built(), try HCPCSSample())
    for labels in [["2018"], ["2018", "2019"]] {
      try growing.keep(labels)
      try growing.make().succeeded()
    }
    let products = try files(in: growing.output).filter { !$0.key.hasPrefix("stages/") }
    #expect(differences(try files(in: whole.output), products) == [])
  }

  @Test func anotherLayoutIsRefused() throws {
    let sample = try HCPCSSample()
    let text = try String(contentsOf: sample.registry, encoding: .utf8)
    try Data(text.replacing("hcpcs-anweb", with: "cms-order").utf8).write(to: sample.registry)
    let outcome = try sample.codeset("build", "--registry", "hcpcs.csv")
    #expect(outcome.status == 1)
    #expect(
      outcome.errorLines.first
        == "hcpcs.csv:2: error: expected the layout to be one of hcpcs-anweb, found 'cms-order' [registry]")
  }
}
