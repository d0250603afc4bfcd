import CodeSetModel

/// Reads the tables of ICD-10-PCS as CMS publishes them in XML: a code is built of the three characters of a table and
/// one value of each of four axes of one of its rows.
struct PCSTablesReader: XMLElementReader {
  private(set) var records: [PCSTableRecord] = []
  /// What does not fit the file's own counts, or is not known.
  private(set) var faults: [(message: String, line: Int)] = []

  /// The records of the table, whose three characters are known at its first row.
  private var table: [PCSTableRecord] = []
  private var row = 0
  private var rowLine = 0
  /// How many codes the row says it has, and how many its axes make.
  private var statedCodes: Int?
  private var codes = 1
  private var axis = Axis()
  private var text = ""
  private var line = 0
  private var value = ""

  private struct Axis {
    var position = 0
    var title = ""
    var statedValues: Int?
    var values = 0
    var line = 0
  }

  private static let known: Set = [
    "ICD10PCS.tabular", "version", "title", "pcsTable", "axis", "label", "definition", "pcsRow",
  ]

  mutating func begin(_ element: String, _ attributes: [String: String], line: Int) {
    text = ""
    self.line = line
    switch element {
    case "pcsTable":
      table = []
      row = 0
    case "pcsRow":
      row += 1
      rowLine = line
      statedCodes = attributes["codes"].flatMap { Int($0) }
      codes = 1
    case "axis":
      axis = Axis(
        position: attributes["pos"].flatMap { Int($0) } ?? 0,
        statedValues: attributes["values"].flatMap { Int($0) }, line: line)
    case "label": value = attributes["code"] ?? ""
    default:
      if !Self.known.contains(element) {
        faults.append(("expected no element '\(element)', found one", line))
      }
    }
  }

  mutating func text(_ piece: String) { text += piece }

  mutating func end(_ element: String) {
    switch element {
    case "title": axis.title = wordsOnly(text)
    case "label": addLabel()
    case "definition": if !table.isEmpty { table[table.count - 1].definition = wordsOnly(text) }
    case "axis": endAxis()
    case "pcsRow":
      if let statedCodes, statedCodes != codes {
        faults.append(("expected a row of \(statedCodes) codes, as it says, found \(codes)", rowLine))
      }
    case "pcsTable": endTable()
    default: break
    }
    text = ""
  }

  private mutating func addLabel() {
    axis.values += 1
    table.append(
      PCSTableRecord(
        table: "", row: row, position: axis.position, axis: axis.title, value: value, label: wordsOnly(text),
        line: line))
  }

  private mutating func endAxis() {
    if let stated = axis.statedValues, stated != axis.values {
      faults.append(("expected an axis of \(stated) values, as it says, found \(axis.values)", axis.line))
    }
    if row > 0 { codes *= axis.values }
  }

  private mutating func endTable() {
    let name = table.prefix { $0.row == 0 }.map(\.value).joined()
    if name.utf8.count != 3 {
      faults.append(("expected a table of three characters, found '\(name)'", table.first?.line ?? line))
    }
    for position in table.indices { table[position].table = name }
    records += table
  }
}
