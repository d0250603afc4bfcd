extension Pivot: StageRow {
  public static let table = Table(
    "pivot", "A step from a code to one that differs from it on one axis alone.",
    columns: [
      Column("code_id", .integer, "the code, by its `id`"),
      Column("axis", .text, vocabulary: Axis.allCases.map(\.rawValue), "the axis"),
      Column("role", .text, optional: true, "what the axis is said of, as in `axis_mention`"),
      Column("value", .text, "the value that the other code has"),
      Column("target_id", .integer, "the other code, by its `id`"),
    ],
    primaryKey: ["code_id", "axis", "value", "target_id"],
    foreignKeys: [.init(["code_id"], to: "code", ["id"]), .init(["target_id"], to: "code", ["id"])])

  @inlinable
  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.integer(code + 1)
    sink.text(axis)
    sink.text(role.isEmpty ? nil : role)
    sink.text(value)
    sink.integer(target + 1)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    code = try fields.position()
    axis = try fields.value()
    role = fields.optionalText() ?? ""
    value = try fields.text(in: axis.vocabulary)
    target = try fields.position()
  }

  public static var refersToPositions: Bool { true }
  public var positions: [Int] { [code, target] }
  public mutating func movePositions(by count: Int) {
    code += count
    target += count
  }
}
