extension CodeRow: StageRow {
  public static let table = Table(
    "code", "A code or a header, in force from `valid_from` until `valid_to`.",
    columns: [
      Column("id", .integer, "the row's number in this build"),
      Column("system", .text, "the code set, e.g. `icd10cm`"),
      Column("code", .text, "the code without its dot: `O3432`"),
      Column("display_code", .text, "the code as people write it: `O34.32`"),
      Column("valid_from", .date, "the first day in force"),
      Column("valid_to", .date, optional: true, "the first day no longer in force; null: still valid"),
      Column("ordinal", .integer, "the order number in the newest release that prints this row"),
      Column("parent", .text, optional: true, "the longest other code that this one begins with"),
      Column("depth", .integer, "how many codes are above this one; a category has 0"),
      Column("section", .text, optional: true, "the innermost block or chapter"),
      HCPCSRecord.kindColumn,
      Column("billable", .boolean, "1: valid for submission; 0: a header or a modifier"),
      Column("short_title", .text, optional: true, "the publisher's abbreviated title, where there is one"),
      Column("long_title", .text, "the publisher's full title"),
      Column(
        "tabular_title", .text, optional: true,
        "the title of the tabular list, where it is spelled with other accents"),
    ] + AxisValues.columns + [
      Column("family", .text, optional: true, "the family of codes that differ in their axes alone"),
      Column("release", .text, "the release that introduced this row"),
      Column(
        "source_line", .integer,
        "the line of that release's file, from 1; where no file holds the release, the code's place in it"),
      Column(
        "valid_from_basis", .text, vocabulary: ValidityBasis.allCases.map(\.rawValue),
        "what `valid_from` rests on; `after_gap`: the release before is in `release_gap`, and may have had the code"
      ),
    ],
    primaryKey: ["id"],
    foreignKeys: [
      .init(["system", "release"], to: "release", ["system", "release"]),
      .init(["system", "family"], to: "family", ["system", "family"]),
    ])

  @inlinable
  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.integer(id)
    sink.text(content.system)
    sink.text(content.code)
    sink.text(content.displayCode)
    sink.day(validFrom)
    sink.day(validTo)
    sink.integer(ordinal)
    sink.text(content.parent)
    sink.integer(content.depth)
    sink.text(content.section)
    sink.text(content.kind)
    sink.boolean(content.isBillable)
    sink.text(content.shortTitle.isEmpty ? nil : content.shortTitle)
    sink.text(content.longTitle)
    sink.text(tabularTitle)
    content.axes.write(to: &sink)
    sink.text(content.family)
    sink.text(release)
    sink.integer(sourceLine)
    sink.text(validFromBasis)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    id = try fields.integer()
    content = Code(
      system: try fields.text(), code: try fields.text(), displayCode: try fields.text(), parent: nil,
      depth: 0, section: nil, isBillable: false, shortTitle: "", longTitle: "")
    validFrom = try fields.day()
    validTo = try fields.optionalDay()
    ordinal = try fields.integer()
    content.parent = fields.optionalText()
    content.depth = try fields.integer()
    content.section = fields.optionalText()
    content.kind = try fields.value()
    content.isBillable = try fields.boolean()
    content.shortTitle = fields.optionalText() ?? ""
    content.longTitle = try fields.text()
    tabularTitle = fields.optionalText()
    content.axes = try AxisValues(from: &fields)
    content.family = fields.optionalText()
    release = try fields.text()
    sourceLine = try fields.integer()
    validFromBasis = try fields.value()
  }
}
