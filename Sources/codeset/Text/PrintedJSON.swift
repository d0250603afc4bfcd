import CodeSetModel

/// What the command prints as one JSON object.
protocol JSONRecord {
  func append(to text: inout JSONText)
}

extension JSONRecord {
  var json: String { printedJSON { append(to: &$0) } }
}

/// JSON as the command prints it: what a terminal would obey is escaped.
private func printedJSON(_ write: (inout JSONText) -> Void) -> String {
  var text = JSONText()
  write(&text)
  return printableJSON(text.string)
}

/// A row as the JSON object of the products.
func object(_ row: some TableRow) -> String { printedJSON { $0.value(row) } }

/// Rows as a JSON array, an object on a line.
func array<Row: TableRow>(_ rows: [Row]) -> String {
  let keys = JSONKeys(Row.table)
  return array(rows) { row, text in text.value(row, keys: keys) }
}

/// Records as a JSON array, an object on a line.
func array(_ records: [some JSONRecord]) -> String { array(records) { $0.append(to: &$1) } }

private func array<Value>(_ values: [Value], _ append: (Value, inout JSONText) -> Void) -> String {
  printedJSON { text in
    text.beginArray()
    for value in values {
      text.beginLine()
      append(value, &text)
    }
    text.endLines()
  }
}

extension JSONText {
  mutating func value<Row: TableRow>(_ row: Row) { value(row, keys: JSONKeys(Row.table)) }

  mutating func member<Row: TableRow>(_ name: StaticString, _ row: Row?) {
    guard let row else { return }
    key(name)
    value(row)
  }

  mutating func member<Row: TableRow>(_ name: StaticString, _ rows: [Row]) {
    let keys = JSONKeys(Row.table)
    key(name)
    beginArray()
    for row in rows { value(row, keys: keys) }
    endArray()
  }

  mutating func member(_ name: StaticString, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { self.value(value) }
    endArray()
  }
}
