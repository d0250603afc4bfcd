import CodeSetModel

/// Reads the workbook in which CMS publishes the records of HCPCS beside the text, a row each:
///
///     HCPC   SEQNUM RECID LONG DESCRIPTION                          SHORT DESCRIPTION            PRICE1 ...
///     A4206  0010   3     Syringe with needle, sterile, 1 cc or ... 1 cc sterile syringe&needle  00     ...
///
/// A row is read as the lines that the text has for it, so that both come to the same records. Lines above the header
/// row are prose.
///
/// - Returns: what the records that were kept say besides the titles.
func readHCPCSWorkbook(
  _ contents: [UInt8], name: String, into rows: inout RowCollector
) throws(IngestError) -> [HCPCSRecord] {
  let sheet = try readSheet(of: contents, name: name) { $0.contains { HCPCSColumns($0.values) != nil } }
  guard let header = sheet.firstIndex(where: { HCPCSColumns($0.values) != nil }),
    let columns = HCPCSColumns(sheet[header].values)
  else {
    throw .notAsRegistered("\(name): expected a header row with HCPC, SEQNUM and RECID, found none")
  }
  var reader = HCPCSReader(rows)
  var lineCount = 0
  var code = ""
  for sheetRow in sheet[(header + 1)...] {
    let (line, values) = (sheetRow.line, sheetRow.values)
    guard values.contains(where: { $0?.trimmingBlanks.isEmpty == false }) else { continue }
    do throws(RowFault) {
      let row = try columns.row(values)
      if row.isFirst || row.code != code { lineCount = 0 }
      code = row.code
      for piece in row.lines(after: lineCount) {
        lineCount += 1
        withTextLine(piece, number: line) { reader.read($0) }
      }
    } catch {
      reader.reject(error, line: line, text: values.map { $0 ?? "" }.joined(separator: ","))
    }
  }
  rows = reader.finish()
  if header > 0 {
    rows.findings.append(
      RowRule.preamble.finding(
        "expected a record, found \(header) line\(header == 1 ? "" : "s") of text before the first one; not read",
        at: Place(file: name, line: 1)))
  }
  return reader.records
}

/// Calls `body` with a text as a line of a file.
private func withTextLine(_ text: String, number: Int, _ body: (TextLine) -> Void) {
  var starts: [Int] = []
  var offset = 0
  for scalar in text.unicodeScalars {
    starts.append(offset)
    offset += UTF8.width(scalar)
  }
  Array(text.utf8).withUnsafeBytes { bytes in
    body(
      TextLine(number: number, bytes: bytes, columnStarts: offset == starts.count ? nil : starts + [offset]))
  }
}

/// Which column of the sheet has what is in which columns of the text.
private struct HCPCSColumns {
  /// The name of a column of the sheet, the first column of the text, and how many it has.
  private static let places: [(name: String, first: Int, width: Int)] = {
    var places = [
      (name: "HCPC", first: 1, width: 5), ("SHORT DESCRIPTION", 92, 28), ("MULT_PI", 128, 1),
      ("STATUTE", 171, 10),
      ("COV", 230, 1), ("ASC_GRP", 231, 2), ("ASC_DT", 233, 8), ("OPPS", 241, 3), ("OPPS_PI", 244, 1),
      ("OPPS_DT", 245, 8), ("PROCNOTE", 253, 4), ("BETOS", 257, 3), ("ANEST_BU", 266, 3), ("ADD DT", 269, 8),
      ("ACT EFF DT", 277, 8), ("TERM DT", 285, 8), ("ACTION CD", 293, 1),
    ]
    for (name, first, width, count) in [
      ("PRICE", 120, 2, 4), ("CIM", 129, 6, 3), ("MCM", 147, 8, 3), ("LABCERT", 181, 3, 8),
      ("XREF", 205, 5, 5),
      ("TOS", 261, 1, 5),
    ] {
      for number in 0..<count { places.append(("\(name)\(number + 1)", first + number * width, width)) }
    }
    return places
  }()

