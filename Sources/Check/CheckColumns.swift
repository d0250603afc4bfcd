import CodeSetModel

/// What is to be checked in a table.
package struct CheckRequest {
  /// The columns with codes, by name or number.
  package var codeColumns: [String]
  /// The column with the day; `nil`: all rows are of one day.
  package var dayColumn: String?
  /// The day of all rows.
  package var day: CalendarDay
  /// The column with the code set; `nil`: it is named for all rows, or implied.
  package var systemColumn: String?
  /// What separates several codes in one column.
  package var separator: String?
  /// What separates columns; `nil`: what the header row shows.
  package var delimiter: UInt8?
  package var onlyProblems: Bool
  package var format: Format

  package enum Format: String, CaseIterable, Sendable {
    case csv, json, text
  }

  package init(
    codeColumns: [String], dayColumn: String?, day: CalendarDay, systemColumn: String?, separator: String?,
    delimiter: UInt8?, onlyProblems: Bool, format: Format
  ) {
    self.codeColumns = codeColumns
    self.dayColumn = dayColumn
    self.day = day
    self.systemColumn = systemColumn
    self.separator = separator
    self.delimiter = delimiter
    self.onlyProblems = onlyProblems
    self.format = format
  }
}

/// What cannot be checked, in a sentence.
package struct CheckFailure: Error {
  /// The line at which it shows; `nil`: what was asked for is not in the table.
  package var line: Int?
  package var message: String
}

/// Where in a table the columns are that a check needs, and what it appends.
struct CheckColumns {
  var codes: [(name: String, place: Int)]
  var day: Int?
  var system: Int?
  var count: Int
  /// The names of the columns that are appended.
  var appended: [String]

  init(_ request: CheckRequest, header: [String]) throws(CheckFailure) {
    func place(of column: String) throws(CheckFailure) -> Int {
      if let place = header.firstIndex(of: column) { return place }
      let alike = header.indices.filter { header[$0].lowercased() == column.lowercased() }
      if alike.count == 1 { return alike[0] }
      if let number = Int(column), header.indices.contains(number - 1) { return number - 1 }
      throw CheckFailure(
        message:
          "expected the column '\(column)' in the first row, found \(header.joined(separator: ", ")); --code, --date and "
          + "--system-column take a name or a number")
    }
    codes = []
    for column in request.codeColumns {
      let place = try place(of: column)
      codes.append((header[place], place))
    }
    day = nil
    if let column = request.dayColumn { day = try place(of: column) }
    system = nil
    if let column = request.systemColumn { system = try place(of: column) }
    count = header.count
    let names = ["status", "display_code", "title", "advice"]
    let several = codes.count > 1
    appended = codes.flatMap { code in names.map { several ? "\(code.name)_\($0)" : $0 } }
    // A column of the table keeps its name.
    while appended.contains(where: header.contains) { appended = appended.map { "check_\($0)" } }
  }
}
