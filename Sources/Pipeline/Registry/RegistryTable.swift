import CSVTables
import CodeSetModel
import Files

/// The rows of a registry as they are written, before they are asked what is to be built (`Registry`) or what is to be
/// fetched (`FetchList`).
struct RegistryTable {
  let path: String
  private(set) var rows: [RegistryRow] = []
  /// What is wrong with the file as a whole.
  private(set) var fault: Diagnostic?

  /// Reads the registry.
  ///
  /// - Parameter columns: those that it must have.
  /// - Throws: `Failure` when it cannot be read.
  init(path: String, needing columns: some Sequence<String>) throws(Failure) {
    self.path = path
    let text = try readFile(path, limit: Limit.registry)
    do throws(Diagnostic) {
      let table = try CSVTable(text, file: path)
      let missing = columns.filter { !table.header.contains($0) }
      guard missing.isEmpty else {
        throw Registry.registryRule.finding(
          "expected the columns \(missing.joined(separator: ", ")), found \(table.header.joined(separator: ","))",
          at: Place(file: path, line: 1))
      }
      guard table.records.count <= Limit.registryRows else {
        throw Registry.registryRule.finding(
          "expected at most \(Limit.registryRows) rows, found \(table.records.count)",
          at: Place(file: path, line: 1))
      }
      rows = table.records.map { line, values in
        RegistryRow(header: table.header, values: values, place: Place(file: path, line: line))
      }
    } catch {
      fault = error
    }
  }
}

/// One row of the registry.
struct RegistryRow {
  /// By column; a blank field is none.
  let fields: [String: String]
  let place: Place
  private let fieldCount: Int
  private let headerCount: Int

  init(header: [String], values: [String?], place: Place) {
    var fields: [String: String] = [:]
    for (name, value) in zip(header, values) where fields[name] == nil && value != "" { fields[name] = value }
    self.fields = fields
    fieldCount = values.count
    headerCount = header.count
    self.place = place
  }

  /// Holds the row to what every use of it asks: a field for each column, and no control characters, since no name,
  /// path or address needs one, and make or a terminal would obey it.
  func check() throws(Diagnostic) {
    for (column, value) in fields.sorted(by: { $0.key < $1.key }) {
      let found = value.unicodeScalars.first {
        [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
      }
      guard let found else { continue }
      let code = String(found.value, radix: 16, uppercase: true)
      let digits = String(repeating: "0", count: max(0, 4 - code.count)) + code
      throw fault("the \(column) without control characters", "U+\(digits)")
    }
    guard fieldCount == headerCount else { throw fault("\(headerCount) fields", "\(fieldCount)") }
  }

  func required(_ column: String) throws(Diagnostic) -> String {
    guard let value = fields[column] else {
      let expected = ["effective", "until"].contains(column) ? "a date" : "a value"
      throw Registry.registryRule.finding(
        "column '\(column)': expected \(expected), found nothing", at: place)
    }
    return value
  }

  func fault(_ expected: String, _ found: String) -> Diagnostic {
    Registry.registryRule.finding("expected \(expected), found \(found)", at: place)
  }
}

/// Names for a sentence: of very many the first, and how many more there are.
func enumeration(of names: [String]) -> String {
  let shown = 100
  let more = names.count > shown ? " and \(names.count - shown) more" : ""
  return names.prefix(shown).joined(separator: ", ") + more
}

/// The folder of a registry, to which the files it names are relative.
func registryFolder(_ path: String) -> String {
  let above = folder(above: path)
  return above.isEmpty ? "." : above
}
