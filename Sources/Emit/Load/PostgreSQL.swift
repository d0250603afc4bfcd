import CodeSetModel

/// The script that `psql` runs. The rows are loaded first, and keys and indexes made then: that is faster, and rows may
/// refer to each other in any order.
func postgreSQLScript(for tables: [Table]) -> String {
  var text = """
    -- Loads the products of codeset into PostgreSQL (12 or later), into the schema `codeset`. Written by
    -- `codeset emit load` from the declared tables.
    --
    --   cd Outputs && psql -d mydatabase -f load/postgresql.sql
    --   psql -d mydatabase -v folder=Outputs -f Outputs/load/postgresql.sql
    --
    -- The folder is the one that holds csv/ and load/. All or nothing: what fails leaves the tables as they were. Run it
    -- again after each build: the tables are made again, the schema stays, and so do the default privileges in it. Where a
    -- view of yours is made of these tables, PostgreSQL names it and nothing is loaded: drop it before, and make it again
    -- afterwards.
    \\set ON_ERROR_STOP on
    \\set QUIET on
    \\encoding UTF8
    \\if :{?folder}
      \\cd :folder
    \\endif
    begin;
    -- No notices of what is not there yet, or is there already.
    set local client_min_messages to warning;
    create schema if not exists codeset;
    comment on schema codeset is 'Medical code sets with their history, as codeset publishes them.';
    drop view if exists \(inSchema(views.reversed().map(\.name)));
    drop table if exists \(inSchema(tables.map(\.name)));
    -- After the schema, temporary tables of the session hide none of these.
    set local search_path to codeset, pg_temp;


    """
  for table in tables { text += createStatement(for: table) }
  text += "\n-- An empty field without quotes is null, one with quotes an empty text.\n"
  for table in tables {
    text +=
      "\\copy \(quoted(table.name)) from '\(path(of: table))' with (format csv, header, encoding 'UTF8')\n"
  }
  text += "\n"
  for table in tables {
    if let key = primaryKey(of: table) { text += "alter table \(quoted(table.name)) add \(key);\n" }
  }
  for table in tables {
    for key in table.foreignKeys { text += "alter table \(quoted(table.name)) add \(foreignKey(key));\n" }
  }
  for table in tables {
    for columns in indexes(of: table) {
      text += "create index on \(quoted(table.name)) (\(quoted(columns)));\n"
    }
  }
  text += "\n" + viewStatements + "\n"
  for table in tables { text += commentStatements(for: table) }
  text += "\n" + tables.map { "analyze \(quoted($0.name));\n" }.joined()
  text += "commit;\n"
  return text
}

/// Names in the schema: one that is not there yet is not looked for elsewhere.
private func inSchema(_ names: [String]) -> String {
  names.map { "codeset.\(quoted($0))" }.joined(separator: ", ")
}

/// What is looked up besides the primary key: the rows that refer to another table, and whatever names a code.
private func indexes(of table: Table) -> [[String]] {
  var indexes: [[String]] = []
  func add(_ columns: [String]) {
    guard !(indexes + [table.primaryKey]).contains(where: { $0.starts(with: columns) }) else { return }
    indexes.append(columns)
  }
  // The release is part of many references and narrows none: a table has rows of few releases.
  for key in table.foreignKeys where !["code_system", "release", "input"].contains(key.table) {
    add(key.columns.filter { $0 != "system" } + key.columns.filter { $0 == "system" })
  }
  for column in table.columns {
    let isCode = column.name == "code" || column.name == "parent" || column.name.hasSuffix("_code")
    if isCode { add([column.name]) }
  }
  return indexes
}
