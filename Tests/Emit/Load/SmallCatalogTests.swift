import Foundation
import SmallCatalog
import TestSupport
import Testing

/// The scripts of `load`, on a catalog with everything that text can do.
@Suite struct SmallCatalogTests {
  @Test(.needsPostgreSQL, .needsPackages, arguments: ["PostgreSQL", "DuckDB"])
  func everyValueArrives(kind: String) throws {
    let emitted = try Emitted()
    try emitted.emit("load")
    let database =
      kind == "DuckDB"
      ? LoadedDatabase.duckDB(emitted.output.appending(path: "codeset.duckdb"))
      : LoadedDatabase.postgreSQL(try PostgreSQLServer())
    try database.load(emitted.output).succeeded()
    let compared = try database.compared(with: emitted.output)
    for table in storedTables { #expect(compared[table.name]?[1] == table.rows.count, "\(table.name)") }
    #expect(compared.filter { $0.value[2] == 0 } == [:])
    #expect(compared.count > storedTables.count)
  }
}
