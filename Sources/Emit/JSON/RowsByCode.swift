import CodeSetModel

/// Where the rows about each code are in a table: there may be several for one.
struct RowsByCode {
  private var index: CodeIndex
  /// The next row about the same code, by row; -1 where there is none.
  private var next: [Int32]

  /// - Parameter codes: the code of each row.
  init(_ codes: some Collection<String>) {
    index = CodeIndex(minimumCapacity: codes.count)
    next = Array(repeating: -1, count: codes.count)
    var last = next
    for (row, code) in codes.enumerated() {
      let first = index.add(code) ?? row
      if first != row { next[Int(last[first])] = Int32(row) }
      last[first] = Int32(row)
    }
  }

  /// The rows about a code, in order.
  func rows(of code: String) -> [Int] {
    var rows: [Int] = []
    var row = index.position(of: code)
    while let found = row {
      rows.append(found)
      row = next[found] < 0 ? nil : Int(next[found])
    }
    return rows
  }
}

/// The rows of a table about the codes of one code set, as JSON objects under a key.
struct RowsInDetails<Row: TableRow> {
  private let rows: ArraySlice<Row>
  private let byCode: RowsByCode
  private let key: StaticString
  private let keys = JSONKeys(Row.table)

  /// - Parameters:
  ///   - table: the rows of all code sets, those of one together.
  ///   - system: the code set.
  ///   - ofSystem: the code set of a row.
  init(
    _ table: [Row], of system: String, by ofSystem: (Row) -> String, _ code: (Row) -> String,
    key: StaticString
  ) {
    let start = table.firstIndex { ofSystem($0) == system } ?? table.endIndex
    rows = table[start...].prefix { ofSystem($0) == system }
    self.key = key
    byCode = RowsByCode(rows.map(code))
  }

  /// Appends the rows about a code, with the key before them, where there are some.
  func append(of code: String, to text: inout JSONText) {
    guard !rows.isEmpty else { return }
    text.append(byCode.rows(of: code).lazy.map { rows[rows.startIndex + $0] }, key: key, keys: keys)
  }
}

extension JSONText {
  /// Appends rows as objects, with a key before them, where there are some.
  mutating func append(_ rows: some Collection<some TableRow>, key: StaticString, keys: JSONKeys) {
    if rows.isEmpty { return }
    self.key(key)
    beginArray()
    for row in rows { value(row, keys: keys) }
    endArray()
  }
}
