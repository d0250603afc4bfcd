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
  @Test(arguments: Products.allCases, ["PostgreSQL", "DuckDB"])
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

  @Test(arguments: officialFY2025.isEmpty ? [] : ["PostgreSQL", "DuckDB"])
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
  @Test(arguments: ["PostgreSQL", "DuckDB"])
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

  @Test func postgreSQLLoadsFromAnyFolder() throws {
    let server = try PostgreSQLServer()
    let sample = try Sample.built()
    let folder = sample.url.appending(path: "with blanks, and 'quotes'")
    try FileManager.default.moveItem(at: sample.output, to: folder)
    let script = folder.appending(path: "load/postgresql.sql").path
    try server.psql(["-v", "folder=\(folder.path)", "-f", script]).succeeded()
    #expect(try LoadedDatabase.postgreSQL(server).differences(from: folder) == [:])
  }

  @Test func duckDBLoadsFromAnyFolder() throws {
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

  /// The columns, types, keys and meanings of PostgreSQL are those of the data package.
  @Test func theTablesOfPostgreSQLAreTypedKeyedAndCommented() throws {
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
    #expect(try count("f") == ["\(described.foreignKeys)"])
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
    var primaryKeys, foreignKeys: Int
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
        'primaryKeys': sum('primaryKey' in table['schema'] for table in tables),
        'foreignKeys': sum(len(table['schema']['foreignKeys']) for table in tables)}))
      """, output.appending(path: "csv/datapackage.json").path)
  }
}
