extension AxisMention: StageRow {
  public static let table = Table(
    "axis_mention", "A place in a long title that carries a value of an axis.",
    columns: [
      Column("code_id", .integer, "the code, by its `id`"),
      Column("axis", .text, vocabulary: Axis.allCases.map(\.rawValue), "the axis"),
      Column("value", .text, "the value, of the axis's own vocabulary"),
      Column(
        "role", .text, optional: true,
        "what the value is said of where a title says it of two things, e.g. `labor` and `delivery`"),
      Column(
        "basis", .text, vocabulary: Basis.allCases.map(\.rawValue),
        "whether the title says it, sibling titles show it, or the classification defines it"),
      Column("start", .integer, "where the words begin in `long_title`, in bytes from 0"),
      Column("length", .integer, "how many bytes they have"),
    ],
    primaryKey: ["code_id", "start", "axis"],
    foreignKeys: [.init(["code_id"], to: "code", ["id"])])

  @inlinable
  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.integer(code + 1)
    sink.text(axis)
    sink.text(value)
    sink.text(role.isEmpty ? nil : role)
    sink.text(basis)
    sink.integer(start)
    sink.integer(length)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    code = try fields.position()
    axis = try fields.value()
    value = try fields.text(in: axis.vocabulary)
    role = fields.optionalText() ?? ""
    basis = try fields.value()
    start = try fields.count()
    length = try fields.count()
  }

  public static var refersToPositions: Bool { true }
  public var positions: [Int] { [code] }
  public mutating func movePositions(by count: Int) { code += count }
}
