extension Note: StageRow {
  public static let table = Table(
    "note",
    "What the classification itself says of a chapter, a block or a code; it holds for all codes below.",
    columns: [
      Column("id", .integer, "the note's number in this build"),
      Column("system", .text, "the code set"),
      Column("owner_kind", .text, vocabulary: OwnerKind.allCases.map(\.rawValue), "whose note it is"),
      Column("owner", .text, "the range of a chapter or block, or a code, undotted"),
      Column("valid_from", .date, "the first day on which it holds"),
      Column(
        "valid_to", .date, optional: true, "the first day on which it no longer does; null: it still does"),
      Column("kind", .text, vocabulary: Kind.allCases.map(\.rawValue), "what it says"),
      Column("position", .integer, "the place among the owner's notes of this kind, from 1"),
      Column("value", .text, optional: true, "the seventh character whose meaning the text is"),
      Column("text", .text, "what the list says"),
      Column("release", .text, "the newest release whose tabular list has it"),
      Column("source_line", .integer, "the line of that list, from 1"),
    ],
    primaryKey: ["id"],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.integer(id)
    sink.text(system)
    sink.text(ownerKind)
    sink.text(owner)
    sink.day(validFrom)
    sink.day(validTo)
    sink.text(kind)
    sink.integer(position)
    sink.text(value)
    sink.text(text)
    sink.text(release)
    sink.integer(sourceLine)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    id = try fields.integer()
    system = try fields.text()
    ownerKind = try fields.value()
    owner = try fields.text()
    validFrom = try fields.day()
    validTo = try fields.optionalDay()
    kind = try fields.value()
    position = try fields.integer()
    value = fields.optionalText()
    text = try fields.text()
    release = try fields.text()
    sourceLine = try fields.integer()
  }
}

extension NoteReference: StageRow {
  public static let table = Table(
    "note_reference", "A code, or a range of codes, that a note names.",
    columns: [
      Column("note_id", .integer, "the note"),
      Column("start", .integer, "where the code is in the text, in bytes of UTF-8"),
      Column("length", .integer, "how long it is"),
      Column("first_code", .text, "the code, undotted; of a range the first"),
      Column("last_code", .text, optional: true, "the last code of a range"),
    ],
    primaryKey: ["note_id", "start"],
    foreignKeys: [.init(["note_id"], to: "note", ["id"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.integer(note)
    sink.integer(start)
    sink.integer(length)
    sink.text(firstCode)
    sink.text(lastCode)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    note = try fields.integer()
    start = try fields.count()
    length = try fields.integer()
    firstCode = try fields.text()
    lastCode = fields.optionalText()
  }
}
