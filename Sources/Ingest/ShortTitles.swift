import CodeSetModel

/// What ingest makes of a file of short titles.
package struct IngestedShortTitles: Sendable {
  package var findings: [Diagnostic]
  /// The SHA-256 of the file, in lower-case hexadecimal, and its size in bytes.
  package var sha256: String
  package var fileSize: Int
}

/// Reads the short titles that stand in a file of their own (role `short-titles`), beside the one with the
/// long titles and in the same layout:
///
///     64973 Cervical shortening-ante
///
/// Each becomes the short title of its code. Every line is read or is a finding, and so is every code without
/// a line.
///
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestShortTitles(
  file: String, member: String?, layout: Layout, folder: String, expectingSHA256 expected: String?,
  of system: CodeSystem, into ingested: inout IngestedRelease
) throws(IngestError) -> IngestedShortTitles {
  let source = try SourceFile(path: "\(folder)/\(file)", name: file, member: member, expecting: expected)
  guard case .fixedWidth(let columns) = layout.format else {
    throw .notAsRegistered(
      "\(source.name): expected short titles in lines of fixed width, found the layout \(layout.name)")
  }
  let found = source.contents.withUnsafeBytes { appearance(of: $0) }
  guard found.hasPrefix("text that begins with") else {
    throw .notAsRegistered("\(source.name): expected short titles (layout \(layout.name)), found \(found)")
  }
  var reader = ShortTitleReader(columns: columns, system: system, file: source.name, codes: ingested.records)
  var notes: [Diagnostic] = []
  let form = source.contents.withUnsafeBytes { contents in
    forEachLine(of: contents, file: source.name, into: &notes) { line, _ in reader.read(line) }
  }
  reader.finish(ingested.release.fileDescription)
  ingested.records = reader.records
  return IngestedShortTitles(
    findings: reader.findings + notes
      + form.notes(file: source.name, expectingCRLF: layout.endsLinesWithCRLF),
    sha256: source.sha256, fileSize: source.size)
}

private struct ShortTitleReader {
  let columns: FixedWidthLayout
  let system: CodeSystem
  let file: String
  private let index: CodeIndex
  var records: [OrderRecord]
  var findings: [Diagnostic] = []

  init(columns: FixedWidthLayout, system: CodeSystem, file: String, codes records: [OrderRecord]) {
    self.columns = columns
    self.system = system
    self.file = file
    self.records = records
    index = CodeIndex(records.map(\.code))
  }

  mutating func read(_ line: TextLine) {
    do throws(RowFault) {
      if line.bytes.allSatisfy(isBlank) {
        throw RowFault(RowRule.blankLine, nil, "expected a record, found a blank line")
      }
      try columns.check(line)
      let printed = columns.field(.code, on: line)
      let bytes = withoutPadding(printed.bytes)
      guard system.isWellFormed(bytes) else { throw misfit(bytes, of: system, column: printed.column) }
      let code = string(bytes)
      guard let position = index.position(of: code) else {
        throw RowFault(
          RowRule.shortTitle, printed.column,
          "expected a code with a long title, found \(code), which has none")
      }
      guard records[position].shortTitle.isEmpty else {
        throw RowFault(
          RowRule.shortTitle, printed.column, "expected one short title of \(code), found another")
      }
      let title = columns.field(.longTitle, on: line)
      records[position].shortTitle = try checkedTitle(
        withoutPadding(title.bytes), "short", column: title.column)
    } catch {
      findings.append(
        error.rule.finding(error.message, at: Place(file: file, line: line.number, column: error.column)))
    }
  }

  mutating func finish(_ longTitles: String) {
    for position in records.indices where records[position].shortTitle.isEmpty {
      let record = records[position]
      findings.append(
        RowRule.shortTitle.finding(
          "expected a short title of \(record.code) in \(file), found none; its long one stands for it",
          at: Place(file: longTitles, line: record.line), code: record.code))
    }
  }
}
