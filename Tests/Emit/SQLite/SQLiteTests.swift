import Foundation
import SmallCatalog
import TestSupport
import Testing

/// `codeset.sqlite`, read by the `sqlite3` shell.
@Suite struct SQLiteTests {
  let emitted: Emitted

  init() throws {
    emitted = try Emitted()
  }

  @Test(arguments: storedTables)
  func holdsEveryValueOfEveryColumn(_ table: ExpectedTable) throws {
    let rows = try sqlite(emitted.database, "SELECT * FROM \(table.name)")
    let expected = table.rows.map { row in
      Dictionary(uniqueKeysWithValues: zip(table.columns, row.map(\.inSQLite)))
    }
    // Some tables are kept in the order of their keys.
    #expect(rows.count == expected.count)
    #expect(Set(rows) == Set(expected))
  }

  @Test(arguments: storedTables)
  func hasTheColumnsInOrder(_ table: ExpectedTable) throws {
    let columns = try sqliteColumn(
      emitted.database, "SELECT name FROM pragma_table_info('\(table.name)') ORDER BY cid")
    #expect(columns == table.columns.map { .text($0) })
  }

  /// As SQLite itself sees it, whatever the shell prints.
  /// There is no empty text: what a code has not is null.
  @Test func whatIsNotThereIsNull() throws {
    let kinds = try sqliteColumn(
      emitted.database, "SELECT typeof(short_title) || typeof(section) FROM code WHERE id = 5")
    #expect(kinds == ["nullnull"])
  }

  @Test func holdsTextByteForByte() throws {
    let title = try #require(codes.rows[3][12].inCSV.data(using: .utf8))
    let digits = title.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    let stored = try sqliteColumn(emitted.database, "SELECT hex(short_title) FROM code WHERE id = 4")
    #expect(stored == [.text(digits)])
  }

  /// What is found by a key of several columns is kept in its order, without a number for each row.
  @Test func everyTableIsStrictAndKeptByItsKey() throws {
    let tables = try sqlite(
      emitted.database,
      """
      SELECT name, strict, wr FROM pragma_table_list
      WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name
      """)
    let isKeyed: KeyValuePairs<String, Bool> = [
      "annotation": false, "axis_mention": true, "change": true, "code": false, "code_flag": true,
      "code_group": true,
      "code_system": false, "crosswalk": false, "family": true, "finding": true, "hcpcs_detail": true,
      "index_term": false,
      "input": true, "note": false, "note_reference": true, "pcs_definition": true, "pcs_table": true,
      "pivot": true, "reconciliation": true,
      "rejected": true, "release": true, "release_gap": true,
      "replacement": false, "search_part": false, "search_posting": true, "search_synonym": false,
      "search_text": true, "search_word": true, "section": true, "synonym": true,
    ]
    #expect(tables == isKeyed.map { ["name": .text($0), "strict": 1, "wr": $1 ? 1 : 0] })
  }

