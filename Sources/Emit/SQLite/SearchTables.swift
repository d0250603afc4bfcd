import CodeSetModel
import GRDB
import GRDBSQLite
import Search

/// The tables of the index that `codeset search` reads. They are no part of the model: the next version may have others.
private let searchTables = [
  """
  CREATE TABLE search_text (
    system TEXT NOT NULL, entry INTEGER NOT NULL, code_id INTEGER NOT NULL REFERENCES code (id),
    source TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (system, entry)
  ) STRICT, WITHOUT ROWID
  """,
  """
  CREATE TABLE search_word (
    system TEXT NOT NULL, word TEXT NOT NULL, written TEXT NOT NULL, number INTEGER NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (system, word)
  ) STRICT, WITHOUT ROWID
  """,
  """
  CREATE TABLE search_posting (
    system TEXT NOT NULL, number INTEGER NOT NULL, texts BLOB NOT NULL, PRIMARY KEY (system, number)
  ) STRICT, WITHOUT ROWID
  """,
  "CREATE TABLE search_part (system TEXT NOT NULL, part TEXT NOT NULL, data BLOB NOT NULL) STRICT",
  // As they are compared, so that a search need not make words of them.
  "CREATE TABLE search_synonym (phrase TEXT NOT NULL, meaning TEXT NOT NULL) STRICT",
]

/// Writes the index of each code set of a build.
func writeSearch(_ catalog: Tables, to database: Database) throws {
  for sql in searchTables { try database.execute(sql: sql) }
  for system in catalog.systems {
    let index = SearchIndex(of: CodeHistories(of: system, in: catalog), in: catalog)
    let part = try Inserting("INSERT INTO search_part VALUES (?, ?, ?)", in: database)
    for (name, bytes) in index.parts {
      part.bind(system.id, at: 1)
      part.bind(name, at: 2)
      part.bind(bytes, at: 3)
      try part.step()
    }
    let text = try Inserting("INSERT INTO search_text VALUES (?, ?, ?, ?, ?)", in: database)
    for (entry, one) in index.entries.enumerated() where one.source != .title {
      text.bind(system.id, at: 1)
      text.bind(entry, at: 2)
      text.bind(index.codes[Int(one.code)].position + 1, at: 3)
      text.bind(one.source.rawValue, at: 4)
      text.bind(one.text, at: 5)
      try text.step()
    }
    let word = try Inserting("INSERT INTO search_word VALUES (?, ?, ?, ?, ?)", in: database)
    let posting = try Inserting("INSERT INTO search_posting VALUES (?, ?, ?)", in: database)
    for (number, form) in index.words.enumerated() {
      word.bind(system.id, at: 1)
      word.bind(form, at: 2)
      word.bind(index.written[number], at: 3)
      word.bind(number, at: 4)
      word.bind(index.postings[number].count, at: 5)
      try word.step()
      posting.bind(system.id, at: 1)
      posting.bind(number, at: 2)
      posting.bind(packed(index.postings[number]), at: 3)
      try posting.step()
    }
  }
  let synonym = try Inserting("INSERT INTO search_synonym VALUES (?, ?)", in: database)
  for one in searchSynonyms(of: catalog) {
    synonym.bind(one.phrase.words, at: 1)
    synonym.bind(one.phrase.meaning, at: 2)
    try synonym.step()
  }
}

/// A statement that inserts one row after the other.
private struct Inserting {
  private let statement: Statement
  private let database: Database

  init(_ sql: String, in database: Database) throws {
    statement = try database.makeStatement(sql: sql)
    self.database = database
  }

  // SQLITE_TRANSIENT: SQLite copies what is bound.
  private static let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)

  func bind(_ text: String, at place: Int32) {
    sqlite3_bind_text(statement.sqliteStatement, place, text, Int32(text.utf8.count), Self.copied)
  }

  func bind(_ number: Int, at place: Int32) {
    sqlite3_bind_int64(statement.sqliteStatement, place, Int64(number))
  }

  func bind(_ bytes: [UInt8], at place: Int32) {
    _ = bytes.withUnsafeBytes {
      sqlite3_bind_blob(statement.sqliteStatement, place, $0.baseAddress, Int32($0.count), Self.copied)
    }
  }

  func step() throws {
    let result = sqlite3_step(statement.sqliteStatement)
    guard result == SQLITE_DONE else {
      throw DatabaseError(
        resultCode: ResultCode(rawValue: result), message: database.lastErrorMessage, sql: statement.sql)
    }
    sqlite3_reset(statement.sqliteStatement)
  }
}
