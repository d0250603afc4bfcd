extension ReleaseGap: StageRow {
  public static let table = Table(
    "release_gap",
    "A release that was in force and whose codes are not known: no file holds them, no addenda prove them.",
    columns: [
      Column("system", .text, "the code set"),
      Column("release", .text, "the edition's label, e.g. `fy2021`"),
      Column("effective", .date, "the first day in force"),
      Column("until", .date, optional: true, "the first day no longer in force"),
    ],
    primaryKey: ["system", "release"],
    foreignKeys: [.init(["system"], to: "code_system", ["system"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(label)
    sink.day(effective)
    sink.day(until)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    label = try fields.text()
    effective = try fields.day()
    until = try fields.optionalDay()
  }
}
