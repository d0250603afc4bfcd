import CodeSetModel
import Ingest
import TestSupport
import Testing

/// The tables of FY2020, as CSV, and of FY2025 and FY2026, as workbooks; counted and quoted as Python reads them.
@Suite(.serialized) struct OfficialConversionTests {
  /// The first and last line with a row of each table.
  private let lines = ["fy2020": 4...2885, "fy2025": 3...5407, "fy2026": 3...5894]

  @Test(.needsReleases, arguments: officialConversions)
  func everyRowIsRead(_ official: OfficialRelease) throws {
    let table = try official.ingestedConversion()
    #expect(table.findings.isEmpty)
    let label = official.release.label
    #expect(table.records.map(\.line) == Array(try #require(lines[label])))
    // The days of April and January are numbers of days.
    var counts = ["2016": 1970, "2017": 360, "2018": 279, "2019": 273]
    if label != "fy2020" {
      counts.merge([
        "2020": 488, "2021": 159, "2022": 1176, "2023": 395, "2024": 252, "43922": 2, "44197": 6, "44652": 3,
        "45017": 42,
      ]) { $1 }
    }
    if label == "fy2026" { counts["2025"] = 487 }
    #expect(Dictionary(grouping: table.records, by: \.effective).mapValues(\.count) == counts)
    #expect(table.records.count { $0.previous == "None" } == (label == "fy2020" ? 113 : 125))
  }

  @Test(.needsReleases, arguments: officialConversions.filter { $0.release.label == "fy2020" })
  func rowsOfTheCSVAreReadAsPrinted(_ official: OfficialRelease) throws {
    let table = try official.ingestedConversion()
    // Two blanks are after the code in the file.
    expect(table, line: 19, "C44.1121", "2018", "C44.112")
    expect(table, line: 429, "H02.151", "2018", "H02.101-H02.106; H02.109")
    expect(table, line: 858, "K59.03", "2016", "K59.09 AND Code from categories T36-T50")
    // The file puts this list in quotes.
    expect(table, line: 2533, "T85.113A", "2016", "T85.110A, T85.111A, T85.112A, T85.118A")
    expect(table, line: 2885, "Z98.891", "2016", "Z98.89")
  }

  @Test(.needsReleases, arguments: officialConversions.filter { $0.release.label == "fy2025" })
  func rowsOfTheWorkbookAreReadAsStored(_ official: OfficialRelease) throws {
    let table = try official.ingestedConversion()
    expect(table, line: 3, "A04.71", "2017", "A04.7")
    // Two blanks are after the code in the file.
    expect(table, line: 30, "C44.1121", "2018", "C44.112")
    expect(table, line: 551, "E75.244", "2021", "E75.240, E75.241, E75.248, E75.249")
    expect(table, line: 1935, "M93.004", "2022", "M93.001 & M93.002")
    expect(table, line: 2639, "P91.821", "2020", "I63.- and P91.88")
    // In force since April 1, 2020, by the number of the day.
    expect(table, line: 4253, "U07.0", "43922", "J68.0, J68.9, J69.1, J80, J82, J84.114, J84.89, Z72.0")
    expect(table, line: 4254, "U07.1", "43922", "B97.29")
    expect(table, line: 5407, "Z98.891", "2016", "Z98.89")
  }

  @Test(.needsReleases)
  func theTablesAreThere() {
    #expect(officialConversions.map(\.release.label) == ["fy2020", "fy2025", "fy2026"])
  }

  private func expect(
    _ table: IngestedCompanion<ConversionRecord>, line: Int, _ code: String, _ effective: String,
    _ previous: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let record = ConversionRecord(code: code, effective: effective, previous: previous, line: line)
    #expect(table.records.first { $0.line == line } == record, sourceLocation: sourceLocation)
  }
}
