extension Synonym: StageRow {
  public static let table = Table(
    "synonym",
    "Words that an organization uses, and those of the classification for them. Of the newest release that came with some.",
    columns: [
      Column(
        "system", .text, "the code set that the file is registered with; the search asks all with its words"),
      Column("words", .text, "what people type"),
      Column("meaning", .text, "what the classification calls it"),
      Column("source", .text, "who says so"),
      Column("release", .text, "the release that the synonyms came with"),
      Column("source_line", .integer, "the line of their file, from 1"),
    ],
    primaryKey: ["system", "words", "meaning"],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(words)
    sink.text(meaning)
    sink.text(source)
    sink.text(release)
    sink.integer(sourceLine)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    words = try fields.text()
    meaning = try fields.text()
    source = try fields.text()
    release = try fields.text()
    sourceLine = try fields.integer()
  }
}
