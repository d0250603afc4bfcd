extension CodeFlag: StageRow {
  public static let table = Table(
    "code_flag", "Something that the publisher says of a code by listing it.",
    columns: [
      Column("system", .text, "the code set"),
      Column("code", .text, "the code, undotted"),
      Column("flag", .text, "what is said of it: which list has the code, or what a declared file says"),
      Column("release", .text, "the release that the list came with"),
      Column("source_line", .integer, "the line of the list, from 1"),
    ],
    primaryKey: ["system", "code", "flag", "release"],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  @inlinable
  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(code)
    sink.text(flag)
    sink.text(release)
    sink.integer(sourceLine)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    code = try fields.text()
    flag = try fields.value()
    release = try fields.text()
    sourceLine = try fields.integer()
  }
}

extension CodeGroup: StageRow {
  public static let table = Table(
    "code_group", "A group that a classification puts a code in, on one of its levels.",
    columns: [
      Column("system", .text, "the code set"),
      Column("code", .text, "the code, undotted"),
      Column("grouping", .text, "the classification"),
      Column("level", .integer, "the level, from 1, the widest"),
      Column("group_code", .text, "the group's own code: `1.1.1`"),
      Column("group_title", .text, optional: true, "the group's title"),
      Column("release", .text, "the release that the classification came with"),
      Column("source_line", .integer, "the line of its file, from 1"),
    ],
    primaryKey: ["system", "code", "grouping", "level", "group_code", "release"],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  @inlinable
  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(code)
    sink.text(grouping)
    sink.integer(level)
    sink.text(group)
    sink.text(title.isEmpty ? nil : title)
    sink.text(release)
    sink.integer(sourceLine)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    code = try fields.text()
    grouping = try fields.value()
    level = try fields.count()
    group = try fields.text()
    title = fields.optionalText() ?? ""
    release = try fields.text()
    sourceLine = try fields.integer()
  }
}
