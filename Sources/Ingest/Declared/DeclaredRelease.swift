import CodeSetModel

/// Reads a release from a file that a JSON file declares, as people have them: `Charge,Label,Description,Price`.
///
/// A code may have its dot where the code set has one. Every row becomes a record or is rejected with a finding.
func readDeclaredRelease(
  _ source: SourceFile, layout: Layout, table: DeclaredTable, into rows: inout RowCollector
) throws(IngestError) {
  let file = try DeclaredRows(source, table: table)
  var reader = DeclaredReleaseReader(layout: layout, table: table)
  rows.findings += file.notes
  for other in file.others {
    rows.reject(
      other.fault.rule, other.fault.message, line: other.line, column: other.fault.column, text: other.text)
  }
  for row in file.rows {
    do throws(RowFault) {
      reader.records.append((try reader.record(row, rows: &rows), row))
    } catch {
      rows.reject(error.rule, error.message, line: row.line, column: error.column, text: row.text)
    }
  }
  reader.keepRecords(in: &rows)
  if rows.system.hierarchy == .stated { rows.expectParents(column: (file.rows.first?.column("parent") ?? 1)) }
}

private struct DeclaredReleaseReader {
  let layout: Layout
  let table: DeclaredTable
  var records: [(record: OrderRecord, row: DeclaredRow)] = []

  func record(_ row: DeclaredRow, rows: inout RowCollector) throws(RowFault) -> OrderRecord {
    let order = row.text("order")
    guard order.utf8.allSatisfy(isDigit), order.isEmpty || Int(order) != nil else {
      throw RowFault(RowRule.orderNumber, row.column("order"), "expected digits, found '\(order)'")
    }
    try expectLength(row)
    let longTitle = row.text("long_title")
    guard !longTitle.isEmpty else {
      throw RowFault(RowRule.emptyTitle, row.column("long_title"), "expected a long title, found blanks")
    }
    for key in ["short_title", "long_title"] where row.text(key).utf8.count > Limit.title {
      throw RowFault(
        RowRule.titleLength, row.column(key),
        "expected a title of at most \(Limit.title) bytes, found \(row.text(key).utf8.count)")
    }
    let parent = row.text("parent")
    var record = OrderRecord(
      orderNumber: order, code: try code(row.text("code"), column: row.column("code"), rows: &rows),
      isValidForSubmission: try isBillable(row), shortTitle: row.text("short_title"), longTitle: longTitle,
      line: row.line)
    record.parent = parent.isEmpty ? nil : try code(parent, column: row.column("parent"), rows: &rows)
    // Some files state a code without a parent as its own.
    if record.parent == record.code { record.parent = nil }
    return record
  }

  /// A line of fixed width reaches its code and its title.
  private func expectLength(_ row: DeclaredRow) throws(RowFault) {
    guard table.format == .fixedWidth else { return }
    let length = row.text.count
    let needed = max(row.column("code"), row.column("long_title"))
    guard length < needed else { return }
    throw RowFault(RowRule.lineLength, length + 1, "expected at least \(needed) columns, found \(length)")
  }

  private func code(_ written: String, column: Int, rows: inout RowCollector) throws(RowFault) -> String {
    do throws(RowFault) {
      return try declaredCode(written, of: rows.system, ignoringCase: table.ignoresCase, column: column)
    } catch {
      Array(written.utf8.filter { $0 != UInt8(ascii: ".") }).withUnsafeBytes { rows.countMisfit($0) }
      throw error
    }
  }

  private func isBillable(_ row: DeclaredRow) throws(RowFault) -> Bool {
    guard case .flag(let yes, let no) = layout.billable else { return true }
    let value = row.text("billable")
    if table.holds(yes, value) { return true }
    if table.holds(no, value) { return false }
    let words = { (words: [String]) in words.map { $0.isEmpty ? "nothing" : $0 }.joined(separator: ", ") }
    throw RowFault(
      RowRule.flag, row.column("billable"),
      "expected \(words(no)) (header) or \(words(yes)) (valid for submission), found '\(printable(value))'")
  }

