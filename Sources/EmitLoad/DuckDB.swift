import CodeSetModel

/// The script that DuckDB runs, from its shell or from any language.
func duckDBScript(for tables: [Table]) -> String {
  var text = """
    -- Loads the products of codeset into DuckDB (1.2 or later), into the database that is open. Written by
    -- `codeset emit load` from the declared tables.
    --
    --   cd Outputs && duckdb -bail codeset.duckdb < load/duckdb.sql
    --
    -- From elsewhere, say first which folder holds csv/ and load/. In Python:
    --
    --   connection = duckdb.connect('codeset.duckdb')
    --   connection.execute("set file_search_path = 'Outputs'")
    --   connection.execute(open('Outputs/load/duckdb.sql').read())
    --
    -- All or nothing: what fails leaves the tables as they were. Run it again after each build: the tables are made anew.
    -- `pivot` and `column` are words of DuckDB: write "pivot" and "column" in queries.
    begin transaction;


    """
  for view in views.reversed() { text += "drop view if exists \(quoted(view.name));\n" }
  for table in tables.reversed() { text += "drop table if exists \(quoted(table.name));\n" }
  text += """

    -- DuckDB checks a reference while it inserts, and so none within a table: the chapter of a block is left unchecked.

    """
  for table in tables {
    let references = table.foreignKeys.filter { $0.table != table.name }.map(foreignKey)
    let keys = [primaryKey(of: table)].compactMap(\.self)
    text += createStatement(for: table, constraints: keys + references)
  }
  text += "\n-- An empty field without quotes is null, one with quotes an empty text.\n"
  for table in tables { text += insertStatement(for: table) }
  text += "\n" + viewStatements + "\n"
  for table in tables { text += commentStatements(for: table) }
  text += "commit;\n"
  return text
}

private func insertStatement(for table: Table) -> String {
  let columns = table.columns.map { "\(literal($0.name)): \(literal(type(of: $0)))" }.joined(separator: ", ")
  // One thread: a line break within quotes may stand where another would begin.
  return """
    insert into \(quoted(table.name)) select * from read_csv(\(literal(path(of: table))),
      columns = {\(columns)},
      auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
      allow_quoted_nulls = false, parallel = false);

    """
}
