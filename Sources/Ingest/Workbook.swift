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

/// A row of a sheet: its number, and the values of its cells.
typealias SheetRow = (line: Int, values: [String?])

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
  private(set) var rows: [(line: Int, values: [String?])] = []
  /// The first thing that is wrong with the sheet.
  private(set) var fault: String?
  private var row = 0
  private var values: [String?] = []
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
      row = attributes["r"].map { Int($0) ?? -1 } ?? row + 1
      values = []
      column = -1
      if row < 1 { fault = fault ?? "expected the number of a row, found '\(attributes["r"] ?? "")'" }
    case "c":
      let reference = attributes["r"]
      column = reference.map(Self.column(of:)) ?? column + 1
      type = attributes["t"] ?? "n"
      cell = CellText()
      if column < 0 { fault = fault ?? "expected a cell's name like B5, found '\(reference ?? "")'" }
    default: cell.begin(element)
    }
  }

  mutating func text(_ text: String) { cell.add(text) }

  mutating func end(_ element: String) {
    switch element {
    case "row": rows.append((row, values))
    case "c" where !cell.text.isEmpty && column >= 0: endCell()
    default: cell.end(element)
    }
  }

  private mutating func endCell() {
    var text = cell.text
    if type == "s" {
      guard let number = Int(text), sharedStrings.indices.contains(number) else {
        fault = fault ?? "row \(row): expected one of \(sharedStrings.count) shared strings, found '\(text)'"
        return
      }
      text = sharedStrings[number]
    }
    while values.count <= column { values.append(nil) }
    values[column] = text
  }

  /// The column of a cell, from 0: 1 of `B5`; -1 where there is none. Spreadsheets end at XFD.
  private static func column(of reference: String) -> Int {
    var column = 0
    for letter in reference.utf8.prefix(while: isCapital) where column <= 16_384 {
      column = column * 26 + Int(letter - UInt8(ascii: "A")) + 1
    }
    return column <= 16_384 ? column - 1 : -1
  }
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
