extension Family: StageRow {
  public static let table = Table(
    "family", "Codes of one release whose titles are the same but for the axis phrases.",
    columns: [
      Column("family", .text, "the first member's code, which names the family: `O3430`"),
      Column("system", .text, "the code set"),
      Column("stem", .text, "the common title without its axis phrases"),
      Column(
        "axes", .text,
        "the axes on which the members differ, separated by blanks; with a role: `trimester:labor`"),
    ],
    primaryKey: ["system", "family"], foreignKeys: [.init(["system"], to: "code_system", ["system"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(family)
    sink.text(system)
    sink.text(stem)
    sink.text(axes.map(\.description).joined(separator: " "))
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    family = try fields.text()
    system = try fields.text()
    stem = try fields.text()
    axes = []
    for name in try fields.text().split(separator: " ") {
      guard let axis = FamilyAxis(String(name)) else {
        throw FieldError(column: "axes", expected: "names of axes", found: "'\(name)'")
      }
      axes.append(axis)
    }
  }
}

extension FamilyAxis: CustomStringConvertible {
  /// `trimester`, or with a role `trimester:labor`.
  public var description: String { role.isEmpty ? axis.rawValue : "\(axis.rawValue):\(role)" }

  /// The axis that a description names.
  public init?(_ description: String) {
    let parts = description.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard let axis = Axis(rawValue: String(parts[0])), parts.last?.isEmpty == false else { return nil }
    self.init(axis: axis, role: parts.count > 1 ? String(parts[1]) : "")
  }
}
