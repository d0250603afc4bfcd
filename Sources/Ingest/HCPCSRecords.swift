import CodeSetModel

/// A record of HCPCS of which more lines may come.
struct OpenHCPCSRecord {
  /// Without meaning where there is a fault, but for its lines.
  private(set) var record: HCPCSRecord
  private(set) var shortTitle = ""
  private(set) var longTitle = ""
  /// The first fault, and its line.
  private(set) var fault: (fault: RowFault, line: Int)?
  /// What is wrong with the date of a payment group, and in which column.
  fileprivate(set) var groupDateFault: (message: String, column: Int?)?
  /// The lines as read.
  private(set) var text: String
  private var lineCount = 1

  /// Begins a record with its first line, or with one that should have had another before it.
  init(_ line: TextLine, code: String, kind: HCPCSLineKind, of system: CodeSystem) {
    record = HCPCSRecord(code: code, kind: kind.kind, line: line.number, lastLine: line.number)
    text = line.text
    do throws(RowFault) {
      guard kind.isFirst else {
        throw RowFault(
          RowRule.recordSequence, 11,
          "expected the first line of a record of \(code), found one that goes on with it")
      }
      try readFirst(line, of: system)
    } catch {
      fault = (error, line.number)
    }
  }

  /// Whether a line goes on with this record.
  func isContinued(by code: String, _ kind: Code.Kind) -> Bool { record.code == code && record.kind == kind }

  mutating func goOn(with line: TextLine) {
    record.lastLine = line.number
    text += "\n" + line.text
    lineCount += 1
    guard fault == nil else { return }
    do throws(RowFault) {
      try readNext(line)
    } catch {
      fault = (error, line.number)
    }
  }

  // MARK: Lines

  private mutating func readFirst(_ line: TextLine, of system: CodeSystem) throws(RowFault) {
    let layout = FixedWidthLayout.hcpcsRecord
    try layout.check(line)
    try checkSequence(of: line, layout)
    try checkRest(of: line, layout)
    record.code = try code(on: line, of: system)
    let long = layout.field(.longTitle, on: line)
    let short = layout.field(.shortTitle, on: line)
    longTitle = try checkedTitle(withoutPadding(long.bytes), "long", column: long.column)
    shortTitle = try checkedTitle(withoutPadding(short.bytes), "short", column: short.column)
    try readFields(of: line)
  }

  private mutating func readNext(_ line: TextLine) throws(RowFault) {
    let layout = FixedWidthLayout.hcpcsContinuation
    try layout.check(line)
    try checkSequence(of: line, layout)
    try checkRest(of: line, layout)
    let piece = layout.field(.longTitle, on: line)
    longTitle = joined(longTitle, try checkedTitle(withoutPadding(piece.bytes), "long", column: piece.column))
  }

  /// The lines of a record are numbered by hundreds.
  private func checkSequence(of line: TextLine, _ layout: FixedWidthLayout) throws(RowFault) {
    let sequence = layout.field(.sequence, on: line)
    guard Int(string(sequence.bytes)) != lineCount * 100 else { return }
    throw RowFault(
      RowRule.recordSequence, sequence.column,
      "expected the number \(lineCount * 100) of a line of \(record.code), found '\(string(sequence.bytes))'")
  }

  /// What is after the last field is blank.
  private func checkRest(of line: TextLine, _ layout: FixedWidthLayout) throws(RowFault) {
    let rest = layout.field(.filler, on: line)
    guard let offset = rest.bytes.firstIndex(where: { $0 != UInt8(ascii: " ") }) else { return }
    throw RowFault(
      RowRule.columnGap, rest.column + offset,
      "expected blanks after the last field, found '\(string(withoutPadding(rest.bytes)).trimmingBlanks)'")
  }

  /// The code in columns 1-5, or the modifier in columns 4-5.
  private func code(on line: TextLine, of system: CodeSystem) throws(RowFault) -> String {
    let isModifier = record.kind == .modifier
    let column = isModifier ? 4 : 1
    let code = line[column...5]
    let form = isModifier ? "3 blanks and a modifier of 2 letters and digits" : "a letter and 4 digits"
    let isFormed =
      isModifier
      ? line[1...3].allSatisfy { $0 == UInt8(ascii: " ") } && system.isWellFormed(code)
      : code.first.map(isCapital) == true && code.dropFirst().allSatisfy(isDigit)
    guard isFormed else {
      throw RowFault(RowRule.codeForm, column, "expected \(form), found '\(string(line[1...5]))'")
    }
    return string(code)
  }

