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
/// With the format `fixed-width`, a column is `[first, last]`, from 1 and inclusive; `[first]` goes to the end of the
/// line. A code set that the program knows is named by `system` alone.
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
    try root.expectKeys(among: Self.ofCodeSet + DeclaredTable.keys + ["billable"])
    let columns = root["columns"]
    try columns.expectKeys(among: Self.fields)
    system = try Self.system(root)
    let billable = try Self.billable(root["billable"], hasColumn: columns["billable"].exists)
    if billable == .leaves, !system.hierarchy.hasParents {
      throw root["billable"].fault(
        "expected the hierarchy prefix or stated, since the leaves are billable, found '\(system.hierarchy.rawValue)'"
      )
    }
    guard columns["parent"].exists == (system.hierarchy == .stated) else {
      throw columns["parent"].fault(
        "expected a column parent exactly where the hierarchy is stated, found '\(system.hierarchy.rawValue)'"
      )
    }
    let table = try DeclaredTable(
      root, fields: Self.fields.map { ($0, columns[$0], $0 == "code" || $0 == "long_title") })
    layout = Layout(name: name, format: .declared(table), billable: billable)
    // Of a known code set that is listed without its headers, these are not known.
    if CodeSystem(id: system.id) != nil, billable == .all, system.hierarchy == .prefix {
      system.hierarchy = .notListed
    }
  }

  /// What says which code set it is, and what its codes look like.
  private static let ofCodeSet = [
    "system", "name", "publisher", "uri", "codes", "unused_letters", "hierarchy",
  ]
  /// The fields that may have a column.
  private static let fields = ["code", "billable", "short_title", "long_title", "order", "parent"]

  /// The code set: one that the program knows, or one of which the rest says everything.
  private static func system(_ root: JSONValue) throws(Diagnostic) -> CodeSystem {
    let id = try root["system"].identifier()
    if let known = CodeSystem(id: id) {
      if let other = ofCodeSet.dropFirst().first(where: { root[$0].exists }) {
        throw root[other].fault("expected nothing, since \(id) is a code set that is known, found a value")
      }
      return known
    }
    return CodeSystem(
      id: id, name: try root["name"].text(), publisher: try root["publisher"].text(),
      uri: try root["uri"].uri(),
      forms: try forms(root["codes"]),
      unusedLetters: try root["unused_letters"].optional { value throws(Diagnostic) in try value.text() }
        ?? "",
      hierarchy: try root["hierarchy"].choice(CodeSystem.Hierarchy.self))
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
      try value[key].list { value throws(Diagnostic) in try value.word() }
    }
    let (yes, no) = (try texts("yes"), try texts("no"))
    guard !yes.isEmpty else { throw value["yes"].fault("expected a value that means yes, found none") }
    if let both = yes.first(where: no.contains) {
      throw value.fault("expected a value to mean yes or no, found '\(both)' in both")
    }
    return .flag(yes: yes, no: no)
  }
}
