import CodeSetModel
import Foundation

/// A code set and the layout of its files, as a JSON file describes them.
///
///     {
///       "system": "clinic",
///       "name": "Riverside Clinic charges",
///       "publisher": "Riverside Clinic",
///       "uri": "https://riverside.example/charges",
///       "codes": ["LAB-###", "@###[.#]"],
///       "hierarchy": "none",
///       "format": "csv",
///       "columns": {"code": "Charge", "long_title": "Description", "billable": "Active"},
///       "billable": {"yes": ["Y"], "no": ["N"]}
///     }
///
/// With the format `fixed-width`, a column is `[first, last]`, from 1 and inclusive; the last one may be
/// `[first]` and goes to the end of the line.
package struct Declaration: Hashable, Sendable {
  package var system: CodeSystem
  package var layout: Layout

  /// Reads a declaration.
  ///
  /// - Parameters:
  ///   - name: the layout's name: the path that the registry gives.
  ///   - file: the file's name in findings.
  /// - Throws: the finding that says what is wrong, with the path inside the JSON.
  package init(_ contents: [UInt8], name: String, file: String) throws(Diagnostic) {
    let root = try JSONValue(parsing: contents, file: file)
    try root.expectKeys(
      among: [
        "system", "name", "publisher", "uri", "codes", "unused_letters", "hierarchy", "format", "columns",
        "delimiter", "billable",
      ])
    system = CodeSystem(
      id: try root["system"].identifier(), name: try root["name"].text(),
      publisher: try root["publisher"].text(), uri: try root["uri"].uri(),
      forms: try Self.forms(root["codes"]),
      unusedLetters: try root["unused_letters"].optional { value throws(Diagnostic) in try value.text() }
        ?? "",
      hierarchy: try root["hierarchy"].choice(CodeSystem.Hierarchy.self))
    let columns = root["columns"]
    try columns.expectKeys(among: Field.declared.map(\.key))
    let billable = try Self.billable(root["billable"], hasColumn: columns["billable"].exists)
    if billable == .leaves, system.hierarchy != .prefix {
      throw root["billable"].fault(
        "expected the hierarchy prefix, since the leaves are billable, found '\(system.hierarchy.rawValue)'")
    }
    layout = Layout(
      name: name, format: try Self.format(root, columns, name: name), billable: billable)
  }

  private static func forms(_ value: JSONValue) throws(Diagnostic) -> [CodeForm] {
    let forms = try value.list { value throws(Diagnostic) in
      guard let form = CodeForm(try value.text()) else {
        throw value.fault(
          "expected a form of codes such as LAB-### (@ a letter, # a digit, ? either, [ ] what may be missing at the "
            + "end), found '\(try value.text())'")
      }
      return form
    }
    guard !forms.isEmpty else { throw value.fault("expected a form of codes, found none") }
    return forms
  }

  private static func billable(
    _ value: JSONValue, hasColumn: Bool
  ) throws(Diagnostic) -> Layout.Billable {
    guard value.isObject else {
      let rule = try value.choice(among: ["all", "leaves"])
      guard !hasColumn else {
        throw value.fault("expected the values of the column billable, yes and no, found '\(rule)'")
      }
      return rule == "all" ? .all : .leaves
    }
    try value.expectKeys(among: ["yes", "no"])
    guard hasColumn else {
      throw value.fault("expected a column billable among the columns, since it has values, found none")
    }
    func texts(_ key: String) throws(Diagnostic) -> [String] {
      try value[key].list { value throws(Diagnostic) in try value.text() }
    }
    let (yes, no) = (try texts("yes"), try texts("no"))
    guard !yes.isEmpty else { throw value["yes"].fault("expected a value that means yes, found none") }
    if let both = yes.first(where: no.contains) {
      throw value.fault("expected a value to mean yes or no, found '\(both)' in both")
    }
    return .flag(yes: yes, no: no)
  }

  private static func format(
    _ root: JSONValue, _ columns: JSONValue, name: String
  ) throws(Diagnostic) -> Layout.Format {
    for (field, key) in Field.declared where field == .code || field == .longTitle {
      guard columns[key].exists else { throw columns.fault("expected a column \(key), found none") }
    }
    switch try root["format"].choice(among: ["csv", "fixed-width"]) {
    case "csv": return .csv(try csv(columns, delimiter: root["delimiter"]))
    default:
      guard !root["delimiter"].exists else {
        throw root["delimiter"].fault("expected no delimiter between columns of fixed width, found one")
      }
      return .fixedWidth(try fixedWidth(columns, name: name))
    }
  }

  private static func csv(_ columns: JSONValue, delimiter: JSONValue) throws(Diagnostic) -> CSVLayout {
    var layout = CSVLayout(columns: [:])
    for (field, key) in Field.declared where columns[key].exists {
      let name = try columns[key].text().lowercased()
      if let other = Field.declared.first(where: { layout.columns[$0.field] == [name] }) {
        throw columns[key].fault("expected a column of its own, found '\(name)', which is \(other.key)")
      }
      layout.columns[field] = [name]
    }
    layout.delimiter =
      try delimiter.optional { value throws(Diagnostic) in
        let text = try value.text()
        guard let byte = text.utf8.first, text.utf8.count == 1, Self.separates(byte) else {
          throw value.fault("expected one character between two fields, found '\(text)'")
        }
        return byte
      } ?? UInt8(ascii: ",")
    return layout
  }

  /// Whether a byte can stand between two fields: a tab, or a sign that is no quote.
  private static func separates(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "\t")
      || byte > UInt8(ascii: " ") && byte < 0x7F && byte != UInt8(ascii: "\"") && !isDigit(byte)
        && !isCapital(byte & 0xDF)
  }

  private static func fixedWidth(_ columns: JSONValue, name: String) throws(Diagnostic) -> FixedWidthLayout {
    var spans: [(field: Field, key: String, first: Int, last: Int?)] = []
    for (field, key) in Field.declared where columns[key].exists {
      let numbers = try columns[key].list { value throws(Diagnostic) in try value.columnNumber() }
      guard (1...2).contains(numbers.count), numbers[0] <= numbers[numbers.count - 1] else {
        throw columns[key].fault("expected the first and the last column, found \(numbers)")
      }
      spans.append((field, key, numbers[0], numbers.count == 2 ? numbers[1] : nil))
    }
    spans.sort { $0.first < $1.first }
    for (span, next) in zip(spans, spans.dropFirst()) {
      guard let last = span.last else {
        throw columns[span.key].fault(
          "expected the first and the last column, since \(next.key) begins after it in \(next.first), found the first "
            + "alone")
      }
      guard last < next.first else {
        throw columns[next.key].fault(
          "expected columns after those of \(span.key), which end in \(last), found \(next.first)")
      }
    }
    guard let last = spans.popLast() else { preconditionFailure("a declaration has no columns") }
    return FixedWidthLayout(
      name: name, columns: spans.map { ($0.field, $0.first...($0.last ?? $0.first)) },
      last: (last.field, last.first), end: last.last)
  }
}

extension Field {
  /// The fields that a declaration may have, by the names of the published columns.
  fileprivate static let declared: [(field: Field, key: String)] = [
    (.code, "code"), (.flag, "billable"), (.shortTitle, "short_title"), (.longTitle, "long_title"),
    (.orderNumber, "order"),
  ]
}
