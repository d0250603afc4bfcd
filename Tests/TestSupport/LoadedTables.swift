import Foundation

/// A database that the products were loaded into.
package enum LoadedDatabase {
  case postgreSQL(PostgreSQLServer)
  case duckDB(URL)

  /// Loads the products of a folder with the script among them, as its first lines say.
  package func load(_ output: URL) throws -> Outcome {
    switch self {
    case .postgreSQL(let server): return try server.psql(["-f", "load/postgresql.sql"], in: output)
    case .duckDB(let file):
      let script = """
        import duckdb, sys
        connection = duckdb.connect(sys.argv[1])
        connection.execute(open('load/duckdb.sql', encoding='utf-8').read())
        """
      return try run(pythonEnvironment, ["-c", script, file.path], in: output)
    }
  }

  /// The rows that a query has, a line each, the values with a bar between them.
  package func rows(_ query: String) throws -> [String] {
    switch self {
    case .postgreSQL(let server):
      return try server.rows("set search_path to codeset; \(query)").filter { $0 != "SET" }
    case .duckDB(let file):
      let script = """
        import duckdb, sys
        for row in duckdb.connect(sys.argv[1], read_only=True).execute(sys.argv[2]).fetchall():
          print('|'.join('' if value is None else str(value) for value in row))
        """
      return try run(pythonEnvironment, ["-c", script, file.path, query]).succeeded().output.split(
        separator: "\n"
      )
      .map(String.init)
    }
  }

  /// What differs between the tables loaded and those of the SQLite database: the table, and how many rows each has.
  package func differences(from products: URL) throws -> [String: [Int]] {
    try compared(with: products).filter { $0.value[2] == 0 }
  }

  /// For each table of the SQLite database: its rows, those loaded, and 1 where they are the same in every value.
  package func compared(with products: URL) throws -> [String: [Int]] {
    let database = products.appending(path: "codeset.sqlite").path
    let tables = try sqliteColumn(products.appending(path: "codeset.sqlite"), tableNames).map(\.inCSV)
    let scratch = try TemporaryFolder()
    var file = scratch.url.path
    switch self {
    case .postgreSQL(let server):
      // A JSON object for each row: it tells null from empty text, and one line is one row.
      let script = tables.map {
        "\\o '\(scratch.url.path)/\($0).jsonl'\nselect row_to_json(r) from codeset.\"\($0)\" as r;\n"
      }
      let commands = scratch.url.appending(path: "dump.sql")
      try Data(script.joined().utf8).write(to: commands)
      try server.psql(["-At", "-v", "ON_ERROR_STOP=1", "-f", commands.path]).succeeded()
    case .duckDB(let database): file = database.path
    }
    let script = project.appending(path: "Tests/Fixtures/compare_tables.py").path
    let outcome = try run(pythonEnvironment, [script, database, file] + tables).succeeded()
    return try JSONDecoder().decode([String: [Int]].self, from: Data(outcome.output.utf8))
  }

  private var tableNames: String {
    """
    SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
      AND name NOT LIKE 'search\\_%' ESCAPE '\\'
    """
  }
}
