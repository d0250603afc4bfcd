import Foundation
import SmallCatalog
import TestSupport
import Testing

/// What holds for all products together.
@Suite struct AllProductsTests {
  /// Null is an empty field in CSV; everything else is the same text.
  @Test(arguments: smallCatalog.map { ($0.name, $0.columns) })
  func sqliteAndCSVHoldTheSameRowsUnderTheSameNames(table: String, columns: [String]) throws {
    let emitted = try Emitted()
    let stored = try sqlite(emitted.database, "SELECT * FROM \(table)")
    let printed = try csvRecords(emitted.output.appending(path: "csv/\(table).csv"))
    #expect(printed.first == columns)
    #expect(stored.allSatisfy { Set($0.keys) == Set(columns) })
    // SQLite keeps some tables in the order of their keys.
    let rows = stored.map { row in columns.map { row[$0]?.inCSV ?? "?" } }
    #expect(
      printed.dropFirst().sorted { $0.lexicographicallyPrecedes($1) }
        == rows.sorted { $0.lexicographicallyPrecedes($1) })
    #expect(!stored.isEmpty)
  }

  @Test func jsonAndSQLiteHoldTheSameCurrentCodes() throws {
    let emitted = try Emitted()
    var printed: [[String: Value]] = []
    for system in ["icd10cm", "icd10pcs"] {
      for object in try jsonObjects(emitted.output.appending(path: "json/\(system)/codes.json")) {
        printed.append(Dictionary(object.map { ($0.key, $0.value.inSQLite) }) { first, _ in first })
      }
    }
    let stored = try sqlite(
      emitted.database,
      """
      SELECT code.* FROM code
      JOIN (SELECT system, max(effective) AS newest FROM release GROUP BY system) USING (system)
      WHERE valid_from <= newest AND (valid_to IS NULL OR valid_to > newest) ORDER BY id
      """)
    #expect(printed == stored.map { $0.filter { $0.value != .null } })
  }

  @Test func emittingTwiceGivesTheSameBytes() throws {
    let (first, second) = (try Emitted(), try Emitted())
    let (one, other) = (try files(in: first.output), try files(in: second.output))
    #expect(differences(one, other) == [])
    #expect(one.keys.contains("codeset.sqlite"))
  }
}
