extension Release: StageRow {
  public static let table = Table(
    "release", "A published edition of a code set, and the file its codes came from.",
    columns: [
      Column("system", .text, "the code set, e.g. `icd10cm`"),
      Column("release", .text, "the edition's label, e.g. `fy2025`"),
      Column("effective", .date, "the first day in force"),
      Column(
        "until", .date, optional: true,
        "the first day no longer in force: as the registry states, or the day the next release begins"),
      Column("row_count", .integer, "the rows of its file: `code_count` plus the rows in `rejected`"),
      Column("code_count", .integer, "the codes and headers it prints"),
      Column("billable_count", .integer, "those that are valid for submission"),
      Column("file", .text, optional: true, "the file, relative to the registry; see `basis`"),
      Column("member", .text, optional: true, "the path inside `file` where that is a zip"),
      Column("sha256", .text, optional: true, "the SHA-256 of `file`"),
      Column("file_size", .integer, "the size of `file` in bytes"),
      Column(
        "basis", .text, vocabulary: Basis.allCases.map(\.rawValue),
        "how its codes are known: `file` lists them; or `addenda`: `file` lists those of the release after it, whose "
          + "addenda, undone, lead to as many codes as their footer counts; `unknown` is in no product"),
    ],
    primaryKey: ["system", "release"],
    foreignKeys: [.init(["system"], to: "code_system", ["system"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(label)
    sink.day(effective)
    sink.day(until)
    sink.integer(rowCount)
    sink.integer(codeCount)
    sink.integer(billableCount)
    sink.text(file.isEmpty ? nil : file)
    sink.text(member)
    sink.text(sha256.isEmpty ? nil : sha256)
    sink.integer(fileSize)
    sink.text(basis)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    label = try fields.text()
    effective = try fields.day()
    until = try fields.optionalDay()
    rowCount = try fields.integer()
    codeCount = try fields.integer()
    billableCount = try fields.integer()
    file = fields.optionalText() ?? ""
    member = fields.optionalText()
    sha256 = fields.optionalText() ?? ""
    fileSize = try fields.integer()
    basis = try fields.value()
  }
}
