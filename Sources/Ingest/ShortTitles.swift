import CodeSetModel

extension ShortTitleRecord: CompanionRecord {
  package static let kind = CompanionKind(
    layouts: Layout.namesWithShortTitlesApart, plural: "short titles", completesCodes: true,
    read: ingestShortTitles)
}

/// Reads the short titles that a publisher puts in a file of their own (role `short-titles`), beside the one with the
/// long titles and in the same layout:
///
///     64973 Cervical shortening-ante
///
/// Each becomes the short title of its code. Every line is kept or rejected with a finding; every code without a line
/// is a finding.
///
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestShortTitles(
  _ source: CompanionSource, into codes: inout IngestedRelease
) throws(IngestError) -> IngestedCompanion<ShortTitleRecord> {
  let (name, layout) = (source.file.description, source.layout)
  guard case .fixedWidth(let columns) = layout.format else {
    throw .notAsRegistered(
      "\(name): expected short titles in lines of fixed width, found the layout \(layout.name)")
  }
  var titles = IngestedCompanion<ShortTitleRecord>(source.file, of: source.release)
  var records = codes.records
  let index = CodeIndex(records.map(\.code))
  let isText = { (contents: UnsafeRawBufferPointer) in Appearance(of: contents).isText }
  try titles.read(
    in: source.folder, kind: "short titles (layout \(layout.name))", expectingCRLF: layout.endsLinesWithCRLF,
    where: isText
  ) { line, titles in
    do throws(RowFault) {
      let (title, position) = try shortTitle(
        on: line, columns: columns, of: source.system, codes: records, index: index)
      records[position].shortTitle = title.title
      titles.keep(title)
    } catch {
      titles.reject(error, line: line.number, text: line.text)
    }
  }
  for record in records where record.shortTitle.isEmpty {
    titles.note(
      RowRule.shortTitle.finding(
        "expected a short title of \(record.code) in \(name), found none",
        at: Place(file: codes.release.fileDescription, line: record.line), code: record.code))
  }
  codes.records = records
  return titles
}

/// The short title on a line, and the position of its code.
private func shortTitle(
  on line: TextLine, columns: FixedWidthLayout, of system: CodeSystem, codes records: [OrderRecord],
  index: CodeIndex
) throws(RowFault) -> (ShortTitleRecord, position: Int) {
  try columns.check(line)
  let printed = columns.field(.code, on: line)
  let bytes = withoutPadding(printed.bytes)
  guard system.isWellFormed(bytes) else { throw misfit(bytes, of: system, column: printed.column) }
  let code = string(bytes)
  guard let position = index.position(of: code) else {
    throw RowFault(
      RowRule.shortTitle, printed.column, "expected a code with a long title, found \(code), which has none")
  }
  guard records[position].shortTitle.isEmpty else {
    throw RowFault(RowRule.shortTitle, printed.column, "expected one short title of \(code), found another")
  }
  let title = columns.field(.longTitle, on: line)
  let record = ShortTitleRecord(
    code: code, title: try checkedTitle(withoutPadding(title.bytes), "short", column: title.column),
    line: line.number)
  return (record, position)
}
