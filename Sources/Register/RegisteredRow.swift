import CodeSetModel
import Ingest

/// A row of the registry that `register` writes, and what each value rests on.
package struct NewRow: Equatable {
  package var system: String
  package var release: String
  package var effective: String
  package var until: String?
  package var role: String
  package var layout: String
  package var file: String
  package var member: String?
  package var sha256: String
  package var url: String?
  /// For people.
  package var basis: String

  /// The columns of the registry.
  package static let header = "system,release,effective,until,role,layout,file,member,sha256,url"

  package var line: String {
    [system, release, effective, until ?? "", role, layout, file, member ?? "", sha256, url ?? ""].map(quoted)
      .joined(separator: ",")
  }

  /// The file for people: `FILE`, or `FILE.zip/MEMBER`.
  package var place: String { member.map { "\(file)/\($0)" } ?? file }

  /// The layout of a file without headers.
  static let billableCodes = Layout.cmsCodes.name

  /// Whether it is a list of billable codes of the same release as an order file.
  func isList(ofReleaseOf other: NewRow) -> Bool {
    layout == Self.billableCodes && other.layout != layout && system == other.system
      && release == other.release
  }

  /// The order of the rows: by code set, day, role and layout.
  func comes(before other: NewRow) -> Bool { key.lexicographicallyPrecedes(other.key) }

  private var key: [String] {
    let systems = CodeSystem.all.map(\.id)
    let roles = ["codes", "short-titles", "addenda", "conversion", "tabular", "index"]
    func number(_ place: Int?) -> String { "\(100 + (place ?? 99))" }
    return [
      number(systems.firstIndex(of: system)), effective, number(roles.firstIndex(of: role)), role, layout,
      file,
      member ?? "",
    ]
  }
}

private func quoted(_ value: String) -> String {
  value.contains { $0 == "," || $0 == "\"" || $0.isNewline }
    ? "\"\(value.replacing("\"", with: "\"\""))\"" : value
}