  /// Keeps the records, of several with one code those that the declaration chooses.
  func keepRecords(in rows: inout RowCollector) {
    var firsts: [String: Int] = [:]
    var lasts: [String: Int] = [:]
    for (place, read) in records.enumerated() {
      lasts[read.record.code] = place
      if firsts[read.record.code] == nil { firsts[read.record.code] = place }
    }
    for (place, read) in records.enumerated() {
      let code = read.record.code
      guard let first = firsts[code], let last = lasts[code] else { continue }
      let isRepeated =
        switch table.duplicates {
        case .refused: false
        case .first: place != first
        case .last: place != last
        case .same: place != first && records[first].record.saysTheSame(as: read.record)
        }
      if isRepeated {
        let kept = records[table.duplicates == .last ? last : first].record.line
        rows.reject(
          RowRule.repeatedCode,
          "expected each code once, found \(code) again; line \(kept) counts, as declared",
          line: read.row.line, column: read.row.column("code"), text: read.row.text, code: code)
      } else {
        rows.keep(read.record, codeColumn: read.row.column("code"), text: read.row.text)
      }
    }
  }
}

/// A code without its dot, in capital letters where the declaration says that case does not matter. A dot is where
/// the code set has it.
func declaredCode(
  _ written: String, of system: CodeSystem, ignoringCase: Bool, column: Int
) throws(RowFault) -> String {
  let written = ignoringCase ? written.uppercased() : written
  let undotted = Array(written.utf8.filter { $0 != UInt8(ascii: ".") })
  guard undotted.withUnsafeBytes({ system.isWellFormed($0) }) else {
    throw RowFault(
      RowRule.codeForm, column,
      "expected \(system.codeForm), found \(written.isEmpty ? "blanks" : "'\(printable(written))'")")
  }
  let code = String(decoding: undotted, as: UTF8.self)
  guard undotted.count == written.utf8.count || system.displayCode(code) == written else {
    throw RowFault(
      RowRule.codeForm, column, "expected \(system.displayCode(code)), found '\(printable(written))'")
  }
  return code
}

extension OrderRecord {
  /// Whether the same is said of the code, on whatever line.
  fileprivate func saysTheSame(as other: OrderRecord) -> Bool {
    var other = other
    (other.line, other.orderNumber) = (line, orderNumber)
    return self == other
  }
}

extension RowCollector {
  /// Complains about parents that are no codes of the file, or lie below their own codes.
  mutating func expectParents(column: Int) {
    let index = CodeIndex(records.map(\.code))
    let above = records.map { $0.parent.flatMap { index.position(of: $0) } }
    let isEndless = chainsWithoutEnd(above)
    for (place, record) in records.enumerated() {
      guard let parent = record.parent, above[place] == nil || isEndless[place] else { continue }
      let found = above[place] == nil ? "no such code" : "one that is below \(record.code) itself"
      findings.append(
        RowRule.parentCode.finding(
          "expected the parent \(parent) of \(record.code) among the codes, found \(found)",
          at: Place(file: release.fileDescription, line: record.line, column: column), code: record.code))
      clearParent(at: place)
    }
  }
}

/// Which codes have parents in a circle above them.
///
/// - Parameter above: the place of each code's parent.
private func chainsWithoutEnd(_ above: [Int?]) -> [Bool] {
  var isEndless: [Bool?] = above.map { $0 == nil ? false : nil }
  for place in above.indices {
    // Up to a code of which it is known, or that was passed: the circle closes there.
    var (chain, passed): ([Int], Set<Int>) = ([], [])
    var next: Int? = place
    while let code = next, isEndless[code] == nil, passed.insert(code).inserted {
      chain.append(code)
      next = above[code]
    }
    let end = next.flatMap { isEndless[$0] } ?? true
    for code in chain { isEndless[code] = end }
  }
  return isEndless.map { $0 ?? false }
}
