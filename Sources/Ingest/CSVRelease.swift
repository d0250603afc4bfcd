import CSVTables
import CodeSetModel

/// Reads a release as CSV, with a header row that names the fields:
///
///     order,code,billable,short_title,long_title
///     26711,O3432,1,"Maternal care for cervical incompetence, second trimester","Maternal care ..."
///
/// The columns may be in any order and between any one-byte delimiter; `order` may be left out; others
/// are not read. Every record becomes a record of the release or is rejected with a finding.
func readCSVRelease(
  _ contents: UnsafeRawBufferPointer, layout: Layout, columns: CSVLayout, into rows: inout RowCollector
) throws(IngestError) {
  let file = rows.release.fileDescription
  var reader = CSVReleaseReader(
    layout: layout, columns: columns, delimiter: columns.delimiter ?? delimiter(of: contents))
  var notes: [Diagnostic] = []
  var failure: IngestError?
  let form = forEachLine(of: contents, file: file, into: &notes) { line, _ in
    guard failure == nil else { return }
    do throws(IngestError) {
      try reader.read(line, into: &rows)
    } catch {
      failure = error
    }
  }
  if let failure { throw failure }
  try reader.finish(into: &rows)
  rows.findings += notes + form.notes(file: file, expectingCRLF: layout.endsLinesWithCRLF)
}

/// The first character of the header row that no column name holds.
private func delimiter(of contents: UnsafeRawBufferPointer) -> UInt8 {
  let start = contents.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  let header = contents[start...].drop(while: isBlank).prefix {
    $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r")
  }
  return header.first { byte in
    !(isCapital(byte & 0xDF) || isDigit(byte) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "\"")
      || byte == UInt8(ascii: " "))
  } ?? UInt8(ascii: ",")
}

private struct CSVReleaseReader {
  let layout: Layout
  let columns: CSVLayout
  let delimiter: UInt8
  var parser: CSVParser
  /// The position of each field that is read, once the header row is known.
  var header: (positions: [Field: Int], count: Int)?
  /// The record being read: its first line, and its lines so far.
  var recordLine = 1
  var recordText: [UInt8] = []

  init(layout: Layout, columns: CSVLayout, delimiter: UInt8) {
    self.layout = layout
    self.columns = columns
    self.delimiter = delimiter
    parser = CSVParser(delimiter: delimiter)
  }

  mutating func read(_ line: TextLine, into rows: inout RowCollector) throws(IngestError) {
    try read(Array(line.bytes), number: line.number, into: &rows)
  }

  private mutating func read(
    _ line: [UInt8], number: Int, into rows: inout RowCollector
  ) throws(IngestError) {
    if recordText.isEmpty {
      recordLine = number
      if line.allSatisfy(isBlank) {
        reject(RowFault(RowRule.blankLine, nil, "expected a record, found a blank line"), into: &rows)
        return
      }
    }
    let text = line + [UInt8(ascii: "\n")]
    recordText += text
    if line.contains(UInt8(ascii: "\r")) {
      // Were it read, libcsv would end a record there.
      reject(
        RowFault(
          RowRule.controlCharacter, nil, "expected printable characters, found the control character U+000D"),
        into: &rows)
      parser = CSVParser(delimiter: delimiter)
      return
    }
    let values: [String?]?
    do throws(CSVSyntaxError) {
      values = try parser.feed(text)
    } catch {
      try rejectUnreadable(column: error.column, into: &rows)
      return
    }
    if let values { try take(values, into: &rows) }
  }

  mutating func finish(into rows: inout RowCollector) throws(IngestError) {
    // The last record has its line end from `read`: what is left here is an open quote, and the lines after
    // it may leave another.
    while !recordText.isEmpty { try rejectUnreadable(column: nil, into: &rows) }
    if header == nil {
      throw .notAsRegistered("\(rows.release.fileDescription): expected a header row, found none")
    }
  }

  private mutating func take(_ values: [String?], into rows: inout RowCollector) throws(IngestError) {
    guard let header else {
      try readHeader(values, into: &rows)
      recordText = []
      return
    }
    do throws(RowFault) {
      guard values.count == header.count else {
        throw RowFault(
          RowRule.fieldCount, nil, "expected \(header.count) fields, found \(values.count)")
      }
      let record = try record(values, positions: header.positions, rows: &rows)
      rows.keep(record, codeColumn: (header.positions[.code] ?? 0) + 1, text: text)
      recordText = []
    } catch {
      reject(error, into: &rows)
    }
  }

