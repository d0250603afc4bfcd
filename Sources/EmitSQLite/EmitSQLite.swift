import CSQLiteSettings
import CodeSetModel
import Dispatch
import Foundation
import GRDB
import GRDBSQLite
import Synchronization

// The one file that writes SQLite: GRDB opens, prepares and executes; the rows are bound through SQLite's
// own functions, which are several times faster than values boxed one by one.

/// Writes the catalog as a new SQLite database.
///
/// The full-text index takes about as long as all the rest: it is built beside it, in a database of its own,
/// and its tables are copied. The files are not safe against a crash while they are written: the caller
/// writes them aside.
///
/// - Parameter jobs: how many threads may work at a time; the result is the same.
/// - Throws: `DatabaseError` when a file cannot be written.
public func writeSQLite(_ catalog: Catalog, to path: String, jobs: Int) throws {
  stop_counting_memory()
  let aside = "\(path).search"
  let index = Mutex<Result<Void, any Error>>(.success(()))
  let work = DispatchGroup()
  @Sendable func writeIndex() {
    let result = Result { try writeSearchIndex(of: catalog, to: aside) }
    index.withLock { $0 = result }
  }
  if jobs > 1 { DispatchQueue.global().async(group: work, execute: writeIndex) } else { writeIndex() }
  let rows = Result { try writeRows(of: catalog, to: path) }
  work.wait()
  try rows.get()
  try index.withLock { $0 }.get()

  try withDatabase(at: path) { database in
    try database.execute(sql: "ATTACH ? AS aside", arguments: [aside])
    try database.inTransaction {
      try database.execute(sql: createSearchStatement(content: "content='code', content_rowid='id'"))
      for table in searchTables {
        try database.execute(sql: "DELETE FROM main.\(table)")
        try database.execute(sql: "INSERT INTO main.\(table) SELECT * FROM aside.\(table)")
      }
      return .commit
    }
  }
  try FileManager.default.removeItem(atPath: aside)
}

/// Writes all tables, and the indexes and views over them.
private func writeRows(of catalog: Catalog, to path: String) throws {
  try withDatabase(at: path) { database in
    try database.inTransaction {
      try database.execute(sql: "PRAGMA application_id = \(applicationID)")
      try database.execute(sql: "PRAGMA user_version = \(schemaVersion)")
      for table in Catalog.tables { try database.execute(sql: createStatement(for: table)) }
      try insert(catalog.systems, into: database)
      try insert(catalog.releases, into: database)
      try insert(catalog.sections, into: database)
      try insert(catalog.families, into: database)
      try insert(catalog.codes, into: database)
      try insert(catalog.mentions, into: database)
      try insert(catalog.pivots, into: database)
      try insert(catalog.rejected, into: database)
      for sql in afterRows { try database.execute(sql: sql) }
      return .commit
    }
  }
}

/// A code as the full-text index takes it.
private struct SearchRow: TableRow {
  let code: Code

  static let table = Table(
    "code_search", "The words of a code.",
    columns: [
      Column("rowid", .integer, "the code's `id`"), Column("display_code", .text, "as in `code`"),
      Column("short_title", .text, "as in `code`"), Column("long_title", .text, "as in `code`"),
    ])

  func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.integer(code.id)
    sink.text(code.displayCode)
    sink.text(code.shortTitle)
    sink.text(code.longTitle)
  }
}

/// Writes the full-text index without the texts, which the table `code` keeps.
private func writeSearchIndex(of catalog: Catalog, to path: String) throws {
  try withDatabase(at: path) { database in
    try database.inTransaction {
      try database.execute(sql: createSearchStatement(content: "content=''"))
      try insert(catalog.codes.lazy.map(SearchRow.init), into: database)
      return .commit
    }
  }
}

/// Opens a database, made for being written once and fast.
private func withDatabase(at path: String, _ body: (Database) throws -> Void) throws {
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
  try queue.writeWithoutTransaction(body)
  try queue.close()
}

private func insert<Row: TableRow>(_ rows: some Sequence<Row>, into database: Database) throws {
  let statement = try database.makeStatement(sql: insertStatement(for: Row.table))
  var sink = BindingSink(statement: statement.sqliteStatement, columnCount: Row.table.columns.count)
  for row in rows {
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
    // Byte by byte: texts that are merely equivalent in Unicode are not the same.
    if let bound = texts[position - 1], bound.utf8.elementsEqual(value.utf8) { return }
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

  mutating func null() {
    position += 1
    sqlite3_bind_null(statement, Int32(position))
    texts[position - 1] = nil
  }
}
