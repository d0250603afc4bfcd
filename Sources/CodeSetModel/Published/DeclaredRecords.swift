/// A group that a row of a declared file puts a code in; a row may say several.
///
///     'A150','1',"Tuberculosis of lung","Tuberculosis",'1',"Infectious and parasitic diseases",'1.1',"Bacterial infection"
public struct DeclaredGroupRecord: Hashable, Sendable {
  /// The code, undotted.
  public var code: String
  /// The classification, as the declaration or the row names it.
  public var grouping: String
  /// From 1, the widest.
  public var level: Int
  public var group: String
  /// Empty where the file has none.
  public var title: String
  /// The file for people: a release may have several.
  public var file: String
  /// The line of the file, from 1.
  public var line: Int

  package init(
    code: String, grouping: String, level: Int, group: String, title: String, file: String, line: Int
  ) {
    self.code = code
    self.grouping = grouping
    self.level = level
    self.group = group
    self.title = title
    self.file = file
    self.line = line
  }
}

/// A flag that a row of a declared file gives a code.
///
///     'A0221',"Salmonella meningitis",1
public struct DeclaredFlagRecord: Hashable, Sendable {
  /// The code, undotted.
  public var code: String
  public var flag: String
  /// The file for people: a release may have several.
  public var file: String
  /// The line of the file, from 1.
  public var line: Int

  package init(code: String, flag: String, file: String, line: Int) {
    self.code = code
    self.flag = flag
    self.file = file
    self.line = line
  }
}

extension DeclaredGroupRecord: StageRow {
  public static let table = Table(
    "declared_group", "A group that a row of a declared file puts a code in.",
    columns: [
      Column("code", .text, "the code, without a dot"),
      Column("grouping", .text, "the classification"),
      Column("level", .integer, "the level, from 1, the widest"),
      Column("group_code", .text, "the group's own code"),
      Column("group_title", .text, optional: true, "the group's title"),
      Column("file", .text, "the file"),
      Column("line", .integer, "the line of the file, from 1"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(code)
    sink.text(grouping)
    sink.integer(level)
    sink.text(group)
    sink.text(title.isEmpty ? nil : title)
    sink.text(file)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    code = try fields.text()
    grouping = try fields.text()
    level = try fields.count()
    group = try fields.text()
    title = fields.optionalText() ?? ""
    file = try fields.text()
    line = try fields.integer()
  }
}

extension DeclaredFlagRecord: StageRow {
  public static let table = Table(
    "declared_flag", "A flag that a row of a declared file gives a code.",
    columns: [
      Column("code", .text, "the code, without a dot"),
      Column("flag", .text, "the flag"),
      Column("file", .text, "the file"),
      Column("line", .integer, "the line of the file, from 1"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(code)
    sink.text(flag)
    sink.text(file)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    code = try fields.text()
    flag = try fields.text()
    file = try fields.text()
    line = try fields.integer()
  }
}