  private mutating func readHeader(_ values: [String?], into rows: inout RowCollector) throws(IngestError) {
    let names = values.map { ($0 ?? "").lowercased() }
    var positions: [Field: Int] = [:]
    for (position, name) in names.enumerated() {
      if names[..<position].contains(name) {
        throw .notAsRegistered(
          "\(rows.release.fileDescription): expected one column \(printable(name)) in the header row, found two"
        )
      }
      if let field = columns.field(named: name), positions[field] == nil {
        positions[field] = position
      } else {
        rows.findings.append(
          RowRule.unknownColumn.finding(
            "expected \(columns.names(of: columns.fields)), found '\(printable(name))'; not read",
            at: Place(file: rows.release.fileDescription, line: recordLine, column: position + 1)))
      }
    }
    let missing = columns.fields.filter { positions[$0] == nil && !columns.optional.contains($0) }
    guard missing.isEmpty else {
      throw .notAsRegistered(
        "\(rows.release.fileDescription): expected a header row with \(columns.names(of: missing)), found '\(printable(text))'"
      )
    }
    header = (positions, names.count)
  }

  private func record(
    _ values: [String?], positions: [Field: Int], rows: inout RowCollector
  ) throws(RowFault) -> OrderRecord {
    func text(of field: Field) -> (text: String, column: Int)? {
      positions[field].map { (values[$0] ?? "", $0 + 1) }
    }
    let order = text(of: .orderNumber) ?? ("", 0)
    guard order.text.isEmpty || order.text.utf8.allSatisfy(isDigit) && Int(order.text) != nil else {
      throw RowFault(RowRule.orderNumber, order.column, "expected digits, found '\(order.text)'")
    }
    let code = text(of: .code) ?? ("", 0)
    let shortTitle = text(of: .shortTitle)
    return try OrderRecord(
      orderNumber: order.text,
      code: code.text.withBytes { (bytes) throws(RowFault) in
        try checkedCode(bytes, column: code.column, rows: &rows)
      },
      isValidForSubmission: text(of: .flag).map { (flag) throws(RowFault) in
        try flag.text.withBytes { (bytes) throws(RowFault) in
          try layout.billable.isBillable(bytes, column: flag.column)
        }
      } ?? true,
      shortTitle: shortTitle.map { (shortTitle) throws(RowFault) in
        try title("short", shortTitle, rows: &rows)
      } ?? "", longTitle: title("long", text(of: .longTitle) ?? ("", 0), rows: &rows), line: recordLine)
  }

  /// A title, on one line and without blanks around it: a line break inside it becomes a blank, with a note.
  private func title(
    _ kind: String, _ field: (text: String, column: Int), rows: inout RowCollector
  ) throws(RowFault) -> String {
    var text = field.text
    if text.utf8.contains(UInt8(ascii: "\n")) {
      text = text.split(separator: "\n").joined(separator: " ")
      rows.findings.append(
        RowRule.titleNewline.finding(
          "expected the \(kind) title on one line, found a line break; replaced by a blank",
          at: Place(file: rows.release.fileDescription, line: recordLine, column: field.column)))
    }
    return try text.trimmingBlanks.withBytes { (bytes) throws(RowFault) in
      if let (_, value) = firstControlCharacter(in: bytes) {
        throw RowFault(
          RowRule.controlCharacter, field.column,
          "expected printable characters, found the control character \(hexadecimal(value))")
      }
      return try checkedTitle(bytes, kind, column: field.column)
    }
  }

  /// The record as it is in the file, without its last line end.
  private var text: String { String(decoding: recordText.dropLast(), as: UTF8.self) }

  private mutating func reject(_ fault: RowFault, into rows: inout RowCollector) {
    rows.reject(fault.rule, fault.message, line: recordLine, column: fault.column, text: text)
    recordText = []
  }

  /// Rejects a record whose quotes do not match up, and begins again on the next line.
  ///
  /// A quote left open takes in the lines after it: only the first is lost, the others are read again.
  private mutating func rejectUnreadable(
    column: Int?, into rows: inout RowCollector
  ) throws(IngestError) {
    let lines = recordText.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map(Array.init)
    let first = recordLine
    recordText = (lines.first ?? []) + [UInt8(ascii: "\n")]
    guard header != nil else {
      throw .notAsRegistered(
        "\(rows.release.fileDescription): expected a header row, found '\(printable(text))'")
    }
    reject(
      RowFault(Rule.csvSyntax, lines.count == 1 ? column : nil, "expected matching quotes"), into: &rows)
    parser = CSVParser(delimiter: delimiter)
    for (number, line) in zip((first + 1)..., lines.dropFirst()) {
      try read(line, number: number, into: &rows)
    }
  }
}

extension String {
  /// Calls `body` with the text's bytes in UTF-8.
  fileprivate func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer) throws(RowFault) -> Result
  ) throws(RowFault) -> Result {
    try Array(utf8).withUnsafeBufferPointer { (bytes) throws(RowFault) in
      try body(UnsafeRawBufferPointer(bytes))
    }
  }
}
