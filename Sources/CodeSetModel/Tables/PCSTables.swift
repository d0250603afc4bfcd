extension PCSTableRecord: StageRow {
  public static let table = Table(
    "pcs_table",
    "A value that a table of ICD-10-PCS allows in a position of its codes. A code is built of the three characters of its "
      + "table and a value of each axis of one row. From the newest tables in this build.",
    columns: [
      Column("system", .text, "the code set"),
      Column("release", .text, "the release whose tables these are"),
      Column("pcs_table", .text, "the three characters that the codes of the table begin with: `0UV`"),
      Column("table_row", .integer, "the row of the table, from 1; 0 for the three characters"),
      Column("position", .integer, "the place of the character in a code, from 1 to 7"),
      Column("axis", .text, "what the position says: `Body Part`"),
      Column("value", .text, "the character"),
      Column("label", .text, "what the character means: `Cervix`"),
      Column("definition", .text, optional: true, "the definition that the table prints of a root operation"),
      Column("source_line", .integer, "the line of the file, from 1"),
    ],
    primaryKey: ["system", "pcs_table", "table_row", "position", "value", "release"],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(release)
    sink.text(table)
    sink.integer(row)
    sink.integer(position)
    sink.text(axis)
    sink.text(value)
    sink.text(label)
    sink.text(definition)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    release = try fields.text()
    table = try fields.text()
    row = try fields.count()
    position = try fields.integer()
    axis = try fields.text()
    value = try fields.text()
    label = try fields.text()
    definition = fields.optionalText()
    line = try fields.integer()
  }
}

extension PCSDefinitionRecord: StageRow {
  public static let table = Table(
    "pcs_definition",
    "What CMS says of a value of ICD-10-PCS, root operations above all. From the newest definitions in this build.",
    columns: [
      Column("system", .text, "the code set"),
      Column("release", .text, "the release whose definitions these are"),
      Column("section", .text, "the character of the section: `0`, Medical and Surgical"),
      Column("position", .integer, "the place of the value in a code; 3 is the root operation"),
      Column("axis", .text, "what the position says: `Operation`"),
      Column("term", .text, "the value, as `label` of `pcs_table` has it: `Bypass`"),
      Column("kind", .text, vocabulary: Kind.allCases.map(\.rawValue), "what the text is"),
      Column("number", .integer, "the place among the texts of this kind, from 1"),
      Column("text", .text, "what the file says"),
      Column("source_line", .integer, "the line of the file, from 1"),
    ],
    primaryKey: ["system", "release", "section", "position", "term", "kind", "number"],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(release)
    sink.text(section)
    sink.integer(position)
    sink.text(axis)
    sink.text(term)
    sink.text(kind)
    sink.integer(number)
    sink.text(text)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    release = try fields.text()
    section = try fields.text()
    position = try fields.integer()
    axis = try fields.text()
    term = try fields.text()
    kind = try fields.value()
    number = try fields.integer()
    text = try fields.text()
    line = try fields.integer()
  }
}
