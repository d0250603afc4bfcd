import CodeSetModel
import Foundation
import Ingest
import Pipeline
import TestSupport

// Rows in = rows out + rejected, for each way in which files are written.

/// Whether a file is a zip, such as a workbook, and so has no lines.
private func isZip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: Array("PK".utf8)) }

extension RegistryEntry {
  /// - Throws: `LostRows` where a line of the file is in no row, or in two.
  func account(for read: IngestedRelease, in bytes: [UInt8]) throws {
    guard !isZip(bytes) else { return }
    var lines = LineAccount(bytes)
    if layout.name == "hcpcs-anweb" {
      try lines.enterRecords(of: read)
      return try lines.expectOthers(preamble(read.findings))
    }
    try lines.enter(read.rejected)
    switch layout.name {
    case "cms-order", "cms-codes", "icd9-description":
      for record in read.records { try lines.enter(record.line) }
      try lines.expectOthers(0)
    case "csv", "icd9-csv":
      for record in read.records { try lines.enter(recordOn: record.line) }
      try lines.expectOthers(1, asRecords: true)
    default:
      guard let form = DeclaredForm(of: layout.name, in: folder) else {
        throw LostRows.ofUnknown(layout.name)
      }
      for record in read.records { try lines.enter(recordOn: record.line, of: form) }
      try lines.expectOthers(of: form, read.findings)
    }
  }

  /// - Throws: `LostRows` where a row of the file is neither kept nor rejected, or both.
  func account(for read: ReadCompanion, of file: CompanionFile, in bytes: [UInt8]) throws {
    guard !isZip(bytes) else { return }
    if let elements = ElementCount(of: file.layout) { return try elements.expect(read, in: bytes) }
    let kept = file.role.records.flatMap { read.tables.lines(of: $0) }
    var lines = LineAccount(bytes)
    if file.layout == "icd10cm-conversion" {
      for line in kept { try lines.enter(recordOn: line) }
      for row in read.rejected {
        // Of a quote that is left open only its own line is lost.
        if row.rule == "csv-syntax" { try lines.enter(row.line) } else { try lines.enter(recordOn: row.line) }
      }
      return try lines.expectNotice()
    }
    try lines.enter(read.rejected)
    if let name = file.declaration?.name {
      guard let form = DeclaredForm(of: name, in: folder) else { throw LostRows.ofUnknown(name) }
      let places = Set(kept)
      for line in places { try lines.enter(recordOn: line, of: form) }
      // A row that says nothing, such as a code without the flag, is kept and leaves no record.
      return try lines.expectOthers(of: form, read.findings, besides: read.keptCount - places.count)
    }
    for line in kept { try lines.enter(line) }
    switch file.layout {
    case "cms-order-addenda": try lines.expectHeadings()
    case "gem", "icd9-description": try lines.expectOthers(0)
    // The header row.
    case "poa-exempt", "ahrq-ccs", "annotations", "synonyms": try lines.expectOthers(1)
    default: throw LostRows.ofUnknown(file.layout)
    }
  }
}

extension LostRows {
  /// Of a layout that is new: how its rows are counted belongs into this file.
  fileprivate static func ofUnknown(_ layout: String) -> LostRows {
    LostRows("nothing says how the rows of the layout \(layout) are counted")
  }
}

/// How a file is written that a JSON file declares.
private struct DeclaredForm {
  var isCSV: Bool
  var hasHeader: Bool

  init?(of layout: String, in folder: String) {
    let shipped = project.appending(path: "Sources/Ingest/Declared/shipped/\(layout).json").path
    let path = layout.hasSuffix(".json") ? "\(folder)/\(layout)" : shipped
    guard let data = FileManager.default.contents(atPath: path),
      let root = try? JSONSerialization.jsonObject(with: data) as? [String: Any]
    else { return nil }
    isCSV = root["format"] as? String == "csv"
    let columns = root["columns"] as? [String: Any]
    hasHeader = root["header"] as? Bool ?? (columns?["code"] is String)
  }
}

/// How many lines before the first row a reader says that it left out.
private func preamble(_ findings: [Diagnostic]) -> Int {
  let note = findings.first { $0.rule == "preamble" }?.message.split(separator: "found ").last
  return note.flatMap { $0.split(separator: " ").first.flatMap { Int($0) } } ?? 0
}

extension LineAccount {
  fileprivate mutating func enter(recordOn line: Int, of form: DeclaredForm) throws(LostRows) {
    try enter(line, count: form.isCSV ? extent(ofRecordOn: line) : 1)
  }

  /// What is in no row: the header row, and what is above it.
  fileprivate func expectOthers(
    of form: DeclaredForm, _ findings: [Diagnostic], besides silent: Int = 0
  ) throws(LostRows) {
    // The note counts the header row of lines of fixed width too.
    let header = form.hasHeader && form.isCSV ? 1 : 0
    try expectOthers(preamble(findings) + header + silent, asRecords: form.isCSV)
  }

  /// Enters the records of HCPCS, of several lines each, between which may be lines that are none.
  fileprivate mutating func enterRecords(of read: IngestedRelease) throws(LostRows) {
    let alone = ["blank-line", "record-id"]
    try enter(read.rejected.filter { alone.contains($0.rule) })
    for row in read.rejected where !alone.contains(row.rule) {
      try enterApart(row.line, count: row.lineCount)
    }
    for record in read.hcpcs { try enterApart(record.line, last: record.lastLine) }
  }

  /// What is in no row of addenda: blank lines and headings.
  fileprivate func expectHeadings() throws(LostRows) {
    for (number, text) in others where !isBlank(text) {
      let words = String(decoding: text, as: UTF8.self).split { $0 == " " || $0 == "\r" }.joined(
        separator: " ")
      guard ["Headers", "Codes", "of which"].contains(words) else {
        throw LostRows("line \(number) is neither kept nor rejected")
      }
    }
  }

  /// What is in no row of a conversion table: the notice above the header row, that row, and rows of blanks.
  fileprivate func expectNotice() throws(LostRows) {
    let records = otherRecords.map { line in
      (
        line,
        lines[line - 1..<line - 1 + extent(ofRecordOn: line)].map { String(decoding: $0, as: UTF8.self) }
          .joined()
      )
    }
    let header = records.firstIndex { $0.1.contains("Current code assignment") } ?? -1
    for (line, text) in records.dropFirst(header + 1) {
      guard
        text.unicodeScalars.allSatisfy({ ",\"".unicodeScalars.contains($0) || $0.properties.isWhitespace })
      else { throw LostRows("line \(line) is neither kept nor rejected") }
    }
  }
}

extension Companions {
  /// The line of each row of a type: what its column of this name says.
  fileprivate func lines<Row: StageRow & Sendable>(of type: Row.Type) -> [Int] {
    let column = Row.table.columns.firstIndex { ["line", "source_line"].contains($0.name) }
    guard let column, let rows = table(of: type)?.records else { return [] }
    return rows.map { row in
      var values = RowValues()
      row.write(to: &values)
      return values.integers[column] ?? 0
    }
  }
}

/// The values of a row, as far as they are integers.
private struct RowValues: FieldSink {
  var integers: [Int?] = []
  mutating func text(_ value: String) { integers.append(nil) }
  mutating func integer(_ value: Int) { integers.append(value) }
  mutating func boolean(_ value: Bool) { integers.append(nil) }
  mutating func day(_ value: CalendarDay) { integers.append(nil) }
  mutating func null() { integers.append(nil) }
}
