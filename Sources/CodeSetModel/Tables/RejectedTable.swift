extension Rejected: StageRow {
  public static let table = Table(
    "rejected", "An input row that was not taken over, and why: rows in = rows out + rejected.",
    columns: [
      Column("system", .text, "the code set"),
      Column("release", .text, "the release"),
      Column("role", .text, vocabulary: InputFile.Role.allCases.map(\.rawValue), "what the file is for"),
      Column("number", .integer, "which of the release's files of this role, from 1"),
      Column("file", .text, "the file, relative to the registry"),
      Column("member", .text, optional: true, "the path inside `file` where that is a zip"),
      Column("line", .integer, "the line of the file, from 1"),
      Column("rule", .text, "the rule it breaks"),
      Column("message", .text, "what was expected and what was found"),
      Column("text", .text, optional: true, "the row as read; null where it is blank"),
    ],
    primaryKey: ["system", "release", "role", "number", "line"],
    foreignKeys: [
      .init(["system", "release", "role", "number"], to: "input", ["system", "release", "role", "number"])
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(release)
    sink.text(role)
    sink.integer(number)
    sink.text(file)
    sink.text(member)
    sink.integer(line)
    sink.text(rule)
    sink.text(message)
    sink.text(text.isEmpty ? nil : text)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    release = try fields.text()
    role = try fields.value()
    number = try fields.count()
    file = try fields.text()
    member = fields.optionalText()
    line = try fields.integer()
    rule = try fields.text()
    message = try fields.text()
    text = fields.optionalText() ?? ""
  }
}
