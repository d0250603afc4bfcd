import CodeSetModel

/// Reads a file of which each line is a record, such as an order file:
///
///     00001 A00     0 Cholera                                                      Cholera
///     26711 O3432   1 Maternal care for cervical incompetence, second trimester    Maternal care for cervical incompetence, second trimester
///
/// Every line becomes a record or is rejected with a finding.
///
/// - Parameter before: the lines of the release before, of which most are here again.
/// - Returns: where the line of each record is.
func readFixedWidthFile(
  _ contents: UnsafeRawBufferPointer, layout: Layout, columns: FixedWidthLayout, after before: OrderLines?,
  into rows: inout RowCollector
) -> [Range<Int>] {
  let file = rows.release.fileDescription
  let codeColumn = columns.columns(of: .code)?.lowerBound ?? 1
  var notes: [Diagnostic] = []
  var before = before
  var lines: [Range<Int>] = []
  let form = forEachLine(of: contents, file: file, into: &notes) { line, _ in
    do throws(RowFault) {
      if let record = before?.record(on: line) {
        rows.keep(record, codeColumn: codeColumn, text: line.text)
      } else {
        let record = try record(on: line, layout: layout, columns: columns, rows: &rows)
        before?.skip(record.code)
        rows.keep(record, codeColumn: codeColumn, text: line.text)
      }
      lines.append(place(of: line, in: contents))
    } catch {
      rows.reject(error.rule, error.message, line: line.number, column: error.column, text: line.text)
    }
  }
  rows.findings += notes + form.notes(file: file, expectingCRLF: layout.endsLinesWithCRLF)
  return lines
}

/// Where a line is in its file; empty where it had to be decoded.
private func place(of line: TextLine, in contents: UnsafeRawBufferPointer) -> Range<Int> {
  guard line.columnStarts == nil, let start = line.bytes.baseAddress, let first = contents.baseAddress else {
    return 0..<0
  }
  return start - first..<start - first + line.bytes.count
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

private func record(
  on line: TextLine, layout: Layout, columns: FixedWidthLayout, rows: inout RowCollector
) throws(RowFault) -> OrderRecord {
  if line.bytes.allSatisfy(isBlank) {
    throw RowFault(RowRule.blankLine, nil, "expected a record, found a blank line")
  }
  try columns.check(line)
  let orderNumber = columns.optionalField(.orderNumber, on: line)
  if let orderNumber, !orderNumber.bytes.allSatisfy(isDigit) || orderNumber.bytes.count > 18 {
    throw RowFault(
      RowRule.orderNumber, orderNumber.column,
      "expected \(orderNumber.bytes.count > 18 ? "at most 18" : "\(orderNumber.bytes.count)") digits, found '\(string(orderNumber.bytes))'"
    )
  }
  let code = columns.field(.code, on: line)
  let flag = columns.optionalField(.flag, on: line)
  let shortTitle = columns.optionalField(.shortTitle, on: line)
  let longTitle = columns.field(.longTitle, on: line)
  return try OrderRecord(
    orderNumber: orderNumber.map { string($0.bytes) } ?? "",
    code: checkedCode(withoutPadding(code.bytes), column: code.column, rows: &rows),
    isValidForSubmission: layout.billable.isBillable(flag?.bytes, column: flag?.column ?? 1),
    shortTitle: shortTitle.map { (title) throws(RowFault) in
      try checkedTitle(withoutPadding(title.bytes), "short", column: title.column)
    } ?? "",
    longTitle: checkedTitle(withoutPadding(longTitle.bytes), "long", column: longTitle.column),
    line: line.number)
}

extension Layout.Billable {
  /// Whether the flag of a row says that its code is valid for submission. Without a flag, it is for now.
  func isBillable(_ flag: UnsafeRawBufferPointer?, column: Int) throws(RowFault) -> Bool {
    guard case .flag(let yes, let no) = self, let flag else { return true }
    let value = withoutPadding(flag)
    if yes.contains(where: { value.elementsEqual($0.utf8) }) { return true }
    if no.contains(where: { value.elementsEqual($0.utf8) }) { return false }
    throw RowFault(
      RowRule.flag, column,
      "expected \(no.joined(separator: ", ")) (header) or \(yes.joined(separator: ", ")) (valid for submission), "
        + "found '\(string(flag))'")
  }
}

/// The text of some columns without the blanks that fill them up on the right.
func withoutPadding(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
  var end = bytes.count
  while end > 0, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
  return UnsafeRawBufferPointer(rebasing: bytes[..<end])
}

extension String {
  /// The text without the blanks around it.
  var trimmingBlanks: String {
    let start = utf8.drop { $0 == UInt8(ascii: " ") }
    guard let last = start.lastIndex(where: { $0 != UInt8(ascii: " ") }) else { return "" }
    return String(Substring(start[...last]))
  }
}

/// The first control character of a text in UTF-8 (C0, DEL or C1), and where it is.
func firstControlCharacter(
  in bytes: UnsafeRawBufferPointer, otherThan delimiter: UInt8? = nil
) -> (offset: Int, value: UInt8)? {
  for (offset, byte) in bytes.enumerated() {
    if byte < 0x20 && byte != delimiter || byte == 0x7F { return (offset, byte) }
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
  if code.count <= Limit.code, rows.system.isWellFormed(code) { return string(code) }
  rows.countMisfit(code)
  throw misfit(code, of: rows.system, column: column)
}

/// The fault that a code is not formed as the code set forms codes.
func misfit(_ code: UnsafeRawBufferPointer, of system: CodeSystem, column: Int) -> RowFault {
  let shown = 100
  let rest = code.count > shown ? "..., of \(code.count) bytes" : ""
  let found =
    code.isEmpty ? "blanks" : "'\(string(UnsafeRawBufferPointer(rebasing: code.prefix(shown))))'\(rest)"
  return RowFault(RowRule.codeForm, column, "expected \(system.codeForm), found \(found)")
}

func checkedTitle(_ title: UnsafeRawBufferPointer, _ kind: String, column: Int) throws(RowFault) -> String {
  guard !title.allSatisfy(isBlank) else {
    throw RowFault(RowRule.emptyTitle, column, "expected a \(kind) title, found blanks")
  }
  guard title.count <= Limit.title else {
    throw RowFault(
      RowRule.titleLength, column,
      "expected a \(kind) title of at most \(Limit.title) bytes, found \(title.count)")
  }
  return string(title)
}

func string(_ bytes: UnsafeRawBufferPointer) -> String { String(decoding: bytes, as: UTF8.self) }
