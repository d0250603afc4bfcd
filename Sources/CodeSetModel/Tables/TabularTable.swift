extension TabularRecord: StageRow {
  public static let table = Table(
    "tabular", "A line of the tabular list, kept verbatim.",
    columns: [
      Column("owner_kind", .text, vocabulary: OwnerKind.allCases.map(\.rawValue), "whose line it is"),
      Column("owner", .text, optional: true, "a chapter's number, a block's range, or a code as printed"),
      Column("kind", .text, vocabulary: Kind.allCases.map(\.rawValue), "what the line says"),
      Column("position", .integer, "the place among the owner's lines of this kind, from 1"),
      Column("value", .text, optional: true, "the seventh character whose meaning the text is"),
      Column("text", .text, "the line, without the white space of its layout"),
      Column("line", .integer, "the line of the file, from 1"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(ownerKind)
    sink.text(owner.isEmpty ? nil : owner)
    sink.text(kind)
    sink.integer(position)
    sink.text(value)
    sink.text(text)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    ownerKind = try fields.value()
    owner = fields.optionalText() ?? ""
    kind = try fields.value()
    position = try fields.integer()
    value = fields.optionalText()
    text = try fields.text()
    line = try fields.integer()
  }
}
