import CodeSetModel

/// Reads the first sheet of a workbook (xlsx: Office Open XML, a zip of XML documents).
///
///     <row r="4253"><c r="A4253" t="s"><v>6462</v></c><c r="B4253"><v>43922</v></c></row>
///
/// The number of a row is the one that spreadsheet programs show. A value is what is stored, not what is
/// shown: a day is the number by which Excel counts days. Of merged cells the first holds the value; the
/// others are empty, like cells that are not there.
func readFirstSheet(
  of workbook: [UInt8], name: String
) throws(IngestError) -> [SheetRow] {
  try readSheet(of: workbook, name: name) { _ in true }
}

/// Reads the first sheet of a workbook that is the one that is meant, or, where none is, the first.
///
/// - Parameter isMeant: says it of the first hundred rows of a sheet.
func readSheet(
  of workbook: [UInt8], name: String, where isMeant: ([SheetRow]) -> Bool
) throws(IngestError) -> [SheetRow] {
  func read<Reader: XMLElementReader>(_ part: String, with reader: Reader) throws(IngestError) -> Reader {
    try readXML(try unpack(part, of: workbook, name: name), with: reader, name: "\(name)/\(part)")
  }
  let sheets = try read("xl/workbook.xml", with: SheetListReader())
  let parts = try read("xl/_rels/workbook.xml.rels", with: RelationshipReader())
  let sheetParts = sheets.sheets.compactMap { parts.targets[$0] }
  guard !sheetParts.isEmpty else {
    throw .unreadable("\(name): expected a workbook with a sheet, found none")
  }
  // A workbook without shared strings writes all of them in their cells.
  let strings = try parts.sharedStrings.map { (part) throws(IngestError) in
    try read(part, with: SharedStringReader()).strings
  }
  var first: [SheetRow]?
  for part in sheetParts {
    let sheet = try read(part, with: SheetReader(sharedStrings: strings ?? []))
    if let fault = sheet.fault { throw .unreadable("\(name)/\(part): \(fault)") }
    if isMeant(Array(sheet.rows.prefix(100))) { return sheet.rows }
    first = first ?? sheet.rows
  }
  return first ?? []
}

/// A row of a sheet or of a table in CSV: those of its cells that hold something.
///
/// A row may have one cell alone, in the last of 16,384 columns.
struct SheetRow {
  /// The number of the row, from 1.
  var line: Int
  /// By column, from 0.
  private(set) var cells: [Int: String] = [:]
  /// One more than the last column that the row names.
  private(set) var width = 0

  init(line: Int) {
    self.line = line
  }

  /// The row of a table in CSV.
  init(line: Int, values: [String?]) {
    self.line = line
    for (column, value) in values.enumerated() where value != nil { cells[column] = value }
    width = values.count
  }

  /// The values of all cells up to the last that the row names.
  var values: [String?] { (0..<width).map { cells[$0] } }

  subscript(column: Int) -> String? {
    get { cells[column] }
    set {
      cells[column] = newValue
      width = max(width, column + 1)
    }
  }
}

/// `xl/workbook.xml`: which sheets there are, in their order.
private struct SheetListReader: XMLElementReader {
  /// The ids of their relationships.
  private(set) var sheets: [String] = []

  mutating func begin(_ element: String, _ attributes: [String: String], line: Int) {
    guard element == "sheet" else { return }
    if let id = attributes.first(where: { $0.key == "id" || $0.key.hasSuffix(":id") }) {
      sheets.append(id.value)
    }
  }

  func text(_ text: String) {}
  func end(_ element: String) {}
}

/// `xl/_rels/workbook.xml.rels`: which parts of the zip the workbook is made of.
private struct RelationshipReader: XMLElementReader {
  /// By id, the path of each part.
  private(set) var targets: [String: String] = [:]
  private(set) var sharedStrings: String?

  mutating func begin(_ element: String, _ attributes: [String: String], line: Int) {
    guard element == "Relationship", let id = attributes["Id"], let target = attributes["Target"] else {
      return
    }
    let part = target.hasPrefix("/") ? String(target.dropFirst()) : "xl/" + target
    targets[id] = part
    if attributes["Type"]?.hasSuffix("/sharedStrings") == true { sharedStrings = part }
  }

  func text(_ text: String) {}
  func end(_ element: String) {}
}

