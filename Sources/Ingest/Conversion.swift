import CSVTables
import CodeSetModel

extension ConversionRecord: CompanionRecord {
  /// The conversion table of ICD-10-CM, as CSV or as a workbook.
  package static let kind = CompanionKind(
    layouts: ["icd10cm-conversion"], plural: "conversions"
  ) { (source, _) throws(IngestError) in try ingestConversion(source) }
}

/// Reads the conversion table of ICD-10-CM (layout `icd10cm-conversion`), which NCHS publishes as CSV:
///
///     Current code assignment,Effective October 1,Previous Code(s) Assignment
///     H02.151,2018,H02.101-H02.106; H02.109
///     I63.013,2016,I63.011 AND I63.012
///
/// or, as in FY2025, as a workbook with the same columns; the first bytes tell which. A notice in prose
/// precedes the header row. Every row below it becomes a record or is rejected with a finding; blank ones say nothing.
///
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestConversion(
  _ source: CompanionSource
) throws(IngestError) -> IngestedCompanion<ConversionRecord> {
  var conversion = IngestedCompanion<ConversionRecord>(source.file, of: source.release)
  let file = try conversion.open(in: source.folder)
  let found = file.contents.withUnsafeBytes(Appearance.init)
  if found == .zip {
    try read(readFirstSheet(of: file.contents, name: file.name), into: &conversion)
  } else if found.isText {
    try readCSV(file, into: &conversion)
  } else {
    throw .notAsRegistered(
      "\(file.name): expected a conversion table (layout icd10cm-conversion), found \(found)")
  }
  return conversion
}

private func readCSV(
  _ source: SourceFile, into conversion: inout IngestedCompanion<ConversionRecord>
) throws(IngestError) {
  var lines: [(number: Int, bytes: [UInt8])] = []
  var notes: [Diagnostic] = []
  let form = source.contents.withUnsafeBytes { contents in
    forEachLine(of: contents, file: source.name, into: &notes) { line, _ in
      lines.append((line.number, Array(line.bytes)))
    }
  }
  notes += form.notes(file: source.name, expectingCRLF: false)
  let csv = CSVRecords(lines, delimiter: UInt8(ascii: ","))
  try read(csv.records.map { SheetRow(line: $0.line, values: $0.values) }, into: &conversion)
  for other in csv.others where other.fault.rule == Rule.csvSyntax {
    conversion.reject(other.fault, line: other.line, text: other.text)
  }
  conversion.note(notes)
}

/// Makes records of the rows below the header row.
private func read(
  _ rows: [SheetRow], into conversion: inout IngestedCompanion<ConversionRecord>
) throws(IngestError) {
  for row in try rowsBelowHeader(rows, file: conversion.name) {
    let cells = row.cells.mapValues(trimmed).filter { !$0.value.isEmpty }
    if cells.isEmpty { continue }
    // What is beside the table is not read, but neither is it passed over.
    for (column, text) in cells.sorted(by: { $0.key < $1.key }) where column >= columns.count {
      conversion.note(
        RowRule.conversionRow.finding(
          "expected \(columns.count) fields, found '\(text)' after them; not read",
          at: Place(file: conversion.name, line: row.line, column: column + 1)))
    }
    if let code = cells[0], let effective = cells[1], let previous = cells[2] {
      conversion.keep(
        ConversionRecord(code: code, effective: effective, previous: previous, line: row.line))
      continue
    }
    let missing = columns.indices.filter { cells[$0] == nil }
    let parts = missing.map { ["no code", "no date", "no codes before"][$0] }.joined(separator: ", ")
    let shown = (0..<min(row.width, 64)).map { cells[$0] ?? "" }
    conversion.reject(
      RowFault(
        RowRule.conversionRow, missing[0] + 1, "expected a code, a date and the codes before, found \(parts)"),
      line: row.line, text: shown.joined(separator: ","))
  }
}

private let columns = ["Current code assignment", "Effective", "Previous Code(s) Assignment"]

private func rowsBelowHeader(
  _ rows: [SheetRow], file: String
) throws(IngestError) -> ArraySlice<SheetRow> {
  guard let header = rows.firstIndex(where: { trimmed($0[0]).hasPrefix(columns[0]) }) else {
    throw .notAsRegistered("\(file): expected a header row that begins with '\(columns[0])', found none")
  }
  let names = (0..<min(columns.count, rows[header].width)).map { trimmed(rows[header][$0]) }
  guard names.count == columns.count, zip(names, columns).allSatisfy({ $0.hasPrefix($1) }) else {
    throw .notAsRegistered(
      "\(file): expected the columns \(columns.joined(separator: ", ")), found "
        + names.joined(separator: ", "))
  }
  return rows[(header + 1)...]
}

/// The text without the blanks around it, among them no-break spaces, tabs and line breaks.
private func trimmed(_ text: String?) -> String {
  let scalars = (text ?? "").unicodeScalars
  let start = scalars.drop { $0.properties.isWhitespace }
  guard let end = start.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
  return String(start[...end])
}
