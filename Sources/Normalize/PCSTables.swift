import CodeSetModel

extension Rule {
  static let pcsTable = Rule(
    "pcs-table", .warning,
    "Each code of ICD-10-PCS is built by exactly one row of the tables, and all that a row builds are codes.")
}

extension NormalizedRelease {
  /// Compares the codes that the tables build with those of the release.
  mutating func checkPCSTables(_ table: PublishedTable<PCSTableRecord>, codes: CodeIndex) {
    var built = Array(repeating: 0, count: edition.codes.count)
    var unknown: [(found: String, line: Int, code: String)] = []
    var twice = unknown
    for row in PCSTableRow.all(of: table.records) {
      row.forEachCode { code in
        guard let place = codes.position(of: code), edition.codes[place].isBillable else {
          unknown.append((code, row.line, code))
          return
        }
        built[place] += 1
        if built[place] == 2 { twice.append(("\(code) in another row too", row.line, code)) }
      }
    }
    let missing = edition.codes.indices.filter { built[$0] == 0 && edition.codes[$0].isBillable }.map {
      place in
      (found: "none that builds \(edition.codes[place].code)", line: 1, code: edition.codes[place].code)
    }
    findings += Rule.pcsTable.findings(unknown, expected: "codes of \(releaseName)", in: table.file)
    findings += Rule.pcsTable.findings(twice, expected: "each code in one row", in: table.file)
    findings += Rule.pcsTable.findings(missing, expected: "a row for each code", in: table.file)
  }
}

/// A row of a table: the characters that it allows in each position after the third.
private struct PCSTableRow {
  var table: String
  var line: Int
  var values: [Int: [String]] = [:]

  static func all(of records: [PCSTableRecord]) -> [PCSTableRow] {
    var rows: [PCSTableRow] = []
    var last: (table: String, row: Int)?
    for record in records where record.row > 0 {
      if last?.table != record.table || last?.row != record.row {
        rows.append(PCSTableRow(table: record.table, line: record.line))
        last = (record.table, record.row)
      }
      rows[rows.count - 1].values[record.position, default: []].append(record.value)
    }
    return rows
  }

  func forEachCode(_ body: (String) -> Void) {
    var codes = [table]
    for position in 4...7 {
      codes = codes.flatMap { start in (values[position] ?? []).map { start + $0 } }
    }
    codes.forEach(body)
  }
}