/// `xl/sharedStrings.xml`: the texts that cells refer to by number, from 0.
///
///     <si><t xml:space="preserve">C44.1121  </t></si>
///     <si><r><t>T85.110A</t></r><r><rPr><sz val="11"/></rPr><t>, T85.111A</t></r></si>
private struct SharedStringReader: XMLElementReader {
  private(set) var strings: [String] = []
  private var string = CellText()

  mutating func begin(_ element: String, _ attributes: [String: String], line: Int) {
    if element == "si" { string = CellText() }
    string.begin(element)
  }

  mutating func text(_ text: String) { string.add(text) }

  mutating func end(_ element: String) {
    string.end(element)
    if element == "si" { strings.append(string.text) }
  }
}

/// `xl/worksheets/sheet1.xml`: the rows and their cells.
private struct SheetReader: XMLElementReader {
  let sharedStrings: [String]
  private(set) var rows: [SheetRow] = []
  /// The first thing that is wrong with the sheet.
  private(set) var fault: String?
  private var row = SheetRow(line: 0)
  /// The bytes of the row's texts, and those of all rows.
  private var rowSize = 0
  private var size = 0
  /// The column of the cell, from 0; its type; its text so far.
  private var column = -1
  private var type = ""
  private var cell = CellText()

  init(sharedStrings: [String]) {
    self.sharedStrings = sharedStrings
  }

  mutating func begin(_ element: String, _ attributes: [String: String], line: Int) {
    switch element {
    case "row":
      // Both numbers may be left out: then the row and the cell are the next.
      let number = attributes["r"].map { Int($0) ?? 0 } ?? row.line + 1
      if !(1...Limit.sheetRows).contains(number) {
        fault =
          fault
          ?? "expected the number of a row, from 1 to \(Limit.sheetRows), found '\(attributes["r"] ?? "another")'"
      }
      row = SheetRow(line: fault == nil ? number : 0)
      (column, rowSize) = (-1, 0)
    case "c":
      let reference = attributes["r"]
      column = reference.map(Self.column(of:)) ?? min(column + 1, Self.columnCount)
      type = attributes["t"] ?? "n"
      cell = CellText()
      if !(0..<Self.columnCount).contains(column) {
        fault = fault ?? "expected a cell's name like B5, found '\(reference ?? "none")'"
      }
    default: cell.begin(element)
    }
  }

  mutating func text(_ text: String) { cell.add(text) }

  mutating func end(_ element: String) {
    switch element {
    case "row" where fault == nil: endRow()
    case "c" where !cell.text.isEmpty && fault == nil: endCell()
    default: cell.end(element)
    }
  }

  private mutating func endRow() {
    guard rows.count < Limit.sheetRows else {
      fault = "expected at most \(Limit.sheetRows) rows, found more"
      return
    }
    rows.append(row)
  }

  private mutating func endCell() {
    var text = cell.text
    if type == "s" {
      guard let number = Int(text), sharedStrings.indices.contains(number) else {
        fault = "row \(row.line): expected one of \(sharedStrings.count) shared strings, found '\(text)'"
        return
      }
      text = sharedStrings[number]
    }
    // Many cells may share one long text.
    rowSize += text.utf8.count
    size += text.utf8.count
    if rowSize > Limit.line {
      fault = "row \(row.line): expected at most \(Limit.line) bytes of text, found more"
    } else if size > Limit.sheet {
      fault = "expected at most \(Limit.sheet) bytes of text, found more"
    }
    row[column] = text
  }

  /// The column of a cell, from 0: 1 of `B5`; -1 where there is none. Spreadsheets end at XFD.
  private static func column(of reference: String) -> Int {
    var column = 0
    for letter in reference.utf8.prefix(while: isCapital) where column <= columnCount {
      column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
    }
    return column <= columnCount ? column - 1 : -1
  }

  private static let columnCount = 16_384
}

/// The text of a cell: that of its value, or of its runs one after the other.
private struct CellText {
  private(set) var text = ""
  private var isInText = false
  private var isInReading = false

  mutating func begin(_ element: String) {
    switch element {
    case "t", "v": isInText = true
    // A reading aid beside the text, as in Japanese.
    case "rPh": isInReading = true
    default: break
    }
  }

  mutating func add(_ piece: String) {
    if isInText, !isInReading { text += piece }
  }

  mutating func end(_ element: String) {
    switch element {
    case "t", "v": isInText = false
    case "rPh": isInReading = false
    default: break
    }
  }
}
