import CodeSetModel
import Foundation
import GRDB

/// The published SQLite file, opened for reading. Here alone is GRDB known: values come and go as texts, as
/// the tables of the model read them.
struct SQLiteFile: Sendable {
  private let queue: DatabaseQueue
  /// How long an answer may take: one of millions of codes takes a second.
  private static let patience = 5.0
  /// How much of the file is kept in memory, in KiB.
  private static let cache = 65_536

  /// Opens an artifact.
  ///
  /// - Throws: `DatabaseFault` where the file is something else.
  init(path: String) throws(DatabaseFault) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw DatabaseFault("expected a file, found something else")
    }
    var configuration = Configuration()
    configuration.readonly = true
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -\(Self.cache)") }
    do {
      queue = try DatabaseQueue(path: path, configuration: configuration)
      // All that is asked is asked of one state of the file, and it is locked once.
      try queue.unsafeRead { try $0.beginTransaction() }
    } catch {
      throw DatabaseFault(error)
    }
    let application = try values("PRAGMA application_id").first?.first ?? nil
    guard application == String(Tables.applicationID) else {
      throw DatabaseFault("expected a database that codeset made, found another")
    }
    let version = try values("PRAGMA user_version").first?.first ?? nil
    guard version == String(Tables.schemaVersion) else {
      throw DatabaseFault(
        "expected schema version \(Tables.schemaVersion), found \(version ?? "none"), which another version of codeset reads; "
          + "build it again with this one")
    }
  }

  /// Reads, and breaks off what does not end: a database that is damaged, or that somebody made for it.
  private func read<Value>(
    unbounded: Bool = false, _ body: (Database) throws -> Value
  ) throws(DatabaseFault) -> Value {
    let queue = queue
    let interruption = DispatchWorkItem { queue.interrupt() }
    if !unbounded {
      DispatchQueue.global().asyncAfter(deadline: .now() + Self.patience, execute: interruption)
    }
    defer { interruption.cancel() }
    do {
      return try queue.unsafeRead(body)
    } catch {
      throw DatabaseFault(error)
    }
  }

  /// The values of the rows that a query has, in the order of its columns.
  ///
  /// - Parameter arguments: by name; `:system` in the query is `system` here.
  ///   A check of the whole file is `unbounded`: it takes as long as the file is large.
  func values(
    _ sql: String, _ arguments: [String: String?] = [:], unbounded: Bool = false
  ) throws(DatabaseFault) -> [[String?]] {
    try read(unbounded: unbounded) { database in
      let statement = try database.cachedStatement(sql: sql)
      let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
      var answers: [[String?]] = []
      while let row = try rows.next() {
        guard answers.count < Limit.answers else {
          throw DatabaseFault("expected at most \(Limit.answers) rows in an answer, found more")
        }
        answers.append(
          row.databaseValues.map { value in
            switch value.storage {
            case .null: nil
            case .int64(let number): String(number)
            default: String.fromDatabaseValue(value)
            }
          })
      }
      return answers
    }
  }

  /// Hands over the names and bytes of the rows that a query has, in its two columns.
  func forEachBlob(
    _ sql: String, _ arguments: [String: String?] = [:],
    _ body: (_ name: String, _ bytes: UnsafeRawBufferPointer) -> Void
  ) throws(DatabaseFault) {
    try read { database in
      let statement = try database.cachedStatement(sql: sql)
      let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
      while let row = try rows.next() {
        let name: String = row[0]
        try row.withUnsafeData(atIndex: 1) { data in data?.withUnsafeBytes { body(name, $0) } }
      }
    }
  }

  /// Hands over the rows of a query, one by one.
  func forEachRow(_ sql: String, _ arguments: [String: String?], _ body: (SQLiteRow) throws -> Void) throws {
    try queue.unsafeRead { database in
      let statement = try database.cachedStatement(sql: sql)
      let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
      while let row = try rows.next() { try body(SQLiteRow(row: row)) }
    }
  }

  /// Hands over the texts of a query's one column, one by one, until there is no wish for more.
  func texts(
    _ sql: String, _ arguments: [String: String?] = [:], while wantsMore: (String) -> Bool
  ) throws(DatabaseFault) {
    try read { database in
      let statement = try database.cachedStatement(sql: sql)
      let texts = try String.fetchCursor(statement, arguments: StatementArguments(arguments))
      while let text = try texts.next(), wantsMore(text) {}
    }
  }

  /// The rows of a table that a query has.
  ///
  /// - Parameters:
  ///   - source: what the rows are selected from, where that is not the table itself.
  ///   - rest: what follows in the query, beginning with `WHERE` or `JOIN`.
  func rows<Row: StageRow>(
    of type: Row.Type = Row.self, from source: String? = nil, _ rest: String,
    _ arguments: [String: String?] = [:]
  ) throws -> [Row] {
    let columns = Row.table.columns
    let names = columns.map { "\(Row.table.name).\($0.name)" }.joined(separator: ", ")
    let sql = "SELECT \(names) FROM \(source ?? Row.table.name) \(rest)"
    return try values(sql, arguments).map { values in
      var fields = FieldReader(values, columns: columns)
      do throws(FieldError) {
        return try Row(from: &fields)
      } catch {
        throw DatabaseFault("table \(Row.table.name), \(error)")
      }
    }
  }
}

/// Why a database cannot be read as an artifact of this program, in a part of a sentence.
public struct DatabaseFault: Error, CustomStringConvertible, Sendable {
  public var description: String

  init(_ description: String) {
    self.description = description
  }

  /// What SQLite says, without the query: it is no matter of who asks for a code.
  init(_ error: any Error) {
    switch error {
    case let fault as DatabaseFault: self = fault
    case let error as DatabaseError where error.resultCode == .SQLITE_INTERRUPT:
      description = "expected an answer within seconds, found none: the database does not end"
    case let error as DatabaseError: description = error.message ?? "unknown error"
    default: description = "\(error)"
    }
  }
}

/// A row of a query, as long as it is the current one.
struct SQLiteRow {
  fileprivate let row: Row

  func text(_ column: Int) -> String { row[column] }
  func optionalText(_ column: Int) -> String? { row[column] }

  func day(_ column: Int) throws(DatabaseFault) -> CalendarDay {
    guard let day = try optionalDay(column) else { throw DatabaseFault("expected a day, found nothing") }
    return day
  }

  func optionalDay(_ column: Int) throws(DatabaseFault) -> CalendarDay? {
    guard let text = optionalText(column) else { return nil }
    guard let day = CalendarDay(text) else {
      throw DatabaseFault("expected a day like 2024-10-01, found '\(text)'")
    }
    return day
  }

  func integer(_ column: Int) -> Int { row[column] }
}