  @Test(arguments: [
    "UPDATE code SET ordinal = 'first'", "UPDATE code SET long_title = NULL",
    "UPDATE code SET release = 'fy1999'",
    "UPDATE release SET system = 'icd9cm'", "UPDATE section SET system = 'icd9cm'",
    "UPDATE rejected SET release = 'fy1999'", "UPDATE hcpcs_detail SET release = 'fy1999'",
    "UPDATE code SET code = 'O343' WHERE id = 4",
    "DELETE FROM code_system", "UPDATE code SET family = 'O3433'", "UPDATE family SET system = 'icd9cm'",
    "DELETE FROM family WHERE family = '0UVC7ZZ'", "UPDATE axis_mention SET code_id = 7",
    "UPDATE axis_mention SET start = 'first'", "UPDATE axis_mention SET value = NULL",
    "UPDATE axis_mention SET axis = 'laterality' WHERE code_id = 4",
    "UPDATE pivot SET code_id = 0 WHERE value = 'left'",
    "UPDATE pivot SET target_id = 7 WHERE value = 'left'", "UPDATE pivot SET target_id = 5",
    "DELETE FROM code WHERE id = 6", "UPDATE crosswalk SET source_system = 'icd9cm'",
    "UPDATE crosswalk SET scenario = NULL", "UPDATE code_flag SET release = 'fy1999'",
    "UPDATE code_flag SET release = 'fy2025'", "UPDATE code_group SET level = 1, group_code = '1'",
  ])
  func refuses(_ change: String) throws {
    let outcome = try run(
      "sqlite3", ["-batch", emitted.database.path, "PRAGMA foreign_keys = ON; \(change)"])
    #expect(outcome.status != 0)
    #expect(
      outcome.errors.contains("constraint failed") || outcome.errors.contains("cannot store TEXT value"))
  }

  @Test(arguments: [
    "axis_mention": ["code(id)"],
    "code": ["family(system,family)", "release(system,release)"],
    "family": ["code_system(system)"], "pivot": ["code(id)", "code(id)"], "release": ["code_system(system)"],
    "section": ["code_system(system)"],
    "rejected": ["input(system,release,role,number)"],
    "crosswalk": ["release(system,release)"], "code_flag": ["release(system,release)"],
    "code_group": ["release(system,release)"],
  ])
  func declaresItsForeignKeys(table: String, keys: [String]) throws {
    let declared = try sqliteColumn(
      emitted.database,
      """
      SELECT "table" || '(' || group_concat("to", ',') || ')' AS key
      FROM (SELECT * FROM pragma_foreign_key_list('\(table)') ORDER BY id, seq) GROUP BY id ORDER BY key
      """)
    #expect(declared == keys.map { .text($0) })
  }

  @Test func isWhole() throws {
    let faults = try sqliteColumn(emitted.database, "PRAGMA integrity_check")
    #expect(faults == ["ok"])
    #expect(try sqlite(emitted.database, "PRAGMA foreign_key_check").isEmpty)
    // FTS5's own check of its index; it is an INSERT, and fails where the index is damaged. The index has more texts
    // than the rows.
    let check = "INSERT INTO code_search (code_search) VALUES ('integrity-check')"
    let outcome = try run("sqlite3", ["-batch", emitted.database.path, check])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func saysWhatItIs() throws {
    #expect(try sqliteColumn(emitted.database, "PRAGMA user_version") == [8])
    #expect(try sqliteColumn(emitted.database, "PRAGMA application_id") == [0x4364_5374])
    #expect(try sqliteColumn(emitted.database, "PRAGMA encoding") == ["UTF-8"])
  }

  @Test func needsNoFileBesideIt() throws {
    let beside = try FileManager.default.contentsOfDirectory(atPath: emitted.output.path)
      .filter { $0.hasPrefix("codeset.sqlite") }
    #expect(beside == ["codeset.sqlite"])
    #expect(try sqliteColumn(emitted.database, "PRAGMA journal_mode") == ["delete"])
  }

  @Test(arguments: [
    "code = 'O3432' AND system = 'icd10cm'", "display_code = 'O34.32'", "code LIKE 'O34%' AND code = 'O343'",
  ])
  func findsACodeThroughAnIndex(condition: String) throws {
    let query = "EXPLAIN QUERY PLAN SELECT * FROM code WHERE \(condition)"
    let plan = try run("sqlite3", ["-batch", emitted.database.path, query]).succeeded().output
    #expect(plan.hasPrefix("QUERY PLAN\n`--SEARCH code USING INDEX code_by_"), "\(plan)")
  }

  /// Whoever walks down the hierarchy, or over a block or a family, reads no table from end to end.
  @Test(
    arguments: [
      """
      WITH RECURSIVE below (code) AS (
        SELECT 'S42' UNION ALL SELECT code.code FROM below JOIN TABLE_OF_CODES AS code ON code.parent = below.code
      ) SELECT * FROM below
      """,
      """
      WITH RECURSIVE below (system, code) AS (
        SELECT 'icd10cm', 'S42' UNION ALL SELECT code.system, code.code FROM below
        JOIN TABLE_OF_CODES AS code ON code.parent = below.code AND code.system = below.system
      ) SELECT * FROM below
      """,
      "SELECT * FROM TABLE_OF_CODES WHERE section = 'O30-O48'",
      "SELECT * FROM TABLE_OF_CODES WHERE system = 'icd10cm' AND family = 'O3430'",
    ], ["code", "current_code"])
  func walksThroughAnIndex(query: String, table: String) throws {
    let sql = "EXPLAIN QUERY PLAN \(query.replacing("TABLE_OF_CODES", with: table))"
    let plan = try run("sqlite3", ["-batch", emitted.database.path, sql]).succeeded().output
    #expect(plan.contains(/SEARCH code USING INDEX code_by_(parent|section|family)/), "\(plan)")
    #expect(!plan.contains("SCAN code"), "\(plan)")
  }

  /// A lookup tool asks for what belongs to one code.
  @Test(arguments: [
    "axis_mention WHERE code_id = 4", "pivot WHERE code_id = 4 AND axis = 'trimester' AND value = 'third'",
    "family WHERE system = 'icd10cm' AND family = 'O3432'",
  ])
  func findsTheRowsOfACodeByTheirKey(rows: String) throws {
    let query = "EXPLAIN QUERY PLAN SELECT * FROM \(rows)"
    let plan = try run("sqlite3", ["-batch", emitted.database.path, query]).succeeded().output
    #expect(plan.contains("SEARCH ") && plan.contains(" USING PRIMARY KEY "), "\(plan)")
  }

  /// The release of ICD-10-PCS has ended.
  @Test func currentCodesAreThoseInForceToday() throws {
    #expect(try sqliteColumn(emitted.database, "SELECT id FROM current_code ORDER BY id") == [2, 4, 5])
    let columns = try sqliteColumn(
      emitted.database, "SELECT name FROM pragma_table_info('current_code') ORDER BY cid")
    #expect(columns == codes.columns.map { .text($0) })
  }

  @Test func billableCodesAreTheCurrentCodesThatAreNoHeaders() throws {
    #expect(try sqliteColumn(emitted.database, "SELECT id FROM billable_code ORDER BY id") == [4, 5])
  }

  @Test(arguments: [
    // A word of a long title, of a short title, of both releases, of one; in any case; the beginning of one.
    ("incompetence", [1]), ("CERVICAL", [1, 3]), ("cervical", [1, 3]), ("maternal", [1, 3, 4]),
    ("blanks", [6]), ("mat", [3]), ("cervi*", [1, 3, 6]), ("second AND line", [2]),
    // Letters beyond ASCII, with and without their marks.
    ("Ménière", [4]), ("meniere", [4]), ("妊娠", [4]),
    // Display codes, whole, and the part before the dot.
    ("\"O34.32\"", [3, 4]), ("\"0UVC7ZZ\"", [6]), ("O34", [1, 2, 3, 4, 5]),
    ("laparoscopy", []),
  ])
  func searchFinds(words: String, ids: [Int]) throws {
    let query = "SELECT rowid FROM code_search WHERE code_search MATCH '\(words)' ORDER BY rowid"
    let found = try sqliteColumn(emitted.database, query)
    // A code is found by all texts that lead to it, titles of other days among them.
    #expect(ids.allSatisfy { found.contains(.integer($0)) })
    if ids.isEmpty { #expect(found.isEmpty) }
  }
}
