extension IndexTerm: StageRow {
  public static let table = Table(
    "index_term",
    "An entry of the classification's alphabetic index or of one of its tables, with a code that it leads to.",
    columns: [
      Column("id", .integer, "the entry's number in this build"),
      Column("system", .text, "the code set"),
      Column("index", .text, vocabulary: Index.allCases.map(\.rawValue), "which index or table it is of"),
      Column("parent_id", .integer, optional: true, "the entry above it; null: a main term"),
      Column("depth", .integer, "how far below its main term it is; 0: a main term"),
      Column("term", .text, optional: true, "its words; null: those of the entry above it"),
      Column(
        "modifiers", .text, optional: true,
        "words that may be there or not, in parentheses: `(acute) (chronic)`"),
      Column(
        "column", .text, optional: true,
        "the column of the table of neoplasms or of drugs; `manifestation`: of a second code"),
      Column(
        "code", .text, optional: true, "the code that it leads to, undotted, or what such codes begin with"),
      Column("is_open", .boolean, "1: more characters are needed"),
      Column("see", .text, optional: true, "the term to look under instead"),
      Column("see_also", .text, optional: true, "the term to look under, too"),
      Column("release", .text, "the newest release that comes with this index"),
      Column("source_line", .integer, "the line of its file, from 1"),
    ],
    primaryKey: ["id"],
    foreignKeys: [
      .init(["system", "release"], to: "release", ["system", "release"]),
      .init(["parent_id"], to: "index_term", ["id"]),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.integer(id)
    sink.text(system)
    sink.text(index)
    sink.integer(parent)
    sink.integer(depth)
    sink.text(term.isEmpty ? nil : term)
    sink.text(modifiers)
    sink.text(column)
    sink.text(code)
    sink.boolean(isOpen)
    sink.text(see)
    sink.text(seeAlso)
    sink.text(release)
    sink.integer(sourceLine)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    id = try fields.integer()
    system = try fields.text()
    index = try fields.value()
    parent = try fields.optionalInteger()
    depth = try fields.count()
    term = fields.optionalText() ?? ""
    modifiers = fields.optionalText()
    column = fields.optionalText()
    code = fields.optionalText()
    isOpen = try fields.boolean()
    see = fields.optionalText()
    seeAlso = fields.optionalText()
    release = try fields.text()
    sourceLine = try fields.integer()
  }
}
