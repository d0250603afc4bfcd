import CodeSetModel
import Lookup

/// Checks a table record by record: what is read, judged and written is in memory one piece at a time.
package struct CheckRun: ~Copyable {
  private let judge: Judge
  private let request: CheckRequest
  private let system: Int?
  private let day: CalendarDay?
  private let report: (CheckedCode) -> String
  private let write: (UnsafeRawBufferPointer) throws -> Void
  private var delimiter: UInt8 = 0
  private var columns: CheckColumns?
  private var output = ByteBuffer(capacity: 1 << 17)
  private var record = DelimitedRecord()
  /// What is appended to the row at hand.
  private var answers = ByteBuffer(capacity: 1 << 12)
  /// The judgements of the field at hand.
  private var judged: [Judgement] = []
  /// One of its answers.
  private var text: [UInt8] = []
  private var line = 1
  private var summary: CheckSummary

  /// - Parameters:
  ///   - system: the code set of all codes; `nil`: each code and its day imply one, or a column says it.
  ///   - report: a code as a line, where the result is not the table.
  ///   - write: takes the result, piece by piece.
  package init(
    _ request: CheckRequest, by judge: Judge, system: String?,
    report: @escaping (CheckedCode) -> String, write: @escaping (UnsafeRawBufferPointer) throws -> Void
  ) {
    self.request = request
    self.judge = judge
    self.system = system.flatMap(judge.place(ofSystem:))
    day = request.day
    summary = CheckSummary(systemCount: judge.sets.count)
    self.report = report
    self.write = write
  }

  /// The longest record: one that is longer lacks a quote.
  private static let longestRecord = 16 << 20

  /// Checks the whole input.
  ///
  /// - Parameter read: adds bytes of the input to those that are there; without any left, it adds none.
  package consuming func check(_ read: (inout [UInt8]) throws -> Void) throws -> CheckSummary {
    var bytes: [UInt8] = []
    var isLast = false
    while !isLast {
      let count = bytes.count
      try read(&bytes)
      isLast = bytes.count == count
      // The header row says how the table is written: it may come in pieces.
      guard
        columns != nil || isLast || bytes.contains(UInt8(ascii: "\n")) || bytes.count >= Self.longestRecord
      else { continue }
      var start = columns == nil && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      if columns == nil, start == 3 { output.append("\u{FEFF}") }
      if columns == nil, bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        throw CheckFailure(line: 1, message: "expected UTF-8, found UTF-16")
      }
      if delimiter == 0 { delimiter = request.delimiter ?? bytes[start...].likelyDelimiter }
      while start < bytes.count, record.read(bytes, at: start, delimiter: delimiter, isLast: isLast) {
        try checkRecord(in: bytes, at: start)
        start = record.lineEnd.upperBound
        line += record.lines
        if output.count >= 1 << 16 { try flush() }
      }
      bytes.removeSubrange(..<start)
      guard bytes.count < Self.longestRecord, !isLast || bytes.isEmpty else {
        throw CheckFailure(line: line, message: "expected matching quotes")
      }
    }
    guard columns != nil else { throw CheckFailure(line: 1, message: "expected a header row, found nothing") }
    try flush()
    for (place, system) in judge.codeSets.enumerated() {
      guard let day = summary.lastDays[place], let asOf = try judge.database.asOf(system.id, on: day) else {
        continue
      }
      summary.asOf.append((system.name, asOf))
    }
    return summary
  }

  private mutating func flush() throws {
    try write(output.bytes)
    output.removeAll()
  }

  private mutating func checkRecord(in bytes: [UInt8], at start: Int) throws {
    guard let columns else { return try readHeader(in: bytes, at: start) }
    let row = start..<record.lineEnd.lowerBound
    guard !record.isBlank else {
      if request.format == .csv, !request.onlyProblems { append(bytes[start..<record.lineEnd.upperBound]) }
      return
    }
    guard record.fields.count <= columns.count else {
      throw CheckFailure(
        line: line, message: "expected \(columns.count) fields, found \(record.fields.count)")
    }
    summary.rowCount += 1
    answers.removeAll()
    var hasProblem = false
    for (name, place) in columns.codes {
      if try checkField(
        place < record.fields.count ? bytes.content(of: record.fields[place]) : [], of: name, bytes)
      {
        hasProblem = true
      }
    }
    guard request.format == .csv, hasProblem || !request.onlyProblems else { return }
    append(bytes[row])
    for _ in record.fields.count..<columns.count { output.append(delimiter) }
    output.append(answers.bytes)
    append(bytes[record.lineEnd])
    if record.lineEnd.isEmpty { output.append(UInt8(ascii: "\n")) }
  }

  private mutating func readHeader(in bytes: [UInt8], at start: Int) throws {
    let header = record.fields.map {
      String(decoding: bytes.content(of: $0).withoutBlanks ?? [], as: UTF8.self)
    }
    let columns = try CheckColumns(request, header: header)
    self.columns = columns
    guard request.format == .csv else { return output.removeAll() }
    append(bytes[start..<record.lineEnd.lowerBound])
    answers.removeAll()
    for name in columns.appended { appendAnswer(Array(name.utf8)) }
    output.append(answers.bytes)
    append(bytes[record.lineEnd])
    if record.lineEnd.isEmpty { output.append(UInt8(ascii: "\n")) }
  }

  /// Judges the codes of one field.
  ///
  /// - Returns: whether one of them is not valid.
  private mutating func checkField(_ field: ArraySlice<UInt8>, of column: String, _ bytes: [UInt8]) throws
    -> Bool
  {
    judged.removeAll(keepingCapacity: true)
    if let separator = request.separator?.utf8.first {
      for code in field.split(separator: separator) { try checkCode(code, of: column, bytes) }
    } else {
      try checkCode(field, of: column, bytes)
    }
    if judged.isEmpty { summary.blankCount += 1 }
    if request.format == .csv { appendAnswers() }
    return judged.contains { $0.status != .valid }
  }

  private mutating func checkCode(_ code: ArraySlice<UInt8>, of column: String, _ bytes: [UInt8]) throws {
    guard let written = code.withoutBlanks else { return }
    let judgement = try judgement(of: written, in: bytes)
    judged.append(judgement)
    let display = judgement.row.map { judge.sets[$0.system].displayCode(ofRow: $0.row) }
    summary.add(
      judgement.status,
      CheckSummary.Problem(
        status: judgement.status,
        code: judgement.status.isOfCode ? String(decoding: display ?? written, as: UTF8.self) : nil,
        advice: judgement.advice))
    if request.format != .csv { appendReport(judgement, written, column, day: dayField(in: bytes)) }
  }

  private func dayField(in bytes: [UInt8]) -> ArraySlice<UInt8> {
    guard let place = columns?.day else { return ArraySlice(request.day.description.utf8) }
    return place < record.fields.count ? bytes.content(of: record.fields[place]) : []
  }

  private mutating func judgement(of written: ArraySlice<UInt8>, in bytes: [UInt8]) throws -> Judgement {
    let day = columns?.day == nil ? self.day : CalendarDay(written: dayField(in: bytes))
    guard let day else {
      let found = String(decoding: dayField(in: bytes), as: UTF8.self)
      return Judgement(status: .noDay, advice: "expected a day such as 2024-10-01, found '\(found)'")
    }
    var system = self.system
    if let place = columns?.system {
      let field = place < record.fields.count ? bytes.content(of: record.fields[place]) : []
      let name = String(decoding: field.withoutBlanks ?? [], as: UTF8.self)
      system = judge.place(ofSystem: name)
      guard system != nil || name.isEmpty else {
        return Judgement(
          status: .notHeld,
          advice:
            "the code set \(name) is not in this build, which has \(judge.codeSets.map(\.id).joined(separator: ", "))"
        )
      }
    }
    let judgement = try judge.judge(written, on: day, system: system)
    if let (system, _) = judgement.row, summary.lastDays[system].map({ $0 < day }) ?? true {
      summary.lastDays[system] = day
    }
    return judgement
  }

  // MARK: Output

  private mutating func append(_ bytes: ArraySlice<UInt8>) {
    bytes.withUnsafeBytes { output.append($0) }
  }

  /// Appends what the codes of a field are, each in its four columns.
  private mutating func appendAnswers() {
    let (judge, between) = (judge, request.separator ?? "")
    appendAnswer(between) { $1 += $0.status.rawValue.utf8 }
    appendAnswer(between) { judgement, text in
      if let (system, row) = judgement.row { text += judge.sets[system].displayCode(ofRow: row) }
    }
    appendAnswer(" | ") { judgement, text in
      if let (system, row) = judgement.row { text += judge.sets[system].title(ofRow: row) }
    }
    appendAnswer(" | ") { $1 += $0.advice.utf8 }
  }

  /// Appends a text of each code as one field.
  private mutating func appendAnswer(_ between: String, _ add: (Judgement, inout [UInt8]) -> Void) {
    text.removeAll(keepingCapacity: true)
    for (place, judgement) in judged.enumerated() {
      if place > 0 { text += between.utf8 }
      add(judgement, &text)
    }
    appendAnswer(text)
  }

  /// Appends a text as a field, in quotes where it needs them.
  private mutating func appendAnswer(_ text: [UInt8]) {
    let quote = UInt8(ascii: "\"")
    answers.append(delimiter)
    guard text.contains(where: { $0 == delimiter || $0 == quote || $0 == 10 || $0 == 13 }) else {
      return text.withUnsafeBytes { answers.append($0) }
    }
    answers.append(quote)
    for byte in text {
      if byte == quote { answers.append(quote) }
      answers.append(byte)
    }
    answers.append(quote)
  }

  /// Appends a judgement as a line of its own.
  private mutating func appendReport(
    _ judgement: Judgement, _ written: ArraySlice<UInt8>, _ column: String, day: ArraySlice<UInt8>
  ) {
    guard judgement.status != .valid || request.format == .json && !request.onlyProblems else { return }
    let checked = CheckedCode(
      line: line, column: column, written: String(decoding: written, as: UTF8.self),
      day: String(decoding: day, as: UTF8.self), status: judgement.status,
      system: judgement.row.map { judge.codeSets[$0.system].id },
      displayCode: judgement.row.map { judge.sets[$0.system].display($0.row) },
      title: judgement.row.map {
        String(decoding: judge.sets[$0.system].title(ofRow: $0.row), as: UTF8.self)
      },
      advice: judgement.advice.isEmpty ? nil : judgement.advice)
    output.append(report(checked) + "\n")
  }
}

extension ArraySlice<UInt8> {
  /// The bytes without blanks at either end; `nil` where nothing is left.
  fileprivate var withoutBlanks: ArraySlice<UInt8>? {
    func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 || byte == 10 || byte == 13 }
    guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) })
    else {
      return nil
    }
    return self[first...last]
  }

  /// What separates the columns of a header row.
  fileprivate var likelyDelimiter: UInt8 {
    let signs = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]
    // A name in quotes may have any of them.
    let unquoted = split(separator: UInt8(ascii: "\""), omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset.isMultiple(of: 2) }.flatMap(\.element)
    let header = unquoted.prefix { $0 != UInt8(ascii: "\n") }
    let counts = signs.map { sign in header.count { $0 == sign } }
    return signs[counts.firstIndex(of: counts.max() ?? 0) ?? 0]
  }
}
