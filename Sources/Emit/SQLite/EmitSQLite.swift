import CodeSetModel
import GRDB
import GRDBSQLite

// The one file that writes SQLite: GRDB opens, prepares and executes; the rows are bound through SQLite's
// own functions, which are several times faster than values boxed one by one.

/// Writes the catalog as a new SQLite database.
///
/// The file is not safe against a crash while it is written: the caller writes it aside.
///
/// - Throws: `DatabaseError` when the file cannot be written.
package func writeSQLite(_ catalog: Tables, to path: String) throws {
  let settings = [
    "page_size = 8192", "journal_mode = OFF", "synchronous = OFF", "locking_mode = EXCLUSIVE",
    "cache_size = -16384",
  ]
  var configuration = Configuration()
  configuration.foreignKeysEnabled = false
  configuration.prepareDatabase { database in
    for setting in settings { try database.execute(sql: "PRAGMA \(setting)") }
  }
  let queue = try DatabaseQueue(path: path, configuration: configuration)
  try queue.write { database in
    try database.execute(sql: "PRAGMA application_id = \(Tables.applicationID)")
    try database.execute(sql: "PRAGMA user_version = \(Tables.schemaVersion)")
    for table in Tables.declarations { try database.execute(sql: createStatement(for: table)) }
    var insertion = Insertion(tables: catalog, database: database)
    try Tables.forEach(&insertion)
    try writeSearch(catalog, to: database)
    for sql in afterRows { try database.execute(sql: sql) }
  }
  try queue.close()
}

/// Inserts the rows of each table.
private struct Insertion: TableVisitor {
  let tables: Tables
  let database: Database

  mutating func visit<Row: StageRow>(
    _ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin
  ) throws {
    let statement = try database.makeStatement(sql: insertStatement(for: Row.table))
    var sink = BindingSink(statement: statement.sqliteStatement, columnCount: Row.table.columns.count)
    for row in tables[keyPath: rows] {
      sink.position = 0
      row.write(to: &sink)
      let result = sqlite3_step(statement.sqliteStatement)
      guard result == SQLITE_DONE else {
        throw DatabaseError(
          resultCode: ResultCode(rawValue: result), message: database.lastErrorMessage, sql: statement.sql)
      }
      sqlite3_reset(statement.sqliteStatement)
    }
  }
}

/// Binds the values of a row to the parameters of a prepared statement.
///
/// A statement keeps its bindings from row to row, and many columns repeat the value of the row before: only
/// what changes is bound.
private struct BindingSink: FieldSink {
  let statement: OpaquePointer
  var position = 0
  /// The text that each parameter is bound to; `nil` for a number or nothing.
  private var texts: [String?]

  init(statement: OpaquePointer, columnCount: Int) {
    self.statement = statement
    texts = Array(repeating: nil, count: columnCount)
  }

  mutating func text(_ value: String) {
    position += 1
    if let bound = texts[position - 1], bound.hasSameBytes(as: value) { return }
    texts[position - 1] = value
    var value = value
    value.withUTF8 { text in
      _ = text.withMemoryRebound(to: CChar.self) { characters in
        // SQLITE_TRANSIENT: SQLite copies the text before the closure ends.
        sqlite3_bind_text(
          statement, Int32(position), characters.baseAddress, Int32(characters.count),
          unsafeBitCast(-1, to: sqlite3_destructor_type.self))
      }
    }
  }

  mutating func integer(_ value: Int) {
    position += 1
    sqlite3_bind_int64(statement, Int32(position), Int64(value))
    texts[position - 1] = nil
  }

  mutating func boolean(_ value: Bool) {
    integer(value ? 1 : 0)
  }

  mutating func day(_ value: CalendarDay) { text(value.description) }

  mutating func null() {
    position += 1
    sqlite3_bind_null(statement, Int32(position))
    texts[position - 1] = nil
  }
}
