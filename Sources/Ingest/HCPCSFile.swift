import CodeSetModel

/// Reads the file of HCPCS Level II (layout `hcpcs-anweb`): after a preamble in prose, records of one line
///
///        LT001007Left side (used to identify procedures performed on the left side of the body)  Left side          ...
///
/// or of several, numbered by hundreds, over which the long description goes on:
///
///     A4206001003Syringe with needle, sterile, 1 cc or less, each                                1 cc sterile syringe&needle 34   A...
///
/// Every record becomes a row or is rejected as a whole, with a finding; a line that belongs to no record is a
/// row that is rejected.
///
/// - Returns: what the records that were kept say besides the titles.
func readHCPCSFile(_ contents: UnsafeRawBufferPointer, into rows: inout RowCollector) -> [HCPCSRecord] {
  let file = rows.release.fileDescription
  var reader = HCPCSReader(rows)
  var notes: [Diagnostic] = []
  let form = forEachLine(of: contents, file: file, into: &notes) { line, _ in reader.read(line) }
  rows = reader.finish()
  // How the preamble is written makes no difference.
  rows.findings += notes.filter { $0.place.map { $0.line >= reader.firstRecord } ?? true }
  rows.findings += form.notes(file: file, expectingCRLF: true)
  if reader.preamble > 0 {
    rows.findings.append(
      RowRule.preamble.finding(
        "expected a record, found \(reader.preamble) line\(reader.preamble == 1 ? "" : "s") of text before the first "
          + "one; not read", at: Place(file: file, line: 1)))
  }
  return reader.records
}

/// Whether one of the first lines is formed like that of a record. The preamble is prose.
func holdsHCPCSRecords(_ contents: UnsafeRawBufferPointer) -> Bool {
  contents.prefix(100_000).split(separator: UInt8(ascii: "\n")).contains { isHCPCSLine($0) }
}

/// Whether a line has a sequence number in columns 6-10, and a record identification code after it.
private func isHCPCSLine(_ line: some Collection<UInt8>) -> Bool {
  let sequence = line.dropFirst(5).prefix(5)
  guard sequence.count == 5, sequence.allSatisfy(isDigit), let id = line.dropFirst(10).first else {
    return false
  }
  return HCPCSLineKind(rawValue: id) != nil
}

/// Column 11: what a line is.
enum HCPCSLineKind: UInt8 {
  case procedure = 0x33
  case procedureContinued = 0x34
  case modifier = 0x37
  case modifierContinued = 0x38

  var kind: Code.Kind { self == .modifier || self == .modifierContinued ? .modifier : .code }
  var isFirst: Bool { self == .procedure || self == .modifier }
}

/// Puts records together, line by line.
struct HCPCSReader {
  private(set) var rows: RowCollector
  private(set) var records: [HCPCSRecord] = []
  /// The line of the first record.
  private(set) var firstRecord = Int.max
  /// How many lines of prose are before it.
  private(set) var preamble = 0
  /// The lines that end early.
  private var shortLines: [(found: String, line: Int, code: String)] = []
  private var open: OpenHCPCSRecord?

  init(_ rows: RowCollector) {
    self.rows = rows
  }

  mutating func read(_ line: TextLine) {
    guard line.length >= 11, isHCPCSLine(line[1...11]), let kind = HCPCSLineKind(rawValue: line[11...11][0])
    else {
      if firstRecord < line.number || isTooLongForPreamble(line) { rejectOther(line) } else { preamble += 1 }
      return
    }
    firstRecord = min(firstRecord, line.number)
    let code = string(line[1...5]).trimmingBlanks
    if !kind.isFirst, open?.isContinued(by: code, kind.kind) == true {
      open?.goOn(with: line)
    } else {
      close()
      open = OpenHCPCSRecord(line, code: code, kind: kind, of: rows.system)
    }
    if line.length < FixedWidthLayout.hcpcsLength, open?.fault == nil {
      shortLines.append(("\(line.length); what is there is read", line.number, code))
    }
  }

  /// Rejects a row that is no line of a record.
  mutating func reject(_ fault: RowFault, line: Int, text: String) {
    close()
    rows.reject(fault.rule, fault.message, line: line, column: fault.column, text: text)
  }

  /// Ends the last record.
  ///
  /// - Returns: the rows, with what is to be said of all lines.
  mutating func finish() -> RowCollector {
    close()
    rows.findings += RowRule.recordLength.findings(
      shortLines, expected: "\(FixedWidthLayout.hcpcsLength) columns", in: rows.release.fileDescription)
    return rows
  }

  /// Keeps or rejects the record whose last line has been read.
  mutating func close() {
    guard let record = open else { return }
    open = nil
    if let (fault, line) = record.fault {
      rows.reject(
        fault.rule, fault.message, line: line, column: fault.column, text: record.text,
        first: record.record.line)
      return
    }
    if let (message, column) = record.groupDateFault {
      rows.findings.append(
        RowRule.groupDate.finding(
          message,
          at: Place(file: rows.release.fileDescription, line: record.record.line, column: column),
          code: record.record.code))
    }
    let isModifier = record.record.kind == .modifier
    let printed = OrderRecord(
      orderNumber: "", code: record.record.code, isValidForSubmission: !isModifier,
      shortTitle: record.shortTitle, longTitle: record.longTitle, line: record.record.line)
    if rows.keep(printed, codeColumn: isModifier ? 4 : 1, text: record.text) { records.append(record.record) }
  }

  /// Whether a line before the first record reaches the last field of one: then it is one, spoiled. Prose is
  /// shorter, or filled up with tabs.
  private func isTooLongForPreamble(_ line: TextLine) -> Bool {
    line.length >= 293 && !line.bytes.contains(UInt8(ascii: "\t"))
  }

  private mutating func rejectOther(_ line: TextLine) {
    if line.bytes.allSatisfy(isBlank) {
      rows.reject(
        RowRule.blankLine, "expected a record, found a blank line", line: line.number, column: nil,
        text: line.text)
      return
    }
    rows.reject(
      RowRule.recordID,
      "expected a sequence number in columns 6-10 and 3, 4, 7 or 8 in column 11, found '\(start(of: line))'",
      line: line.number, column: 6, text: line.text)
  }

  private func start(of line: TextLine) -> String {
    string(line[1...max(1, min(11, line.length))])
  }
}