  // MARK: Fields

  private mutating func readFields(of line: TextLine) throws(RowFault) {
    let fields = HCPCSFields(line: line)
    record.pricing = fields.texts(.pricing, width: 2)
    record.multiplePricing = fields.text(.multiplePricing)
    record.coverageIssuesManual = fields.texts(.coverageIssuesManual, width: 6)
    record.carriersManual = fields.texts(.carriersManual, width: 8)
    record.statute = fields.text(.statute)
    record.labCertification = fields.texts(.labCertification, width: 3)
    record.crossReference = fields.texts(.crossReference, width: 5)
    record.coverage = fields.text(.coverage)
    (record.ascGroup, record.ascEffective) = paymentGroup(.ascGroup, since: .ascEffective, in: fields)
    (record.mogGroup, record.mogEffective) = paymentGroup(.mogGroup, since: .mogEffective, in: fields)
    record.mogPolicy = fields.text(.mogPolicy)
    record.processingNote = fields.text(.processingNote)
    record.betos = fields.text(.betos)
    record.typeOfService = fields.texts(.typeOfService, width: 1)
    record.anesthesiaBaseUnits = try fields.number(.anesthesiaBaseUnits)
    record.added = try fields.day(.added)
    record.effective = try fields.day(.effective)
    record.terminated = try fields.day(.terminated)
    record.action = fields.text(.recordAction)
    if let added = record.added, let terminated = record.terminated, terminated < added {
      throw RowFault(
        RowRule.recordField, fields.layout.field(.terminated, on: line).column,
        "expected \(record.code), added on \(added), to end on that day or later, found \(terminated)")
    }
  }
}

extension OpenHCPCSRecord {
  /// A payment group and since when. Where that is no day both are left out, with a finding: the code is
  /// without them.
  private mutating func paymentGroup(
    _ group: Field, since date: Field, in fields: HCPCSFields
  ) -> (group: String?, effective: CalendarDay?) {
    let found = fields.text(group)
    do throws(RowFault) {
      return (found, try fields.day(date))
    } catch {
      groupDateFault = (
        error.message + ", after '\(found ?? "")' as \(group.rawValue); both left out", error.column
      )
      return (nil, nil)
    }
  }
}

/// The fields of the first line of a record.
private struct HCPCSFields {
  let layout = FixedWidthLayout.hcpcsRecord
  let line: TextLine

  /// A field without the blanks around it; `nil` where it is blank.
  func text(_ field: Field) -> String? {
    let text = string(layout.field(field, on: line).bytes).trimmingBlanks
    return text.isEmpty ? nil : text
  }

  /// The values of a field that holds several of one width.
  func texts(_ field: Field, width: Int) -> [String] {
    let bytes = layout.field(field, on: line).bytes
    return stride(from: 0, to: bytes.count, by: width).compactMap { start in
      let value = UnsafeRawBufferPointer(rebasing: bytes[start..<min(start + width, bytes.count)])
      let text = string(value).trimmingBlanks
      return text.isEmpty ? nil : text
    }
  }

  /// A day, printed as `20190101`.
  func day(_ field: Field) throws(RowFault) -> CalendarDay? {
    guard let text = text(field) else { return nil }
    guard text.utf8.count == 8, text.utf8.allSatisfy(isDigit), let number = Int(text),
      let day = CalendarDay(number: number)
    else { throw fault(field, "a day like 20190101", text) }
    return day
  }

  func number(_ field: Field) throws(RowFault) -> Int? {
    guard let text = text(field) else { return nil }
    guard text.utf8.allSatisfy(isDigit), let number = Int(text) else { throw fault(field, "a number", text) }
    return number
  }

  private func fault(_ field: Field, _ expected: String, _ found: String) -> RowFault {
    RowFault(
      RowRule.recordField, layout.field(field, on: line).column,
      "expected \(expected) as \(field.rawValue), found '\(found)'")
  }
}

/// Joins two pieces of a long description as a reader would write them: with one blank, as words are never
/// broken, but for a hyphen or a slash within a word ("extension/" and "flexion").
private func joined(_ text: String, _ piece: String) -> String {
  let bytes = text.utf8
  let isWithinWord =
    bytes.last.map { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "/") } == true
    && bytes.dropLast().last.map { $0 != UInt8(ascii: " ") } == true
  return text + (isWithinWord ? "" : " ") + piece.trimmingBlanks
}
