import CodeSetModel

// What PostgreSQL and DuckDB have in common. Names are always quoted: `column` and `grouping` are words of SQL, and
// the next column may be another.

func quoted(_ name: String) -> String { "\"\(name)\"" }

func quoted(_ names: [String]) -> String { names.map(quoted).joined(separator: ", ") }

/// A text as SQL writes it.
func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

/// The type of a column. A file may have more bytes than an `integer` counts.
func sqlType(of column: Column) -> String {
  switch column.kind {
  case .text: "text"
  case .integer: "bigint"
  case .boolean: "boolean"
  case .date: "date"
  }
}

/// The statement that creates a table.
///
/// - Parameter constraints: its keys, where they are declared along with it.
func createStatement(for table: Table, constraints: [String] = []) -> String {
  let columns = table.columns.map {
    "\(quoted($0.name)) \(sqlType(of: $0))\($0.isOptional ? "" : " not null")"
  }
  let lines = (columns + constraints).map { "  \($0)" }.joined(separator: ",\n")
  return "create table \(quoted(table.name)) (\n\(lines)\n);\n"
}

/// The primary key of a table, if it has one.
func primaryKey(of table: Table) -> String? {
  table.primaryKey.isEmpty ? nil : "primary key (\(quoted(table.primaryKey)))"
}

func foreignKey(_ key: Table.ForeignKey) -> String {
  "foreign key (\(quoted(key.columns))) references \(quoted(key.table)) (\(quoted(key.references)))"
}

/// How the comments of tables and views begin: it shows what was loaded before, and what somebody
/// else made.
let mark = "codeset: "

/// What a table and its columns mean, as comments in the database.
func commentStatements(for table: Table) -> String {
  var text = "comment on table \(quoted(table.name)) is \(literal(mark + table.meaning));\n"
  for column in table.columns {
    let values = column.vocabulary.isEmpty ? "" : " (\(column.vocabulary.joined(separator: ", ")))"
    text += "comment on column \(quoted(table.name)).\(quoted(column.name)) is "
    text += literal(column.meaning + values) + ";\n"
  }
  return text
}

/// The views that SQLite has too.
let views = [
  (
    name: "current_code", meaning: "The codes in force today.",
    select: """
    select * from "code"
      where "valid_from" <= current_date and ("valid_to" is null or "valid_to" > current_date)
    """
  ),
  (
    name: "billable_code", meaning: "Those of the current codes that are valid for submission.",
    select: #"select * from "current_code" where "billable""#
  ),
]

let viewStatements = views.map { view in
  """
  create view \(quoted(view.name)) as
    \(view.select);
  comment on view \(quoted(view.name)) is \(literal(mark + view.meaning));

  """
}.joined()
