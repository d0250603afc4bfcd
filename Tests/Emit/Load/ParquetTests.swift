import Foundation
import TestSupport
import Testing

/// Every table as Parquet, and in Spark, has what SQLite has.
@Suite struct ParquetTests {
  @Test(.needsPackages, arguments: ["duckdb", "pyarrow", "spark"])
  func everyTableAgreesWithSQLite(reader: String) throws {
    let sample = try HistorySample.built()
    let script = project.appending(path: "Tests/Fixtures/parquet_tables.py").path
    let printed = try run(pythonEnvironment, ["-B", script, sample.output.path, reader]).succeeded().output
    #expect(printed.hasSuffix(" rows agree\n"))
    #expect(printed.firstMatch(of: /^(\d+) tables/).flatMap { Int($0.output.1) } ?? 0 > 15)
  }
}
