import CSVTables
import CodeSetModel

/// The tables that a stage leaves for the next.
struct StageTables {
  private(set) var files: [(name: String, contents: [UInt8])] = []

  mutating func add<Row: StageRow>(_ rows: [Row]) {
    var writer = CSVWriter(Row.table, reserving: rows.count * 200)
    for row in rows { writer.append(row) }
    files.append((Row.table.name, Array(writer.buffer.bytes)))
  }

  /// Adds all tables of a normalized release.
  mutating func add(_ edition: Edition) { add(edition.tables) { $0.isOfRelease } }

  /// Adds all tables of a code set's history.
  mutating func add(_ history: SystemHistory) { add(history.tables) { $0 != .build } }

  private mutating func add(_ tables: Tables, where isAdded: @escaping (TableOrigin) -> Bool) {
    struct Writer: TableVisitor {
      let tables: Tables
      let isAdded: (TableOrigin) -> Bool
      var written = StageTables()
      mutating func visit<Row: StageRow>(_ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin) {
        if isAdded(origin) { written.add(tables[keyPath: rows]) }
      }
    }
    var writer = Writer(tables: tables, isAdded: isAdded)
    Tables.forEach(&writer)
    files += writer.written.files
  }
}

/// Reads the tables that a stage left in a folder.
struct StageTablesReader: TableVisitor {
  let files: StageFiles
  let folder: String
  let isRead: (TableOrigin) -> Bool
  var tables = Tables()

  mutating func visit<Row: StageRow>(
    _ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin
  ) throws {
    if isRead(origin) { tables[keyPath: rows] = try files.read(Row.self, in: folder) }
  }
}

/// Expects that the codes exist to which rows refer by their positions, and that the rows are in their order.
struct PositionCheck: TableVisitor {
  let tables: Tables
  let folder: String

  mutating func visit<Row: StageRow>(
    _ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin
  ) throws(Diagnostic) {
    guard Row.refersToPositions else { return }
    let count = tables.codes.count
    var before = 0
    for (place, row) in tables[keyPath: rows].enumerated() {
      let positions = row.positions
      if let unknown = positions.first(where: { !(0..<count).contains($0) }) {
        throw fault("expected the id of one of \(count) codes, found \(unknown + 1)", in: Row.table, place)
      }
      if positions[0] < before {
        throw fault(
          "expected the rows in the order of their codes, found code \(positions[0] + 1) after \(before + 1)",
          in: Row.table, place)
      }
      before = positions[0]
    }
  }

  private func fault(_ message: String, in table: Table, _ place: Int) -> Diagnostic {
    Rule.columnType.finding(message, at: Place(file: "\(folder)/\(table.name).csv", line: place + 2))
  }
}
