extension InputFile: StageRow {
  public static let table = Table(
    "input", "A published file that a release was read from.",
    columns: [
      Column("system", .text, "the code set"),
      Column("release", .text, "the release"),
      Column(
        "role", .text, vocabulary: Role.allCases.map(\.rawValue),
        "what the file is for, as the registry says it; `layout`: the declaration of the layout"),
      Column("number", .integer, "which of the release's files of this role, from 1"),
      Column("file", .text, "the file, relative to the registry"),
      Column("member", .text, optional: true, "the path inside `file` where that is a zip"),
      Column("sha256", .text, "the SHA-256 of `file`"),
      Column("size", .integer, "the size of `file` in bytes"),
    ],
    primaryKey: ["system", "release", "role", "number"],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(release)
    sink.text(role)
    sink.integer(number)
    sink.text(file)
    sink.text(member)
    sink.text(sha256)
    sink.integer(size)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    release = try fields.text()
    role = try fields.value()
    number = try fields.count()
    file = try fields.text()
    member = fields.optionalText()
    sha256 = try fields.text()
    size = try fields.count()
  }
}
