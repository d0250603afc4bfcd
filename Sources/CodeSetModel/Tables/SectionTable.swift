extension Section: StageRow {
  public static let table = Table(
    "section",
    "A chapter or a block: what a classification prints above its categories, from `valid_from` until `valid_to`.",
    columns: [
      Column("system", .text, "the code set"),
      Column("section", .text, "the range of categories, `O00-O9A` or `O30-O48`"),
      Column("kind", .text, vocabulary: Kind.allCases.map(\.rawValue), "`chapter` or `block`"),
      Column("number", .text, optional: true, "the chapter's number; blocks have none"),
      Column("title", .text, "the published title, without the range"),
      Column("parent", .text, optional: true, "the section that holds this one; null for a chapter"),
      Column("valid_from", .date, "the first day on which it has this title and place"),
      Column(
        "valid_to", .date, optional: true, "the first day on which it no longer has; null: it still has"),
    ],
    primaryKey: ["system", "section", "valid_from"],
    foreignKeys: [.init(["system"], to: "code_system", ["system"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(section)
    sink.text(kind)
    sink.text(number)
    sink.text(title)
    sink.text(parent)
    sink.day(validFrom)
    sink.day(validTo)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    section = try fields.text()
    kind = try fields.value()
    number = fields.optionalText()
    title = try fields.text()
    parent = fields.optionalText()
    validFrom = try fields.day()
    validTo = try fields.optionalDay()
  }
}
