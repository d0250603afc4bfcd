import Foundation
import TestSupport
import Testing

/// The product `load`, run by a PostgreSQL and by a DuckDB: they hold what SQLite holds.
@Suite struct LoadTests {
  /// A folder of products.
  enum Products: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case sample, history, crosswalk, hcpcs
    var testDescription: String { rawValue }
  }

  static let queries = [
    "select display_code, long_title from current_code where trimester = 'second' order by display_code",
    """
    select a.code, axis, value, b.code from pivot join current_code as a on a.id = code_id \
    join current_code as b on b.id = target_id order by 1, 2, 3, 4
    """,
    "select system, count(*) from billable_code group by system order by system",
    "select source_code, target_code, scenario from crosswalk order by source_code, source_line",
    "select code, count(*) from code where valid_to is not null group by code order by code",
    "select title from section where parent = 'O00-O9A' order by section",
  ]

  /// Loads twice: the second time, the first tables make room.
  @Test(.needsPostgreSQL, .needsPackages, arguments: Products.allCases, ["PostgreSQL", "DuckDB"])
  func everyTableAgreesWithSQLite(products: Products, kind: String) throws {
    let folder = try TemporaryFolder()
    let database =
      kind == "DuckDB"
      ? LoadedDatabase.duckDB(folder.url.appending(path: "codeset.duckdb"))
      : LoadedDatabase.postgreSQL(try PostgreSQLServer())
    try withOutput(of: products) { output in
      for _ in 1...2 { try database.load(output).succeeded() }
      try expectSame(database, output)
      for query in Self.queries {
        // The word is one of DuckDB's own.
        let asked = query.replacing("from pivot", with: "from \"pivot\"")
        let stored = try run(
          "sqlite3", ["-batch", "-readonly", output.appending(path: "codeset.sqlite").path, asked])
        let expected = stored.output.split(separator: "\n").map(String.init)
        #expect(try database.rows(asked) == expected, "\(query)")
      }
    }
  }

  @Test(.needsReleases, .needsPostgreSQL, .needsPackages, arguments: ["PostgreSQL", "DuckDB"])
  func everyTableOfTheOfficialReleasesAgreesWithSQLite(kind: String) throws {
    let selection = try OfficialSelection { $0["release"] == "fy2025" }
    try selection.build().succeeded()
    let database =
      kind == "DuckDB"
      ? LoadedDatabase.duckDB(selection.url.appending(path: "codeset.duckdb"))
      : LoadedDatabase.postgreSQL(try PostgreSQLServer())
    let output = selection.url.appending(path: "out")
    try database.load(output).succeeded()
    try expectSame(database, output)
    #expect(try database.rows("select count(*) from code where system = 'icd10cm'") == ["97584"])
    #expect(try database.rows("select count(*) from billable_code where system = 'icd10pcs'") == ["78948"])
  }

  private func withOutput(of products: Products, _ body: (URL) throws -> Void) throws {
    switch products {
    case .sample:
      let sample = try Sample.built()
      try body(sample.output)
    case .history:
      let sample = try HistorySample.built()
      try body(sample.output)
    case .crosswalk:
      let sample = try CrosswalkSample.built()
      try body(sample.output)
    case .hcpcs:
      let sample = try HCPCSSample.built()
      try body(sample.output)
    }
  }

  private func expectSame(_ database: LoadedDatabase, _ output: URL) throws {
    let compared = try database.compared(with: output)
    #expect(compared.count > 15)
    #expect(compared["code"]?[0] ?? 0 > 0)
    #expect(compared.filter { $0.value[2] == 0 } == [:])
  }

  /// What fails leaves what was loaded before.
  @Test(.needsPostgreSQL, .needsPackages, arguments: ["PostgreSQL", "DuckDB"])
  func aFileThatIsMissingOrSpoiledChangesNothing(kind: String) throws {
    let folder = try TemporaryFolder()
    let database =
      kind == "DuckDB"
      ? LoadedDatabase.duckDB(folder.url.appending(path: "codeset.duckdb"))
      : LoadedDatabase.postgreSQL(try PostgreSQLServer())
    let sample = try HistorySample.built()
    try database.load(sample.output).succeeded()
    let codes = sample.output.appending(path: "csv/code.csv")
    let text = try String(contentsOf: codes, encoding: .utf8)
    for spoiled in [text.replacing("\"release\"\n", with: "\n"), text + "1,\"icd10cm\"\n", nil] {
      if let spoiled {
        try Data(spoiled.utf8).write(to: codes)
      } else {
        try FileManager.default.removeItem(at: codes)
      }
      #expect(try database.load(sample.output).status != 0)
      #expect(try database.differences(from: sample.output) == [:])
    }
  }

  @Test(.needsPostgreSQL) func postgreSQLLoadsFromAnyFolder() throws {
    let server = try PostgreSQLServer()
    let sample = try Sample.built()
    let folder = sample.url.appending(path: "with blanks, and 'quotes'")
    try FileManager.default.moveItem(at: sample.output, to: folder)
    let script = folder.appending(path: "load/postgresql.sql").path
    try server.psql(["-v", "folder=\(folder.path)", "-f", script]).succeeded()
    #expect(try LoadedDatabase.postgreSQL(server).differences(from: folder) == [:])
  }

  @Test(.needsPackages) func duckDBLoadsFromAnyFolder() throws {
    let sample = try Sample.built()
    let database = sample.url.appending(path: "codeset.duckdb")
    let script = """
      import duckdb, sys
      connection = duckdb.connect(sys.argv[1])
      connection.execute("set file_search_path = '" + sys.argv[2] + "'")
      connection.execute(open(sys.argv[2] + '/load/duckdb.sql', encoding='utf-8').read())
      """
    try run(pythonEnvironment, ["-c", script, database.path, sample.output.path]).succeeded()
    #expect(try LoadedDatabase.duckDB(database).differences(from: sample.output) == [:])
  }

  // MARK: - What is the user's own

  /// What the user made, and what of it is in the way.
  static let ownTables = [
    ("create table code as select 'mine' as word", "select word from code", "main.code"),
    (#"create table "Input" as select 'mine' as word"#, "select word from input", "main.Input"),
    ("create view release as select 'mine' as word", "select word from release", "main.release"),
    (
      "create table current_code as select 'mine' as word", "select word from current_code",
      "main.current_code"
    ),
    (
      "create table code as select 'mine' as word; create view section as select 'other' as word",
      "select code.word from code, section", "main.code, main.section"
    ),
    // DuckDB looks a name up in other places than the current schema too, and would drop it there.
    ("create temp table code as select 'mine' as word", "select word from code", "main.code"),
    (
      "create table code as select 'mine' as word; create schema own; set schema = 'own'",
      "select word from main.code", "main.code"
    ),
    (
      "create schema one; create schema other; create table other.code as select 'mine' as word; "
        + "set search_path = 'one,other'", "select word from other.code", "other.code"
    ),
  ]

  @Test(.needsPackages, arguments: ownTables)
  func duckDBLeavesATableOfTheUserAlone(_ made: String, _ query: String, _ inTheWay: String) throws {
    let sample = try Sample.built()
    let found = try duckDB(sample.output, made, query)
    #expect(
      found.error
        == "Invalid Input Error: expected no tables and views of these names but those that codeset loaded here, "
        + "found \(inTheWay); nothing is changed: load into a database of its own")
    #expect(found.rows == [["mine"]])
    #expect(found.before == found.after)
  }

  /// What has other names, or is where DuckDB does not look for ours, stays and is not in the way.
  @Test(
    .needsPackages,
    arguments: [
      ("create table mine as select 'mine' as word", "select word from mine"),
      (
        "attach ':memory:' as other; create table other.main.code as select 'mine' as word",
        "select word from other.main.code"
      ),
      (
        "create schema own; create table own.code as select 'mine' as word", "select word from own.code"
      ),
    ])
  func duckDBLoadsBesideOtherTablesOfTheUser(_ made: String, _ query: String) throws {
    let sample = try Sample.built()
    let found = try duckDB(sample.output, made, query)
    #expect(found.error == "")
    #expect(found.rows == [["mine"]])
    #expect(found.after.contains("memory.main.code"))
  }

  @Test(.needsPackages) func aViewOfTheUserOverTheTablesOfDuckDBStays() throws {
    let sample = try Sample.built()
    let made = "create view mine as select display_code from billable_code where code = 'O3432'"
    let script = try String(contentsOf: sample.output.appending(path: "load/duckdb.sql"), encoding: .utf8)
    let found = try duckDB(sample.output, "\(script)\n\(made)", "select display_code from mine")
    #expect(found.error == "")
    #expect(found.rows == [["O34.32"]])
    #expect(found.before == found.after)
  }

  private struct Loaded: Decodable {
    var error: String
    var rows: [[String]]
    var before, after: [String]
  }

  /// What becomes of what the user made, when the tables are loaded.
  private func duckDB(_ output: URL, _ made: String, _ query: String) throws -> Loaded {
    let script = """
      import duckdb, json, os, sys
      os.chdir(sys.argv[1])
      connection = duckdb.connect()
      connection.execute(sys.argv[2])
      def names():
        return [row[0] for row in connection.execute(
          "select database_name || '.' || schema_name || '.' || name from ("
          "  select database_name, schema_name, table_name as name, internal from duckdb_tables() union all "
          "  select database_name, schema_name, view_name, internal from duckdb_views()) "
          "where not internal order by 1").fetchall()]
      before = names()
      error = ''
      try:
        connection.execute(open('load/duckdb.sql', encoding='utf-8').read())
      except duckdb.Error as raised:
        error = str(raised)
        connection.rollback()
      print(json.dumps({'error': error, 'before': before, 'after': names(),
                        'rows': connection.execute(sys.argv[3]).fetchall()}))
      """
    let outcome = try run(pythonEnvironment, ["-c", script, output.path, made, query]).succeeded()
    return try JSONDecoder().decode(Loaded.self, from: Data(outcome.output.utf8))
  }

  /// As documented: what is granted once holds for every load.
  @Test(.needsPostgreSQL) func aReaderOfPostgreSQLCanReadAfterEveryLoad() throws {
    let server = try PostgreSQLServer()
    let sample = try Sample.built()
    let database = LoadedDatabase.postgreSQL(server)
    try database.load(sample.output).succeeded()
    let grants = try documentedCode(in: "Outputs/README.md", with: "alter default privileges")
    _ = try server.rows("create role reader login; \(grants)")
    for _ in 1...2 {
      let read = try server.rows(
        "set role reader; select display_code from codeset.billable_code where code = 'O3432'")
      #expect(read == ["SET", "O34.32"])
      try database.load(sample.output).succeeded()
    }
    let written = try server.psql(["-c", "set role reader; delete from codeset.finding"])
    #expect(written.errors.contains("permission denied"))
  }

  /// A table of the user's in the schema stays; a view over the tables is named, and nothing is loaded until it is gone.
  @Test(.needsPostgreSQL) func whatIsTheUsersInPostgreSQLStays() throws {
    let server = try PostgreSQLServer()
    let sample = try Sample.built()
    let database = LoadedDatabase.postgreSQL(server)
    try database.load(sample.output).succeeded()
    _ = try server.rows(
      """
      create schema own; create table codeset.mine as select 'mine' as word;
      create view own.second as select code from codeset.billable_code where trimester = 'second'
      """)
    let refused = try database.load(sample.output)
    #expect(refused.status != 0)
    #expect(refused.errors.contains("view own.second depends on view codeset.billable_code"))
    #expect(try server.rows("select count(*) > 0 from own.second") == ["t"])
    #expect(try server.rows("drop view own.second") == ["DROP VIEW"])
    let loaded = try database.load(sample.output).succeeded()
    #expect(loaded.errors == "")
    #expect(try server.rows("select word from codeset.mine") == ["mine"])
  }

  /// Temporary tables of a session hide none of those that are loaded, and stay.
  @Test(.needsPostgreSQL) func temporaryTablesOfPostgreSQLAreNotInTheWay() throws {
    let server = try PostgreSQLServer()
    let sample = try Sample.built()
    let outcome = try server.psql(
      [
        "-At", "-c", "create temp table code as select 'mine' as word", "-f", "load/postgresql.sql", "-c",
        "select word from pg_temp.code; select count(*) > 0 from codeset.current_code",
      ], in: sample.output)
    #expect(outcome.output.split(separator: "\n").suffix(2) == ["mine", "t"], "\(outcome.errors)")
  }

  /// The columns, types, keys and meanings of PostgreSQL are those of the data package.
  @Test(.needsPostgreSQL) func theTablesOfPostgreSQLAreTypedKeyedAndCommented() throws {
    let server = try PostgreSQLServer()
    let sample = try Sample.built()
    try LoadedDatabase.postgreSQL(server).load(sample.output).succeeded()
    let described = try described(sample.output)
    let found = try server.rows(
      """
      select table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
      from information_schema.columns where table_schema = 'codeset'
        and table_name not in ('current_code', 'billable_code', 'pivot')
      order by table_name, ordinal_position
      """)
    let types = ["string": "text", "integer": "bigint", "boolean": "boolean", "date": "date"]
    let expected = described.columns.map {
      "\($0.table).\($0.name) \(types[$0.type] ?? "?") \($0.isRequired ? "NO" : "YES")"
    }
    #expect(found.sorted() == expected.sorted())
    func count(_ kind: String) throws -> [String] {
      try server.rows(
        """
        select count(*) from pg_constraint where contype = '\(kind)' and connamespace = 'codeset'::regnamespace
          and conrelid::regclass::text not like '%pivot%'
        """)
    }
    #expect(try count("p") == ["\(described.primaryKeys)"])
    // The data package leaves out references that may be empty in part; SQLite has all.
    let references = try sqliteColumn(
      sample.database,
      """
      SELECT count(DISTINCT t.name || ' ' || k.id) FROM sqlite_master AS t JOIN pragma_foreign_key_list(t.name) AS k
      WHERE t.type = 'table' AND t.name NOT LIKE '%pivot%' AND t.name <> 'search_text'
      """)
    #expect(try count("f").map { Value.integer(Int($0) ?? -1) } == references)
    #expect(
      try server.rows(
        """
        select c.relname, a.attname from pg_class as c join pg_attribute as a on a.attrelid = c.oid
        where c.relnamespace = 'codeset'::regnamespace and c.relkind = 'r' and a.attnum > 0
          and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)
        """) == [])
  }

  /// BigQuery and Spark have the columns of the data package too, in order.
  @Test func theSchemasOfBigQueryAndSparkAreThoseOfTheDataPackage() throws {
    let sample = try Sample.built()
    let described = try described(sample.output)
    let tables = described.columns.map(\.table).reduce(into: [String]()) {
      if $0.last != $1 { $0.append($1) }
    }
    let page = try String(
      contentsOf: sample.output.appending(path: "load/spark-bigquery.md"), encoding: .utf8)
    for table in tables {
      struct Field: Decodable, Equatable { var name, type, mode: String }
      let schema = try JSONDecoder().decode(
        [Field].self, from: Data(contentsOf: sample.output.appending(path: "load/bigquery/\(table).json")))
      let types = ["string": "STRING", "integer": "INTEGER", "boolean": "BOOLEAN", "date": "DATE"]
      let columns = described.columns.filter { $0.table == table }
      #expect(
        schema
          == columns.map {
            Field(name: $0.name, type: types[$0.type] ?? "?", mode: $0.isRequired ? "REQUIRED" : "NULLABLE")
          })
      let ofSpark = ["string": "STRING", "integer": "BIGINT", "boolean": "TINYINT", "date": "DATE"]
      let line = columns.map { "\($0.name) \(ofSpark[$0.type] ?? "?")" }.joined(separator: ", ")
      #expect(page.contains("    \"csv/\(table).csv\": \"\(line)\",\n"))
    }
    #expect(page.contains("    \"load/pivot.csv\": \"code_id BIGINT, "))
  }

  private struct Described: Decodable {
    struct Column: Decodable {
      var table, name, type: String
      var isRequired: Bool
    }
    var columns: [Column]
    var primaryKeys: Int
  }

  private func described(_ output: URL) throws -> Described {
    try python(
      """
      import json, sys
      tables = json.load(open(sys.argv[1], encoding='utf-8'))['resources']
      print(json.dumps({
        'columns': [{'table': table['name'], 'name': field['name'], 'type': field['type'],
                     'isRequired': field['constraints']['required']}
                    for table in tables for field in table['schema']['fields']],
        'primaryKeys': sum('primaryKey' in table['schema'] for table in tables)}))
      """, output.appending(path: "csv/datapackage.json").path)
  }
}
