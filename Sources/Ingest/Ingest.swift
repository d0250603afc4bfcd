import CSVTables
import CodeSetModel
import Files

/// What ingest makes of one release: every row kept or rejected with a reason, nothing interpreted.
package struct IngestedRelease: Sendable {
  /// The release, with the hash of its file and the number of its rows.
  package var release: Release
  package var records: [OrderRecord]
  /// What the records of HCPCS say besides the titles, one for each of `records`; empty for other layouts.
  package var hcpcs: [HCPCSRecord] = []
  package var rejected: [Rejected]
  package var findings: [Diagnostic]
  /// The lines that were read, for the release that comes next; `nil` where some were rejected.
  package var lines: OrderLines?

  package init(release: Release, records: [OrderRecord], rejected: [Rejected], findings: [Diagnostic]) {
    self.release = release
    self.records = records
    self.rejected = rejected
    self.findings = findings
  }
}

/// The rules that this stage checks.
package let ingestRules = TextForm.rules + RowRule.all + Rule.ofTables + [Rule.declaration]

/// Reads the published file of a release.
///
/// - Parameters:
///   - folder: the folder of the registry, to which `release.file` is relative.
///   - expected: the SHA-256 that the registry states for the file, or `nil` when it states none.
///   - before: the lines of the release before: those that are here again are not read twice.
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingest(
  _ release: Release, of system: CodeSystem, layout: Layout, folder: String,
  expectingSHA256 expected: String?, after before: OrderLines? = nil
) throws(IngestError) -> IngestedRelease {
  let file = try SourceFile(
    path: Files.path(of: release.file, in: folder), name: release.file, member: release.member,
    expecting: expected)
  var release = release
  release.sha256 = file.sha256
  release.fileSize = file.size

  // A row of an order file has some 150 bytes.
  var rows = RowCollector(release: release, system: system, expectedRows: file.contents.count / 140)
  var lines: [Range<Int>] = []
  var hcpcs: [HCPCSRecord] = []
  let result: Result<Void, IngestError> = file.contents.withUnsafeBytes { contents in
    Result { () throws(IngestError) in
      try refuse(contents, unlike: layout, name: release.fileDescription)
      switch layout.format {
      case .fixedWidth(let columns):
        lines = readFixedWidthFile(contents, layout: layout, columns: columns, after: before, into: &rows)
      case .csv(let columns): try readCSVRelease(contents, layout: layout, columns: columns, into: &rows)
      case .declared(let table): try readDeclaredRelease(file, layout: layout, table: table, into: &rows)
      case .hcpcs where Appearance(of: contents) == .zip:
        hcpcs = try readHCPCSWorkbook(file.contents, name: release.fileDescription, into: &rows)
      case .hcpcs: hcpcs = readHCPCSFile(contents, into: &rows)
      }
    }
  }
  try result.get()
  try rows.rejection.check(rows.findings, file: release.fileDescription)
  guard rows.rowCount > 0 else {
    throw .notAsRegistered("\(release.fileDescription): expected codes, found a header row alone")
  }
  try refuseOtherSystem(rows)
  try refuseLostZeros(rows)
  if layout.billable == .leaves { rows.useLeaves() }
  release.rowCount = rows.rowCount
  var ingested = IngestedRelease(
    release: release, records: rows.records, rejected: rows.rejected,
    findings: rows.findings.withRepeatedNotesCounted)
  ingested.hcpcs = hcpcs
  if layout == .cmsOrder, lines.count == rows.records.count {
    ingested.lines = OrderLines(
      contents: file.contents, lines: lines, records: rows.records, codes: rows.codes)
  }
  return ingested
}

/// Refuses a file that is not written in the layout that the registry names.
private func refuse(
  _ contents: UnsafeRawBufferPointer, unlike layout: Layout, name: String
) throws(IngestError) {
  let (article, isOther): (String, Bool)
  let found = Appearance(of: contents)
  switch layout.format {
  case .fixedWidth where layout == .cmsOrder:
    article = "an order file (layout \(layout.name))"
    isOther = !beginsLikeOrderFile(contents)
  case .fixedWidth:
    article = "lines of fixed width (layout \(layout.name))"
    isOther = !found.isText
  case .hcpcs:
    article = "records of HCPCS (layout \(layout.name))"
    isOther = found != .zip && !holdsHCPCSRecords(contents)
  case .declared(let table):
    article = "\(table.format == .workbook ? "a workbook" : "text") (layout \(layout.name))"
    isOther = table.format == .workbook ? found != .zip : !found.isReadable
  case .csv:
    article = "CSV with a header row (layout \(layout.name))"
    isOther = !found.isText
  }
  if isOther { throw .notAsRegistered("\(name): expected \(article), found \(found)") }
}

/// Whether one of the first lines begins with digits, a blank and a character: an order number and a code.
/// A single spoiled line is a finding; a file without any such line is another file.
private func beginsLikeOrderFile(_ contents: UnsafeRawBufferPointer) -> Bool {
  let beginning = contents.prefix(20_000).drop { $0 >= 0x80 }
  return beginning.split(separator: UInt8(ascii: "\n")).prefix(50).contains { line in
    let number = line.prefix(5)
    return number.count == 5 && number.allSatisfy(isDigit) && line.dropFirst(5).first == UInt8(ascii: " ")
  }
}

/// Refuses a release whose codes are those of another code set.
private func refuseOtherSystem(_ rows: RowCollector) throws(IngestError) {
  let likeOther = rows.wellFormed.max { ($0.value, $1.key) < ($1.value, $0.key) }
  // Codes that fit this code set may fit the other as well; those that do not fit decide.
  guard let (other, count) = likeOther, count > 1, count * 10 > rows.rowCount else { return }
  throw .notAsRegistered(
    "\(rows.release.fileDescription): expected codes of \(rows.system.name), found \(count) of \(rows.rowCount) "
      + "that are formed like \(other)")
}

/// Refuses a release whose codes lost their leading zeros, as in a spreadsheet that took them for numbers: a
/// code that is too short shows it, and that none begins with a zero. What is left would be other codes.
private func refuseLostZeros(_ rows: RowCollector) throws(IngestError) {
  let withZeros = rows.records.count { $0.code.utf8.first == UInt8(ascii: "0") }
  guard let first = rows.withoutZeros.first, rows.withoutZeros.count > max(2, withZeros) else { return }
  throw .lostZeros(
    "\(rows.release.fileDescription): expected codes of \(rows.system.name) with their leading zeros, found "
      + "\(rows.withoutZeros.count) that are too short without them, such as \(first.found), and \(withZeros == 0 ? "none" : "\(withZeros)") that "
      + "begin\(withZeros == 1 ? "s" : withZeros == 0 ? "s" : "") with a zero", codes: first.codes)
}
