import CodeSetModel

extension PCSTableRecord: CompanionRecord {
  package static let kind = CompanionKind(layouts: ["icd10pcs-tables"], plural: "values") {
    (source, _) throws(IngestError) in
    try ingestPCSTables(source.file, of: source.release, system: source.system, folder: source.folder)
  }
}

/// Reads the tables of ICD-10-PCS (layout `icd10pcs-tables`).
///
/// - Parameter folder: the folder of the registry, to which the file is relative.
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestPCSTables(
  _ file: CompanionFile, of release: Release, system: CodeSystem, folder: String
) throws(IngestError) -> IngestedCompanion<PCSTableRecord> {
  var tables = IngestedCompanion<PCSTableRecord>(file, of: release)
  let source = try tables.open(in: folder)
  let read = try readXML(source.contents, with: PCSTablesReader(of: release), name: source.name)
  guard !read.records.isEmpty else {
    let found = source.contents.withUnsafeBytes { "\(Appearance(of: $0))" }
    throw .notAsRegistered(
      "\(source.name): expected tables of ICD-10-PCS (layout icd10pcs-tables), found none in \(found)")
  }
  for record in read.records { tables.keep(record) }
  tables.note(read.faults, read.unknown)
  return tables
}

extension IngestedCompanion {
  /// Adds what an XML file of ICD-10-PCS has that is not as expected; an element that is not known is rejected.
  mutating func note(_ faults: [(message: String, line: Int)], _ unknown: [(element: String, line: Int)]) {
    for fault in faults {
      note(RowRule.pcsElement.finding(fault.message, at: Place(file: name, line: fault.line)))
    }
    for (element, line) in unknown {
      reject(
        RowFault(RowRule.pcsElement, nil, "expected a known element, found <\(element)>"), line: line,
        text: "<\(element)>")
    }
  }
}

/// Reads the tables of ICD-10-PCS as CMS publishes them in XML: a code is built of the three characters of a table and
/// one value of each of four axes of one of its rows.
struct PCSTablesReader: XMLElementReader {
  private(set) var records: [PCSTableRecord] = []
  /// What does not fit the file's own counts.
  private(set) var faults: [(message: String, line: Int)] = []
  /// Elements that no edition before had, or had in this place, with the line they begin on.
  private(set) var unknown: [(element: String, line: Int)] = []

  private let release: Release

  /// The records of the table, whose three characters are known at its first row.
  private var table: [PCSTableRecord] = []
  private var isInTable = false
  private var row = 0
  private var rowLine = 0
  /// How many codes the row says it has, and how many its axes make.
  private var statedCodes: Int?
  private var codes = 1
  /// Whether its axes make more than can be counted.
  private var isUncountable = false
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

  init(of release: Release) {
    self.release = release
  }

  private static let known: Set = [
    "ICD10PCS.tabular", "version", "title", "pcsTable", "axis", "label", "definition", "pcsRow",
  ]

  mutating func begin(_ element: String, _ attributes: [String: String], line: Int) {
    text = ""
    self.line = line
    switch element {
    case "pcsTable":
      // One inside another ends it.
      if isInTable { endTable() }
      isInTable = true
    case "pcsRow":
      row += 1
      rowLine = line
      statedCodes = attributes["codes"].flatMap { Int($0) }
      (codes, isUncountable) = (1, false)
    case "axis":
      axis = Axis(
        position: attributes["pos"].flatMap { Int($0) } ?? 0,
        statedValues: attributes["values"].flatMap { Int($0) }, line: line)
    case "label": value = attributes["code"] ?? ""
    default:
      if !Self.known.contains(element) {
        unknown.append((element, line))
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
      if let statedCodes, statedCodes != codes || isUncountable {
        let found = isUncountable ? "more than \(Int.max)" : "\(codes)"
        faults.append(("expected a row of \(statedCodes) codes, as it says, found \(found)", rowLine))
      }
    case "pcsTable" where isInTable: endTable()
    default: break
    }
    text = ""
  }

  private mutating func addLabel() {
    guard isInTable else { return unknown.append(("label", line)) }
    axis.values += 1
    table.append(
      PCSTableRecord(
        of: release, table: "", row: row, position: axis.position, axis: axis.title, value: value,
        label: wordsOnly(text),
        line: line))
  }

  private mutating func endAxis() {
    if let stated = axis.statedValues, stated != axis.values {
      faults.append(("expected an axis of \(stated) values, as it says, found \(axis.values)", axis.line))
    }
    guard row > 0 else { return }
    let (product, overflow) = codes.multipliedReportingOverflow(by: axis.values)
    if overflow { isUncountable = true } else { codes = product }
  }

  private mutating func endTable() {
    let name = table.prefix { $0.row == 0 }.map(\.value).joined()
    if name.utf8.count != 3 {
      faults.append(("expected a table of three characters, found '\(name)'", table.first?.line ?? line))
    }
    for position in table.indices { table[position].table = name }
    records += table
    (table, row, isInTable) = ([], 0, false)
  }
}
