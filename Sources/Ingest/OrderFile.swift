import CodeSetModel

/// Reads an order file:
///
///     00001 A00     0 Cholera                                                      Cholera
///     26711 O3432   1 Maternal care for cervical incompetence, second trimester    Maternal care for cervical incompetence, second trimester
///
/// Every line becomes a record or is rejected with a finding.
func readOrderFile(
  _ contents: UnsafeRawBufferPointer, layout: FixedWidthLayout, into rows: inout RowCollector
) {
  let gaps = layout.gaps
  let file = rows.release.fileDescription
  var notes: [Diagnostic] = []
  let form = forEachLine(of: contents, file: file, into: &notes) { line, _ in
    do throws(RowFault) {
      let record = try orderRecord(on: line, layout: layout, gaps: gaps, rows: &rows)
      rows.keep(record, codeColumn: 7, text: line.text)
    } catch {
      rows.reject(error.rule, error.message, line: line.number, column: error.column, text: line.text)
    }
  }
  rows.findings += notes + form.notes(file: file, expectingCRLF: true)
}

/// Why a row is not a record.
struct RowFault: Error {
  var rule: Rule
  var column: Int?
  var message: String

  init(_ rule: Rule, _ column: Int?, _ message: String) {
    self.rule = rule
    self.column = column
    self.message = message
  }
}

private func orderRecord(
  on line: TextLine, layout: FixedWidthLayout, gaps: [Int], rows: inout RowCollector
) throws(RowFault) -> OrderRecord {
  if line.bytes.allSatisfy(isBlank) {
    throw RowFault(RowRule.blankLine, nil, "expected a record, found a blank line")
  }
  try checkCharacters(of: line)
  guard line.length >= layout.last.column else {
    throw RowFault(
      RowRule.lineLength, line.length + 1,
      "expected at least \(layout.last.column) columns, found \(line.length)")
  }
  for column in gaps where line[column...column].first != UInt8(ascii: " ") {
    throw RowFault(
      RowRule.columnGap, column,
      "expected a blank between two fields, found '\(line.string(column...column))'")
  }
  func field(_ field: FixedWidthLayout.Field) -> (column: Int, bytes: UnsafeRawBufferPointer) {
    guard let columns = layout.columns(of: field, lineLength: line.length) else { return (1, line[1...1]) }
    return (columns.lowerBound, line[columns])
  }
  let orderNumber = field(.orderNumber)
  guard orderNumber.bytes.allSatisfy(isDigit) else {
    throw RowFault(
      RowRule.orderNumber, orderNumber.column,
      "expected \(orderNumber.bytes.count) digits, found '\(string(orderNumber.bytes))'")
  }
  let code = field(.code)
  let flag = field(.flag)
  let shortTitle = field(.shortTitle)
  let longTitle = field(.longTitle)
  return try OrderRecord(
    orderNumber: string(orderNumber.bytes),
    code: checkedCode(withoutPadding(code.bytes), column: code.column, rows: &rows),
    isValidForSubmission: checkedFlag(flag.bytes, column: flag.column),
    shortTitle: checkedTitle(withoutPadding(shortTitle.bytes), "short", column: shortTitle.column),
    longTitle: checkedTitle(longTitle.bytes, "long", column: longTitle.column), line: line.number)
}

/// The text of some columns without the blanks that fill them up on the right.
private func withoutPadding(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
  var end = bytes.count
  while end > 0, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
  return UnsafeRawBufferPointer(rebasing: bytes[..<end])
}

private func checkCharacters(of line: TextLine) throws(RowFault) {
  guard let (offset, value) = firstControlCharacter(in: line.bytes) else { return }
  let column = line.column(ofByteAt: offset)
  if value == 0x09 {
    throw RowFault(RowRule.tab, column, "expected blanks between the columns, found a tab")
  }
  throw RowFault(
    RowRule.controlCharacter, column,
    "expected printable characters, found the control character \(hexadecimal(value))")
}

/// The first control character of a text in UTF-8 (C0, DEL or C1), and where it stands.
func firstControlCharacter(in bytes: UnsafeRawBufferPointer) -> (offset: Int, value: UInt8)? {
  for (offset, byte) in bytes.enumerated() {
    if byte < 0x20 || byte == 0x7F { return (offset, byte) }
    // U+0080 to U+009F are C2 80 to C2 9F.
    if byte == 0xC2, offset + 1 < bytes.count, bytes[offset + 1] < 0xA0 { return (offset, bytes[offset + 1]) }
  }
  return nil
}

func hexadecimal(_ byte: UInt8) -> String {
  "U+00" + (byte < 0x10 ? "0" : "") + String(byte, radix: 16, uppercase: true)
}

func checkedCode(
  _ code: UnsafeRawBufferPointer, column: Int, rows: inout RowCollector
) throws(RowFault) -> String {
  if rows.system.forms(code) { return string(code) }
  rows.countMisfit(code)
  let found = code.isEmpty ? "blanks" : "'\(string(code))'"
  throw RowFault(RowRule.codeForm, column, "expected \(rows.system.codeForm), found \(found)")
}

func checkedFlag(_ flag: UnsafeRawBufferPointer, column: Int) throws(RowFault) -> Bool {
  if flag.elementsEqual("1".utf8) { return true }
  if flag.elementsEqual("0".utf8) { return false }
  throw RowFault(
    RowRule.flag, column, "expected 0 (header) or 1 (valid for submission), found '\(string(flag))'")
}

func checkedTitle(_ title: UnsafeRawBufferPointer, _ kind: String, column: Int) throws(RowFault) -> String {
  guard !title.allSatisfy(isBlank) else {
    throw RowFault(RowRule.emptyTitle, column, "expected a \(kind) title, found blanks")
  }
  return string(title)
}

func string(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }

extension TextLine {
  fileprivate func string(_ columns: ClosedRange<Int>) -> String {
    String(decoding: self[columns], as: UTF8.self)
  }
}
