import CodeSetModel

/// A CSV file with a header row, read record by record.
package struct CSVTable {
  /// The names of the header row.
  package var header: [String]
  package var records: [(line: Int, values: [String?])]

  /// Reads the whole text.
  ///
  /// - Parameter file: the path that errors name.
  /// - Throws: `Diagnostic` (rule `csv-syntax`) where quotes do not match up, or there is no header row.
  package init(_ text: [UInt8], delimiter: UInt8 = UInt8(ascii: ","), file: String) throws(Diagnostic) {
    var rows: [(line: Int, values: [String?])] = []
    let parser = CSVParser(delimiter: delimiter)
    var line = 0
    var recordLine = 1
    var start = text.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    do throws(CSVSyntaxError) {
      while start < text.count {
        let end = (text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count - 1) + 1
        line += 1
        if parser.isBetweenRecords { recordLine = line }
        if let values = try parser.feed(Array(text[start..<end])) { rows.append((recordLine, values)) }
        start = end
      }
      if let values = try parser.finish() { rows.append((recordLine, values)) }
    } catch {
      throw Rule.csvSyntax.finding(
        "expected matching quotes", at: Place(file: file, line: recordLine, column: error.column))
    }
    guard let first = rows.first else {
      throw Rule.csvSyntax.finding("expected a header row, found nothing", at: Place(file: file, line: 1))
    }
    header = first.values.map { $0 ?? "" }
    records = Array(rows.dropFirst())
  }
}

extension Rule {
  package static let csvSyntax = Rule(
    "csv-syntax", .error, "A CSV file has a header row, and its quotes match up.")
  package static let columnType = Rule(
    "vocabulary", .error, "Every value is of its column's type, and every axis value of its vocabulary.")

  /// The rules that reading a table checks.
  package static let ofTables = [csvSyntax, columnType]
}

/// Reads a file between stages back into rows.
///
/// - Throws: `Diagnostic` at the first value that is not what its column holds.
package func readTable<Row: StageRow>(_ type: Row.Type, _ text: [UInt8], file: String) throws(Diagnostic)
  -> [Row]
{
  let table = try CSVTable(text, file: file)
  let columns = Row.table.columns
  guard table.header == columns.map(\.name) else {
    throw Rule.columnType.finding(
      "expected the columns \(columns.map(\.name).joined(separator: ",")), found "
        + table.header.joined(separator: ","), at: Place(file: file, line: 1))
  }
  var rows: [Row] = []
  rows.reserveCapacity(table.records.count)
  for (line, values) in table.records {
    guard values.count == columns.count else {
      throw Rule.columnType.finding(
        "expected \(columns.count) fields, found \(values.count)", at: Place(file: file, line: line))
    }
    var fields = FieldReader(values, columns: columns)
    do throws(FieldError) {
      rows.append(try Row(from: &fields))
    } catch {
      throw Rule.columnType.finding("\(error)", at: Place(file: file, line: line))
    }
  }
  return rows
}
