import CodeSetModel
import GRDB

/// The published SQLite file, opened for reading. Here alone is GRDB known: values come and go as texts, as
/// the tables of the model read them.
struct SQLiteFile: Sendable {
  private let queue: DatabaseQueue

  init(path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    queue = try DatabaseQueue(path: path, configuration: configuration)
  }

  /// The values of the rows that a query has, in the order of its columns.
  ///
  /// - Parameter arguments: by name; `:system` in the query is `system` here.
  func values(_ sql: String, _ arguments: [String: String?] = [:]) throws -> [[String?]] {
    try queue.read { database in
      let statement = try database.cachedStatement(sql: sql)
      let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
      return try Array(
        rows.map { row in
          row.databaseValues.map { value in
            switch value.storage {
            case .null: nil
            case .int64(let number): String(number)
            default: String.fromDatabaseValue(value)
            }
          }
        })
    }
  }

  /// Hands over the rows of a query, one by one.
  func forEachRow(_ sql: String, _ arguments: [String: String?], _ body: (SQLiteRow) -> Void) throws {
    try queue.read { database in
      let statement = try database.cachedStatement(sql: sql)
      let rows = try Row.fetchCursor(statement, arguments: StatementArguments(arguments))
      while let row = try rows.next() { body(SQLiteRow(row: row)) }
    }
  }

  /// Hands over the texts of a query's one column, one by one, until there is no wish for more.
  func texts(
    _ sql: String, _ arguments: [String: String?] = [:], while wantsMore: (String) -> Bool
  ) throws {
    try queue.read { database in
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
      return try Row(from: &fields)
    }
  }
}

/// A row of a query, as long as it is the current one.
struct SQLiteRow {
  fileprivate let row: Row

  func text(_ column: Int) -> String { row[column] }
  func optionalText(_ column: Int) -> String? { row[column] }
  func integer(_ column: Int) -> Int { row[column] }
}
