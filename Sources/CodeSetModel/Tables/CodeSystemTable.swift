extension CodeSystem: TableRow {
  public static let table = Table(
    "code_system", "A code set.",
    columns: [
      Column("system", .text, "the identifier used in every table, e.g. `icd10cm`"),
      Column("name", .text, "the code set's name"),
      Column("publisher", .text, "who publishes it"),
      Column("uri", .text, "the URI by which HL7 FHIR names it"),
    ],
    primaryKey: ["system"])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(name)
    sink.text(publisher)
    sink.text(uri)
  }
}
