import Foundation
import TestSupport
import Testing

/// Full releases as published, where `CODESET_RELEASES` names their registry.
@Suite struct OfficialReleaseTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    var system, release: String
    var rows, billable: Int
    var testDescription: String { "\(system) \(release)" }
  }

  static let releases = [
    Expected(system: "icd10cm", release: "fy2025", rows: 97584, billable: 74260),
    Expected(system: "icd10pcs", release: "fy2025", rows: 79856, billable: 78948),
  ]

  @Test(.needsReleases, arguments: releases)
  func aFullReleaseIsBuilt(_ expected: Expected) throws {
    let registry = try #require(officialRegistry)
    let sample = try Sample()
    let outcome = try sample.codeset(
      "build", "--registry", registry.path, "--system", expected.system, "--release", expected.release)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output.split(separator: "\n").first
        == "\(expected.system) \(expected.release): \(expected.rows) rows = \(expected.rows) codes + 0 rejected"
    )
    let counts = try sqlite(
      sample.database,
      "SELECT count(*) AS rows, sum(billable) AS billable, count(DISTINCT code) AS codes FROM current_code")
    let rows = Value.integer(expected.rows)
    #expect(counts == [["rows": rows, "billable": .integer(expected.billable), "codes": rows]])
    #expect(try sqliteColumn(sample.database, "SELECT count(*) FROM rejected") == [0])
    #expect(try sqliteColumn(sample.database, "SELECT code_count FROM release") == [rows])
    let counted: [Int] = try python(
      """
      import csv, json, sys
      with open(sys.argv[1] + '/csv/code.csv', newline='', encoding='utf-8') as file:
        records = sum(1 for _ in csv.DictReader(file, strict=True))
      with open(sys.argv[1] + '/json/' + sys.argv[2] + '/codes.json', encoding='utf-8') as file:
        objects = json.load(file)
      print(json.dumps([records, len(objects), sum(each['billable'] for each in objects)]))
      """, sample.output.path, expected.system)
    #expect(counted == [expected.rows, expected.rows, expected.billable])
    #expect(try sample.codeset("verify").status == 0)
  }

  /// Categories whose place the range of a block does not tell, as the printed code book has them.
  @Test(.needsReleases, arguments: officialRegistry.map { [$0] } ?? [])
  func aBlockHasTheCategoriesThatArePrintedInIt(registry: URL) throws {
    struct Block: Decodable {
      var section: String
      var categories: [String]?
    }
    let sample = try Sample()
    try sample.codeset(
      "build", "--quiet", "--registry", registry.path, "--system", "icd10cm", "--release", "fy2025"
    ).succeeded()
    let blocks = try JSONDecoder().decode(
      [Block].self, from: Data(contentsOf: sample.output.appending(path: "json/icd10cm/sections.json")))
    let categories = Dictionary(uniqueKeysWithValues: blocks.map { ($0.section, $0.categories ?? []) })
    #expect(categories["C43-C44"] == ["C43", "C4A", "C44"])
    #expect(categories["C76-C80"] == ["C76", "C77", "C78", "C79", "C80"])
    #expect(categories["C7A"] == ["C7A"])
    #expect(categories["C7B"] == ["C7B"])
    #expect(categories["D3A"] == ["D3A"])
    #expect(categories["D37-D48"]?.contains("D3A") == false)
    #expect(categories["M05-M14"]?.contains("M1A") == true)
    #expect(categories["Z30-Z39"]?.contains("Z3A") == true)
    #expect(categories["B20"] == ["B20"])
    #expect(categories["C00-D49"] == [])
    #expect(categories.values.joined().count == 1917)
  }
}
