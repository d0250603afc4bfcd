import CSVTables
import CodeSetModel

/// Writes what loads the CSV files into other databases: a script for PostgreSQL and one for DuckDB, the schemas
/// of BigQuery, and a page about Spark and BigQuery. All of it follows from the declared tables.
///
/// Pivots have no file among the CSV files, and get one here.
///
/// - Parameter write: appends bytes to the file at a path relative to the folder.
package func writeLoad(_ catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
  let tables = Tables.declarations
  var files = [
    ("postgresql.sql", postgreSQLScript(for: tables)), ("duckdb.sql", duckDBScript(for: tables)),
    ("parquet.sql", parquetScript(for: tables)), ("spark.py", sparkScript(for: tables)),
    ("spark-bigquery.md", sparkAndBigQueryPage(for: tables)),
  ]
  files += SQLEngine.all.map { ("check-\($0.name).sql", claimStatusScript(for: $0)) }
  files += tables.map { ("bigquery/\($0.name).json", bigQuerySchema(of: $0)) }
  for (path, text) in files {
    try Array(text.utf8).withUnsafeBytes { try write(path, $0) }
  }
  try writeTable(catalog.pivots, write: write)
}

/// The CSV file of a table, relative to the folder of the products.
func path(of table: Table) -> String {
  table.name == Pivot.table.name ? "load/\(table.name).csv" : "csv/\(table.name).csv"
}
