import CSVTables
import CodeSetModel

/// Writes the catalog as a folder of CSV files, a file for each table, and a data package that describes
/// them. Pivots are left to SQLite and JSON: they follow from the families.
///
/// - Parameter write: appends bytes to the file at a path relative to the folder.
package func writeCSV(_ catalog: Catalog, write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
  try writeRows(catalog.systems, write: write)
  try writeRows(catalog.releases, write: write)
  try writeRows(catalog.inputs, write: write)
  try writeRows(catalog.sections, write: write)
  try writeRows(catalog.families, write: write)
  try writeRows(catalog.codes, write: write)
  try writeRows(catalog.mentions, write: write)
  try writeRows(catalog.changes, write: write)
  try writeRows(catalog.reconciliations, write: write)
  try writeRows(catalog.replacements, write: write)
  try writeRows(catalog.hcpcs, write: write)
  try writeRows(catalog.crosswalks, write: write)
  try writeRows(catalog.flags, write: write)
  try writeRows(catalog.groups, write: write)
  try writeRows(catalog.annotations, write: write)
  try writeRows(catalog.rejected, write: write)
  try writeRows(catalog.findings, write: write)
  try dataPackage(of: Catalog.tables.filter { $0.name != Pivot.table.name }).withUnsafeBytes {
    try write("datapackage.json", $0)
  }
}

private func writeRows<Row: TableRow>(
  _ rows: [Row], write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  let path = "\(Row.table.name).csv"
  let chunk = 1 << 20
  var writer = CSVWriter(Row.table, reserving: chunk + 4096)
  for row in rows {
    writer.append(row)
    if writer.buffer.count >= chunk {
      try write(path, writer.buffer.bytes)
      writer.buffer.removeAll()
    }
  }
  try write(path, writer.buffer.bytes)
}
