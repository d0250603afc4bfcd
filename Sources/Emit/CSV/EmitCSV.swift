import CSVTables
import CodeSetModel
import Files

/// Writes the tables of a build as a folder of CSV files, a file for each table, and a data package that describes
/// them. Pivots are left to SQLite and JSON: they follow from the families.
///
/// - Parameter write: appends bytes to the file at a path relative to the folder.
package func writeCSV(_ catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
  let resources = try withoutActuallyEscaping(write) { write in
    var writer = FileWriter(tables: catalog, write: write)
    try Tables.forEach(&writer)
    return writer.resources
  }
  try dataPackage(of: catalog, resources).withUnsafeBytes { try write("datapackage.json", $0) }
}

private struct FileWriter: TableVisitor {
  let tables: Tables
  let write: (String, UnsafeRawBufferPointer) throws -> Void
  /// The tables that are written, each with the fingerprint of its file.
  var resources: [(Table, Fingerprint)] = []

  mutating func visit<Row: StageRow>(
    _ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin
  ) throws {
    guard Row.self != Pivot.self else { return }
    let running = RunningFingerprint()
    try writeTable(tables[keyPath: rows]) { path, bytes in
      running.add(bytes)
      try write(path, bytes)
    }
    resources.append((Row.table, running.finish()))
  }

  init(tables: Tables, write: @escaping (String, UnsafeRawBufferPointer) throws -> Void) {
    self.tables = tables
    self.write = write
  }
}
