extension Change: StageRow {
  public static let table = Table(
    "change", "What a release changes in a code; the first release of a history changes nothing.",
    columns: [
      Column("system", .text, "the code set"),
      Column("release", .text, "the release that brings the change"),
      Column(
        "effective", .date,
        "the first day of the change: that of the release, or one that the conversion table or the record states"
      ),
      Column("code", .text, "the code, undotted"),
      Column("kind", .text, vocabulary: Kind.allCases.map(\.rawValue), "what changes"),
      Column(
        "old", .text, optional: true,
        "the title before (the short one for `short_retitled`, else the long one); null: a new code"),
      Column("new", .text, optional: true, "the title since, likewise; null: a retired code"),
    ],
    primaryKey: ["system", "release", "code", "kind"],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  @inlinable
  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(release)
    sink.day(effective)
    sink.text(code)
    sink.text(kind)
    sink.text(old)
    sink.text(new)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    release = try fields.text()
    effective = try fields.day()
    code = try fields.text()
    kind = try fields.value()
    old = fields.optionalText()
    new = fields.optionalText()
  }
}

extension Reconciliation: StageRow {
  public static let table = Table(
    "reconciliation", "A change between two releases beside what the publisher's addenda say of it.",
    columns: [
      Column("system", .text, "the code set"),
      Column("release", .text, "the release that the addenda come with"),
      Column(
        "baseline", .text, optional: true,
        "the release that the addenda are relative to; null: it is not loaded"),
      Column("code", .text, "the code, undotted"),
      Column(
        "action", .text, vocabulary: Action.allCases.map(\.rawValue),
        "what the addenda call it; a code that becomes a header is deleted and added"),
      Column(
        "outcome", .text, vocabulary: Outcome.allCases.map(\.rawValue),
        "whether the files and the addenda say the same"),
      Column("line", .integer, optional: true, "the line of the addenda file, from 1"),
    ],
    primaryKey: ["system", "release", "code", "action", "outcome"],
    foreignKeys: [
      .init(["system", "release"], to: "release", ["system", "release"]),
      .init(["system", "baseline"], to: "release", ["system", "release"]),
    ])

  @inlinable
  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(release)
    sink.text(baseline)
    sink.text(code)
    sink.text(action)
    sink.text(outcome)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    release = try fields.text()
    baseline = fields.optionalText()
    code = try fields.text()
    action = try fields.value()
    outcome = try fields.value()
    line = try fields.optionalInteger()
  }
}

extension Replacement: StageRow {
  public static let table = Table(
    "replacement", "A code and a code that stood for it before, from the publisher's conversion table.",
    columns: [
      Column("system", .text, "the code set"),
      Column("code", .text, "the new code, undotted"),
      Column("effective", .date, "the first day of the new code, as the conversion table states it"),
      Column(
        "previous_code", .text, optional: true,
        "the code it was assigned to before, undotted; null: the table says None"),
      Column("release", .text, "the release that the conversion table came with"),
      Column("source_line", .integer, "the line or row of the conversion table, from 1"),
    ],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  @inlinable
  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(code)
    sink.day(effective)
    sink.text(previousCode)
    sink.text(release)
    sink.integer(sourceLine)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    code = try fields.text()
    effective = try fields.day()
    previousCode = fields.optionalText()
    release = try fields.text()
    sourceLine = try fields.integer()
  }
}
