import CSVTables
import CodeSetModel

/// Writes the tables of a build as a folder of CSV files, a file for each table, and a data package that describes
/// them. Pivots are left to SQLite and JSON: they follow from the families.
///
/// - Parameter write: appends bytes to the file at a path relative to the folder.
package func writeCSV(_ catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
  try withoutActuallyEscaping(write) { write in
    var writer = FileWriter(tables: catalog, write: write)
    try Tables.forEach(&writer)
  }
  try dataPackage(of: Tables.declarations.filter { $0.name != Pivot.table.name }).withUnsafeBytes {
    try write("datapackage.json", $0)
  }
}

private struct FileWriter: TableVisitor {
  let tables: Tables
  let write: (String, UnsafeRawBufferPointer) throws -> Void

  mutating func visit<Row: StageRow>(
    _ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin
  ) throws {
    guard Row.self != Pivot.self else { return }
    try writeTable(tables[keyPath: rows], write: write)
  }
}
