extension Annotation: StageRow {
  public static let table = Table(
    "annotation",
    "What an organization keeps beside a code; on a header it holds for every code below.",
    columns: [
      Column("system", .text, "the code set"),
      Column("code", .text, "the code or header, undotted"),
      Column("topic", .text, vocabulary: Topic.allCases.map(\.rawValue), "what it tells"),
      Column(
        "position", .integer,
        "the place among those of its topic, from 1; of a procedure, that of its scenario"),
      Column("text", .text, "what the file says"),
      Column("source", .text, "who says so"),
      Column(
        "procedure_system", .text, optional: true,
        "the code set of the procedure with whose code the text begins"),
      Column("procedure_code", .text, optional: true, "that code, undotted"),
      Column("release", .text, "the release that the annotations came with"),
      Column("source_line", .integer, "the line of their file, from 1"),
    ],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(code)
    sink.text(topic)
    sink.integer(position)
    sink.text(text)
    sink.text(source)
    sink.text(procedure?.system)
    sink.text(procedure?.code)
    sink.text(release)
    sink.integer(sourceLine)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    code = try fields.text()
    topic = try fields.value()
    position = try fields.integer()
    text = try fields.text()
    source = try fields.text()
    let procedureSystem = fields.optionalText()
    let procedureCode = fields.optionalText()
    procedure =
      if let procedureSystem, let procedureCode {
        Procedure(system: procedureSystem, code: procedureCode)
      } else { nil }
    release = try fields.text()
    sourceLine = try fields.integer()
  }
}
