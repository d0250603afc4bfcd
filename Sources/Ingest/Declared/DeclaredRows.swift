import CodeSetModel
import Foundation

/// A row of a file that a JSON file declares.
struct DeclaredRow {
  /// By field: what is there, without the blanks and quotes around it, and in which column.
  var values: [String: (text: String, column: Int)]
  var line: Int
  /// The row as it is in the file.
  var text: String

  /// What is in a field; empty where the row has no such column.
  func text(_ key: String) -> String { values[key]?.text ?? "" }
  func column(_ key: String) -> Int { values[key]?.column ?? 1 }
}

/// Something in the place of a row.
struct NoRow {
  var fault: RowFault
  var line: Int
  var text: String
}

/// Reads the rows of a declared file, in its order:
///
///     08|Hepatitis B, adolescent or pediatric |hepatitis B vaccine, pediatric                   |
///     'A000',"Cholera due to Vibrio cholerae 01, biovar cholerae",0
///
/// What is above the header row, or what the declaration says to skip, is a note. A row whose fields cannot be told
/// apart is handed over with the reason.
struct DeclaredRows {
  private(set) var rows: [DeclaredRow] = []
  private(set) var others: [NoRow] = []
  private(set) var notes: [Diagnostic] = []
  private let table: DeclaredTable
  private let file: String
  /// The place of each field in a row, from 0, and how many fields a row has.
  private var places: [String: Int] = [:]
  private var width: Int?

  /// - Throws: `IngestError` when the file has not the header row that is declared.
  init(_ source: SourceFile, table: DeclaredTable) throws(IngestError) {
    self.table = table
    file = source.name
    switch table.format {
    case .csv: try read(csv(source.contents))
    case .workbook: try read(try sheet(of: source))
    case .fixedWidth: readLines(source.contents)
    }
  }

  // MARK: Fields by name and number

  /// A record of a CSV, or a row of a sheet.
  private struct Record {
    var line: Int
    var values: [String]
    var text: String
  }

  private mutating func read(_ records: [Record]) throws(IngestError) {
    var rest = records[...]
    if table.hasHeader {
      let header = try headerPlace(records)
      try readHeader(records[header])
      rest = records[(header + 1)...]
      noteSkipped(header)
    } else {
      for (key, column) in table.columns { if case .number(let number) = column { places[key] = number - 1 } }
      let skipped = min(table.skip ?? 0, records.count)
      rest = records.dropFirst(skipped)
      noteSkipped(skipped)
      width = table.format == .csv ? rest.first?.values.count : nil
    }
    for record in rest { add(record) }
  }

  private mutating func noteSkipped(_ count: Int) {
    guard count > 0 else { return }
    notes.append(
      RowRule.preamble.finding(
        "expected a record, found \(count) line\(count == 1 ? "" : "s") of text before the first one; not read",
        at: Place(file: file, line: 1)))
  }

  /// Where the header row is: after the lines that the declaration skips, or the first with all names.
  private func headerPlace(_ records: [Record]) throws(IngestError) -> Int {
    let names = table.columns.compactMap { if case .named(let name) = $0.column { name } else { nil } }
    func missing(in record: Record) -> [String] {
      let found = record.values.map { $0.lowercased() }
      return names.filter { !found.contains($0) }
    }
    if let skip = table.skip {
      guard skip < records.count, missing(in: records[skip]).isEmpty else {
        let found = skip < records.count ? "'\(printable(records[skip].text))'" : "the end of the file"
        throw .notAsRegistered(
          "\(file): expected a header row with \(names.joined(separator: ", ")) after \(skip) lines, found \(found)"
        )
      }
      return skip
    }
    let beginning = records.prefix(100)
    if let place = beginning.firstIndex(where: { missing(in: $0).isEmpty }) { return place }
    let nearest = beginning.min { missing(in: $0).count < missing(in: $1).count }
    guard let nearest else { throw .notAsRegistered("\(file): expected a header row, found none") }
    throw .notAsRegistered(
      "\(file): expected a header row with \(missing(in: nearest).joined(separator: ", ")), found "
        + "'\(printable(nearest.text))'")
  }

  private mutating func readHeader(_ record: Record) throws(IngestError) {
    let names = record.values.map { $0.lowercased() }
    for (key, column) in table.columns {
      switch column {
      case .number(let number): places[key] = number - 1
      case .named(let name):
        guard names.count(where: { $0 == name }) == 1, let place = names.firstIndex(of: name) else {
          throw .notAsRegistered(
            "\(file): expected one column \(printable(name)) in the header row, found two")
        }
        places[key] = place
      case .span: break
      }
    }
    width = table.format == .csv ? names.count : nil
    let read = table.columns.map { "\(printable(names[places[$0.key] ?? 0]))" }.joined(separator: ", ")
    for (place, name) in names.enumerated() where !places.values.contains(place) && !name.isEmpty {
      notes.append(
        RowRule.unknownColumn.finding(
          "expected \(read), found '\(printable(name))'; not read",
          at: Place(file: file, line: record.line, column: place + 1)))
    }
  }

