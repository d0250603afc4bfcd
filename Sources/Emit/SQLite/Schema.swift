import CodeSetModel

/// The statement that creates a table.
func createStatement(for table: Table) -> String {
  var lines = table.columns.map { column in
    let type = column.kind == .text || column.kind == .date ? "TEXT" : "INTEGER"
    let isRowID = table.primaryKey == [column.name] && type == "INTEGER"
    return
      "  \(quoted(column.name)) \(type)\(isRowID ? " PRIMARY KEY" : column.isOptional ? "" : " NOT NULL")"
  }
  if let key = table.primaryKey.first, table.primaryKey.count > 1 || kind(of: key, in: table) != .integer {
    lines.append("  PRIMARY KEY (\(table.primaryKey.joined(separator: ", ")))")
  }
  for key in table.foreignKeys {
    lines.append(
      "  FOREIGN KEY (\(key.columns.joined(separator: ", "))) REFERENCES \(key.table) "
        + "(\(key.references.joined(separator: ", ")))")
  }
  // A table that is found by its own key alone is kept in the order of that key.
  let isKeyed = table.primaryKey.count > 1
  return "CREATE TABLE \(table.name) (\n\(lines.joined(separator: ",\n"))\n) STRICT"
    + (isKeyed ? ", WITHOUT ROWID" : "")
}

private func kind(of column: String, in table: Table) -> Column.Kind? {
  table.columns.first { $0.name == column }?.kind
}

/// The name of a column; `index` is a word of SQL.
private func quoted(_ name: String) -> String { name == "index" ? "\"index\"" : name }

func insertStatement(for table: Table) -> String {
  let values = table.columns.map { _ in "?" }.joined(separator: ", ")
  let columns = table.columns.map { quoted($0.name) }.joined(separator: ", ")
  return "INSERT INTO \(table.name) (\(columns)) VALUES (\(values))"
}

/// What is created after the rows are in: a table that is filled first and indexed then is built faster.
let afterRows =
  [
    "CREATE UNIQUE INDEX code_by_code ON code (code, system, valid_from)",
    "CREATE INDEX code_by_display_code ON code (display_code)",
    "CREATE INDEX code_by_parent ON code (parent, system) WHERE parent IS NOT NULL",
    "CREATE INDEX code_by_section ON code (section, system) WHERE section IS NOT NULL",
    "CREATE INDEX code_by_family ON code (family, system) WHERE family IS NOT NULL",
    "CREATE INDEX replacement_by_code ON replacement (code)",
    "CREATE INDEX replacement_by_previous_code ON replacement (previous_code)",
    "CREATE INDEX crosswalk_by_source_code ON crosswalk (source_code, source_system)",
    "CREATE INDEX crosswalk_by_target_code ON crosswalk (target_code, target_system)",
    "CREATE INDEX annotation_by_code ON annotation (code, system)",
    "CREATE INDEX note_by_owner ON note (owner, system)",
    "CREATE INDEX code_group_by_group ON code_group (grouping, group_code)",
    """
    CREATE VIRTUAL TABLE code_search USING fts5 (
      display_code, short_title, long_title, content="code", content_rowid="id", columnsize=0
    )
    """,
    // A code is found by every text that leads to it, not by its titles alone.
    "CREATE INDEX search_text_by_code ON search_text (code_id)",
    """
    INSERT INTO code_search (rowid, display_code, short_title, long_title)
      SELECT id, display_code, short_title, long_title || coalesce(char(10) || (
        SELECT group_concat(text, char(10)) FROM search_text WHERE code_id = code.id), '')
      FROM code
    """,
    """
    CREATE VIEW current_code AS
      SELECT * FROM code
      WHERE valid_from <= date('now') AND (valid_to IS NULL OR valid_to > date('now'))
    """,
    codeNoteView,
    pcsAxisView,
    "CREATE VIEW billable_code AS SELECT * FROM current_code WHERE billable = 1",
  ] + crosswalkViews
