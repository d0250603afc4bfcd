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
    -- All or nothing: what fails leaves the tables as they were (in Python, connection.rollback() ends it). Run it again
    -- after each build: the tables are made again, and views of yours over them stay. Where a table or view of yours has
    -- one of their names, nothing is loaded and nothing of yours is changed: open a database of its own for them. Theirs
    -- are known by their comment, which begins with `codeset: `.
    -- `pivot` and `column` are words of DuckDB: write "pivot" and "column" in queries.
    begin transaction;

    \(refusal(of: tables))

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

/// The statement that fails where a name is taken by something else than what was loaded before. All places count in which
/// DuckDB looks a name up: it would drop there what it does not find in the current schema. A variable, since the result of
/// a query would be printed.
private func refusal(of tables: [Table]) -> String {
  let names = (tables.map(\.name) + views.map(\.name)).map(literal).joined(separator: ", ")
  return """
    set variable codeset_names = (
      select error('expected no tables and views of these names but those that codeset loaded here, found '
        || string_agg(schema_name || '.' || name, ', ' order by name) || '; nothing is changed: load into a database '
        || 'of its own')
      from (
        select database_name, schema_name, table_name as name, comment, temporary from duckdb_tables()
        union all
        select database_name, schema_name, view_name, comment, temporary from duckdb_views()
      )
      where lower(name) in (\(names))
        and (temporary or database_name = current_database() and list_contains(current_schemas(true), schema_name))
        and (temporary or schema_name <> current_schema() or not starts_with(coalesce(comment, ''), \(literal(mark))))
      having count(*) > 0);

    """
}

private func insertStatement(for table: Table) -> String {
  let columns = table.columns.map { "\(literal($0.name)): \(literal(sqlType(of: $0)))" }.joined(
    separator: ", ")
  // One thread: a line break within quotes may be where another would begin.
  return """
    insert into \(quoted(table.name)) select * from read_csv(\(literal(path(of: table))),
      columns = {\(columns)},
      auto_detect = false, header = true, delim = ',', quote = '"', escape = '"', nullstr = '',
      allow_quoted_nulls = false, parallel = false);

    """
}