  private var positions: [String: Int] = [:]

  /// - Returns: `nil` where this is no header row.
  init?(_ header: [String?]) {
    for (position, name) in header.enumerated() {
      guard let name = name?.trimmingBlanks.uppercased(), positions[name] == nil else { continue }
      positions[name] = position
    }
    let needed = ["HCPC", "SEQNUM", "RECID", "LONG DESCRIPTION", "SHORT DESCRIPTION"]
    guard needed.allSatisfy({ positions[$0] != nil }) else { return nil }
  }

  func row(_ values: [String?]) throws(RowFault) -> HCPCSRow {
    func text(_ name: String) -> (text: String, column: Int) {
      guard let position = positions[name] else { return ("", 1) }
      return (position < values.count ? (values[position] ?? "").trimmingBlanks : "", position + 1)
    }
    let kind = text("RECID")
    guard let id = kind.text.utf8.first, kind.text.utf8.count == 1,
      let kindOfLine = HCPCSLineKind(rawValue: id)
    else {
      throw RowFault(
        RowRule.recordID, kind.column, "expected 3, 4, 7 or 8 as RECID, found '\(printable(kind.text))'")
    }
    var row = HCPCSRow(kind: kindOfLine, title: text("LONG DESCRIPTION").text)
    for (name, first, width) in Self.places {
      let (value, column) = text(name)
      guard value.unicodeScalars.count <= width else {
        throw RowFault(
          RowRule.recordField, column,
          "expected at most \(width) characters as \(name), found '\(printable(value))'")
      }
      // A modifier is at the end of the columns of the code.
      let start =
        name == "HCPC" && kindOfLine.kind == .modifier ? first + width - value.unicodeScalars.count : first
      row.put(value, at: start)
      if name == "HCPC" { row.code = value }
    }
    return row
  }
}

/// A row of the sheet, as the lines of the text.
private struct HCPCSRow {
  let kind: HCPCSLineKind
  let title: String
  var code = ""
  private var columns = [UnicodeScalar](repeating: " ", count: FixedWidthLayout.hcpcsLength)

  init(kind: HCPCSLineKind, title: String) {
    self.kind = kind
    self.title = title
  }

  var isFirst: Bool { kind.isFirst }

  mutating func put(_ value: String, at column: Int) {
    for (offset, scalar) in value.unicodeScalars.enumerated() { columns[column - 1 + offset] = scalar }
  }

  /// - Parameter count: how many lines the record has already.
  func lines(after count: Int) -> [String] {
    pieces.enumerated().map { place, piece in
      var line = self
      if place > 0 || !isFirst {
        for column in 91..<FixedWidthLayout.hcpcsLength { line.columns[column] = " " }
      }
      let number = String((count + place + 1) * 100)
      line.put(String(repeating: "0", count: max(0, 5 - number.count)) + number, at: 6)
      let next = kind == .procedure ? HCPCSLineKind.procedureContinued : .modifierContinued
      line.put(String(UnicodeScalar(place > 0 && isFirst ? next.rawValue : kind.rawValue)), at: 11)
      line.put(piece, at: 12)
      return String(String.UnicodeScalarView(line.columns))
    }
  }

  /// The title in pieces that fit the columns of the text: none ends where the reader would join it without a blank.
  private var pieces: [String] {
    let width = 80
    var pieces: [String] = []
    var rest = Array(title.unicodeScalars)[...]
    while rest.count > width {
      let place = rest.indices.prefix(width + 1).last { place in
        rest[place] == " " && place > rest.startIndex && !["-", "/", " "].contains(rest[place - 1])
          && place + 1 < rest.endIndex && rest[place + 1] != " "
      }
      guard let place else { break }
      pieces.append(String(String.UnicodeScalarView(rest[..<place])))
      rest = rest[(place + 1)...]
    }
    return pieces + [String(String.UnicodeScalarView(rest.prefix(width)))]
  }
}
