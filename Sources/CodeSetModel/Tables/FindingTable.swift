extension Finding: StageRow {
  public static let table = Table(
    "finding", "A warning or a note about a release; an error would have stopped the build.",
    columns: [
      Column("system", .text, "the code set"),
      Column("release", .text, "the release"),
      Column("number", .integer, "the finding's place among those of its release, from 1"),
    ] + Diagnostic.table.columns,
    primaryKey: ["system", "release", "number"],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(release)
    sink.integer(number)
    diagnostic.write(to: &sink)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    release = try fields.text()
    number = try fields.integer()
    diagnostic = try Diagnostic(from: &fields)
  }
}
