import CSVTables
import CodeSetModel

/// What ingest makes of a conversion table of ICD-10-CM.
package struct IngestedConversion: Sendable {
  /// The file for people: `FILE`, or `FILE.zip/MEMBER`.
  package var file: String
  /// The rows, in the order of the file.
  package var records: [ConversionRecord]
  package var findings: [Diagnostic]
  /// The SHA-256 of the file, in lower-case hexadecimal, and its size in bytes.
  package var sha256 = ""
  package var fileSize = 0

  package init(file: String, records: [ConversionRecord], findings: [Diagnostic]) {
    self.file = file
    self.records = records
    self.findings = findings
  }
}

/// Reads the conversion table of ICD-10-CM (layout `icd10cm-conversion`), which NCHS publishes as CSV:
///
///     Current code assignment,Effective October 1,Previous Code(s) Assignment
///     H02.151,2018,H02.101-H02.106; H02.109
///     I63.013,2016,I63.011 AND I63.012
///
/// or, as in FY2025, as a workbook with the same columns; the first bytes tell which. A notice in prose
/// stands above the header row. Every row below it becomes a record or a finding; blank ones say nothing.
///
/// - Parameters:
///   - folder: the folder of the registry, to which `file` is relative.
///   - expected: the SHA-256 that the registry states for the file, or `nil` when it states none.
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestConversion(
  file: String, member: String?, folder: String, expectingSHA256 expected: String?
) throws(IngestError) -> IngestedConversion {
  let source = try SourceFile(path: "\(folder)/\(file)", name: file, member: member, expecting: expected)
  var conversion = try readConversion(source)
  conversion.sha256 = source.sha256
  conversion.fileSize = source.size
  return conversion
}

private func readConversion(_ source: SourceFile) throws(IngestError) -> IngestedConversion {
  let found = source.contents.withUnsafeBytes { appearance(of: $0) }
  if found == aZip {
    let rows = try readFirstSheet(of: source.contents, name: source.name)
    return try readConversion(rows, file: source.name)
  }
  guard found.hasPrefix("text that begins with") else {
    throw .notAsRegistered(
      "\(source.name): expected a conversion table (layout \(ChangeLayout.icd10cmConversion.rawValue)), "
        + "found \(found)")
  }
  return try readCSV(source)
}

private func readCSV(_ source: SourceFile) throws(IngestError) -> IngestedConversion {
  var text: [UInt8] = []
  var notes: [Diagnostic] = []
  let form = source.contents.withUnsafeBytes { contents in
    forEachLine(of: contents, file: source.name, into: &notes) { line, _ in
      text += line.bytes
      text.append(UInt8(ascii: "\n"))
    }
  }
  notes += form.notes(file: source.name, expectingCRLF: false)
  let table: CSVTable
  do throws(Diagnostic) {
    table = try CSVTable(text, file: source.name)
  } catch {
    return IngestedConversion(file: source.name, records: [], findings: [error] + notes)
  }
  var conversion = try readConversion([(1, table.header)] + table.records, file: source.name)
  conversion.findings += notes
  return conversion
}

/// Makes records of the rows below the header row.
private func readConversion(
  _ rows: [(line: Int, values: [String?])], file: String
) throws(IngestError) -> IngestedConversion {
  let columns = ["Current code assignment", "Effective", "Previous Code(s) Assignment"]
  guard let header = rows.firstIndex(where: { trimmed($0.values.first ?? nil).hasPrefix(columns[0]) }) else {
    throw .notAsRegistered("\(file): expected a header row that begins with '\(columns[0])', found none")
  }
  let names = rows[header].values.map(trimmed)
  guard names.count >= columns.count, zip(names, columns).allSatisfy({ $0.hasPrefix($1) }) else {
    throw .notAsRegistered(
      "\(file): expected the columns \(columns.joined(separator: ", ")), found "
        + names.joined(separator: ", "))
  }
  var conversion = IngestedConversion(file: file, records: [], findings: [])
  for (line, values) in rows[(header + 1)...] {
    let fields = values.map(trimmed)
    if fields.allSatisfy(\.isEmpty) { continue }
    func warn(_ message: String, column: Int) {
      conversion.findings.append(
        RowRule.conversionRow.finding(message, at: Place(file: file, line: line, column: column)))
    }
    // What stands beside the table is not read, but neither is it passed over.
    for (position, field) in fields.enumerated().dropFirst(columns.count) where !field.isEmpty {
      warn("expected \(columns.count) fields, found '\(field)' behind them; not read", column: position + 1)
    }
    let missing = columns.indices.filter { $0 >= fields.count || fields[$0].isEmpty }
    if let first = missing.first {
      let parts = missing.map { ["no code", "no date", "no codes before"][$0] }.joined(separator: ", ")
      warn("expected a code, a date and the codes before, found \(parts)", column: first + 1)
    } else {
      conversion.records.append(
        ConversionRecord(code: fields[0], effective: fields[1], previous: fields[2], line: line))
    }
  }
  return conversion
}

/// The text without the blanks around it, among them no-break spaces, tabs and line breaks.
private func trimmed(_ text: String?) -> String {
  let scalars = (text ?? "").unicodeScalars
  let start = scalars.drop { $0.properties.isWhitespace }
  guard let end = start.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
  return String(start[...end])
}
