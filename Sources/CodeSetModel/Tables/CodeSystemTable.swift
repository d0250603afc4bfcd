extension CodeSystem: StageRow {
  public static let table = Table(
    "code_system", "A code set.",
    columns: [
      Column("system", .text, "the identifier used in every table, e.g. `icd10cm`"),
      Column("name", .text, "the code set's name"),
      Column("publisher", .text, "who publishes it"),
      Column("uri", .text, "the URI by which HL7 FHIR names it"),
      Column(
        "code_forms", .text,
        "how its codes are written, forms separated by blanks: `@` a letter, `#` a digit, `?` either, `[]` may be missing, the dot for display only"
      ),
      Column(
        "hierarchy", .text, vocabulary: CodeSystem.Hierarchy.allCases.map(\.rawValue),
        "how its codes are arranged: below the longest code they begin with, below headers that the files do not list, below the code that the file states, or side by side"
      ),
      Column(
        "publications", .text, optional: true,
        "the days of a year on which its releases come into force, each with their label, `{year}` and `{next}` for the "
          + "year and the one after it: `10-01:fy{next}`; null: not known, or the code set has ended"),
    ],
    primaryKey: ["system"])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(id)
    sink.text(name)
    sink.text(publisher)
    sink.text(uri)
    sink.text(forms.map(\.description).joined(separator: " "))
    sink.text(hierarchy.rawValue)
    sink.text(publications.isEmpty ? nil : publications.map(\.description).joined(separator: " "))
  }
  public init(from fields: inout FieldReader) throws(FieldError) {
    id = try fields.text()
    name = try fields.text()
    publisher = try fields.text()
    uri = try fields.text()
    forms = try fields.text().split(separator: " ").compactMap { CodeForm(String($0)) }
    // Checked when a release is read, and not published.
    unusedLetters = ""
    hierarchy = try fields.value()
    publications = (fields.optionalText() ?? "").split(separator: " ").compactMap { Publication($0) }
  }
}
