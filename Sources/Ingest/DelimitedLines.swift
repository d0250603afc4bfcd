import CSVTables
import CodeSetModel

/// Reads the fields of lines that hold a record each, quoted where they hold the delimiter.
struct DelimitedLines {
  let delimiter: UInt8
  /// How many fields a record has.
  let fieldCount: Int

  /// The fields of a line, without quotes and the blanks around them.
  func fields(of line: TextLine) throws(RowFault) -> [String] {
    if let (offset, value) = firstControlCharacter(in: line.bytes, otherThan: delimiter) {
      throw RowFault(
        RowRule.controlCharacter, line.column(ofByteAt: offset),
        "expected printable characters, found the control character \(hexadecimal(value))")
    }
    let values: [String?]?
    do throws(CSVSyntaxError) {
      values = try CSVParser(delimiter: delimiter).feed(Array(line.bytes) + [UInt8(ascii: "\n")])
    } catch {
      throw RowFault(Rule.csvSyntax, error.column, "expected matching quotes")
    }
    guard let values else { throw RowFault(Rule.csvSyntax, nil, "expected matching quotes") }
    guard values.count == fieldCount else {
      throw RowFault(RowRule.fieldCount, nil, "expected \(fieldCount) fields, found \(values.count)")
    }
    return values.map { ($0 ?? "").trimmingBlanks }
  }

  /// Whether a line is the header row: it begins with these names. A name that changes is `nil`.
  func isHeader(_ line: Slice<UnsafeRawBufferPointer>, names: [String?]) -> Bool {
    let line = TextLine(number: 1, bytes: UnsafeRawBufferPointer(rebasing: line))
    guard let fields = try? fields(of: line) else { return false }
    return zip(fields, names).allSatisfy { field, name in name == nil || field == name }
  }
}