  private mutating func add(_ record: Record) {
    if record.values.allSatisfy(\.isEmpty) {
      reject(RowFault(RowRule.blankLine, nil, "expected a record, found a blank line"), record)
    } else if let width, record.values.count != width {
      reject(
        RowFault(RowRule.fieldCount, nil, "expected \(width) fields, found \(record.values.count)"), record)
    } else {
      let values = places.mapValues { place in
        (text: place < record.values.count ? record.values[place] : "", column: place + 1)
      }
      if let (_, value) = values.first(where: { hasControlCharacter($0.value.text) }) {
        reject(
          RowFault(
            RowRule.controlCharacter, value.column, "expected printable characters, found a control character"
          ),
          record)
      } else {
        rows.append(DeclaredRow(values: values, line: record.line, text: record.text))
      }
    }
  }

  private mutating func reject(_ fault: RowFault, _ record: Record) {
    others.append(NoRow(fault: fault, line: record.line, text: record.text))
  }

  private func hasControlCharacter(_ text: String) -> Bool {
    Array(text.utf8).withUnsafeBytes { firstControlCharacter(in: $0) } != nil
  }

  /// A value without the blanks, no-break ones too, and the quotes around it.
  private func bare(_ value: String) -> String {
    var value = value.trimmingCharacters(in: .whitespaces)
    if let quote = table.quote, value.count >= 2, value.first == quote, value.last == quote {
      value = value.dropFirst().dropLast().trimmingCharacters(in: .whitespaces)
    }
    return value
  }

  private func sheet(of source: SourceFile) throws(IngestError) -> [Record] {
    let rows = try readSheet(of: source.contents, name: source.name) { rows in
      self.isMeant(rows.map { $0.values.map { self.bare($0 ?? "") } })
    }
    return rows.map { row in
      Record(
        line: row.line, values: row.values.map { bare(onOneLine($0 ?? "")) },
        text: row.values.map { $0 ?? "" }.joined(separator: ","))
    }
  }

  /// Whether a sheet of a workbook has the header row that is declared.
  private func isMeant(_ rows: [[String]]) -> Bool {
    let names = table.columns.compactMap { if case .named(let name) = $0.column { name } else { nil } }
    return names.isEmpty
      || rows.contains { row in
        let found = row.map { $0.lowercased() }
        return names.allSatisfy(found.contains)
      }
  }

  private func onOneLine(_ text: String) -> String {
    text.contains { $0.isNewline } ? text.split(whereSeparator: \.isNewline).joined(separator: " ") : text
  }

  private mutating func csv(_ contents: [UInt8]) -> [Record] {
    var lines: [(number: Int, bytes: [UInt8])] = []
    let form = contents.withUnsafeBytes { contents in
      forEachLine(of: contents, file: file, into: &notes) { line, _ in
        lines.append((line.number, Array(line.bytes)))
      }
    }
    notes += form.notes(file: file, expectingCRLF: false)
    let csv = CSVRecords(lines, delimiter: table.delimiter)
    others += csv.others
    return csv.records.map { record in
      Record(line: record.line, values: record.values.map { bare(onOneLine($0 ?? "")) }, text: record.text)
    }
  }

  // MARK: Columns of fixed width

  private mutating func readLines(_ contents: [UInt8]) {
    let skip = table.skip ?? 0
    var found: [DeclaredRow] = []
    var faults: [NoRow] = []
    var ofLines: [Diagnostic] = []
    let form = contents.withUnsafeBytes { contents in
      forEachLine(of: contents, file: file, into: &ofLines) { line, _ in
        guard line.number > skip + (table.hasHeader ? 1 : 0) else { return }
        do throws(RowFault) {
          if line.bytes.allSatisfy(isBlank) {
            throw RowFault(RowRule.blankLine, nil, "expected a record, found a blank line")
          }
          try checkCharacters(of: line)
          found.append(DeclaredRow(values: values(on: line), line: line.number, text: line.text))
        } catch {
          faults.append(NoRow(fault: error, line: line.number, text: line.text))
        }
      }
    }
    (rows, others) = (found, faults)
    notes += ofLines + form.notes(file: file, expectingCRLF: false)
    noteSkipped(min(skip + (table.hasHeader ? 1 : 0), form.lineCount))
  }

  private func values(on line: TextLine) -> [String: (text: String, column: Int)] {
    var values: [String: (text: String, column: Int)] = [:]
    for (key, column) in table.columns {
      guard case .span(let first, let last) = column else { continue }
      let end = min(last ?? .max, line.length)
      values[key] = (first <= end ? bare(string(line[first...end])) : "", first)
    }
    return values
  }
}
