extension HCPCSRecord: StageRow {
  public static let table = Table(
    "hcpcs", "What a record of the HCPCS file says besides the titles, kept verbatim.",
    columns: [Column("code", .text, "the code or the modifier"), kindColumn] + fieldColumns + [
      Column("line", .integer, "the first line of the record, from 1"), lastLineColumn,
    ])

  static let kindColumn = Column(
    "kind", .text, vocabulary: Code.Kind.allCases.map(\.rawValue), "a code of its own, or a modifier of one")

  static let lastLineColumn = Column("last_line", .integer, "the last line of the record")

  /// The fields of the record, which both tables have.
  static let fieldColumns = [
    Column("pricing", .text, optional: true, "how Medicare part B sets the price, e.g. `38`"),
    Column("multiple_pricing", .text, optional: true, "whether it may be set in more than one way"),
    Column("coverage_issues_manual", .text, optional: true, "sections of the Coverage Issues Manual"),
    Column("carriers_manual", .text, optional: true, "sections of the Medicare Carriers Manual"),
    Column("statute", .text, optional: true, "the statute on which coverage rests"),
    Column("lab_certification", .text, optional: true, "the certification that a laboratory needs"),
    Column("cross_reference", .text, optional: true, "codes to use instead, some of them of CPT"),
    Column(
      "coverage", .text, optional: true,
      "by Medicare: `C` carrier judgment, `D` special instructions, `I` not payable, `M` not covered, `S` not "
        + "covered by statute"),
    Column("asc_group", .text, optional: true, "`YY`: approved for ambulatory surgical centers"),
    Column("asc_effective", .date, optional: true, "since when"),
    Column("mog_group", .text, optional: true, "the Medicare outpatient group"),
    Column("mog_policy", .text, optional: true, "what is paid in that group"),
    Column("mog_effective", .date, optional: true, "since when"),
    Column("processing_note", .text, optional: true, "the number of a note of the HCPCS manual"),
    Column("betos", .text, optional: true, "the Berenson-Eggers type of service, e.g. `D1F`"),
    Column("type_of_service", .text, optional: true, "the types of service, e.g. `P`"),
    Column("anesthesia_base_units", .integer, optional: true, "the base units of anesthesia"),
    Column("added", .date, optional: true, "the day on which the code was added"),
    Column("effective", .date, optional: true, "the day on which the last action took effect"),
    Column("terminated", .date, optional: true, "the last day on which the code may be used"),
    Column(
      "action", .text, optional: true,
      "the last action: `A` added, `B` administrative data and long title changed, `C` long title, "
        + "`D` discontinued, `F` administrative data, `N` none, `P` payment, `R` put in force again, "
        + "`S` short title, `T` BETOS or type of service"),
  ]

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(code)
    sink.text(kind)
    writeFields(to: &sink)
    sink.integer(line)
    sink.integer(lastLine)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    self.init(code: try fields.text(), kind: try fields.value(), line: 0, lastLine: 0)
    try readFields(from: &fields)
    line = try fields.integer()
    lastLine = try fields.integer()
  }

  fileprivate func writeFields(to sink: inout some (FieldSink & ~Copyable)) {
    sink.texts(pricing)
    sink.text(multiplePricing)
    sink.texts(coverageIssuesManual)
    sink.texts(carriersManual)
    sink.text(statute)
    sink.texts(labCertification)
    sink.texts(crossReference)
    sink.text(coverage)
    sink.text(ascGroup)
    sink.day(ascEffective)
    sink.text(mogGroup)
    sink.text(mogPolicy)
    sink.day(mogEffective)
    sink.text(processingNote)
    sink.text(betos)
    sink.texts(typeOfService)
    sink.integer(anesthesiaBaseUnits)
    sink.day(added)
    sink.day(effective)
    sink.day(terminated)
    sink.text(action)
  }

  fileprivate mutating func readFields(from fields: inout FieldReader) throws(FieldError) {
    pricing = fields.texts()
    multiplePricing = fields.optionalText()
    coverageIssuesManual = fields.texts()
    carriersManual = fields.texts()
    statute = fields.optionalText()
    labCertification = fields.texts()
    crossReference = fields.texts()
    coverage = fields.optionalText()
    ascGroup = fields.optionalText()
    ascEffective = try fields.optionalDay()
    mogGroup = fields.optionalText()
    mogPolicy = fields.optionalText()
    mogEffective = try fields.optionalDay()
    processingNote = fields.optionalText()
    betos = fields.optionalText()
    typeOfService = fields.texts()
    anesthesiaBaseUnits = try fields.optionalInteger()
    added = try fields.optionalDay()
    effective = try fields.optionalDay()
    terminated = try fields.optionalDay()
    action = fields.optionalText()
  }
}

extension HCPCSDetail: StageRow {
  public static let table = Table(
    "hcpcs_detail",
    "What a release of HCPCS says of a code besides its titles; a semicolon separates several values.",
    columns: [
      Column("system", .text, "the code set"),
      Column("release", .text, "the release"),
      Column("code", .text, "the code or the modifier"),
      HCPCSRecord.kindColumn,
    ] + HCPCSRecord.fieldColumns + [
      Column("source_line", .integer, "the first line of the record in the release's file, from 1"),
      HCPCSRecord.lastLineColumn,
    ],
    primaryKey: ["system", "release", "code"],
    foreignKeys: [.init(["system", "release"], to: "release", ["system", "release"])])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(release)
    record.write(to: &sink)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    release = try fields.text()
    record = try HCPCSRecord(from: &fields)
  }
}

extension FieldSink where Self: ~Copyable {
  /// Several values of one field; some hold a blank, `2130 A`, and none a semicolon.
  fileprivate mutating func texts(_ values: [String]) {
    text(values.isEmpty ? nil : values.joined(separator: ";"))
  }
}

extension FieldReader {
  fileprivate mutating func texts() -> [String] {
    (optionalText() ?? "").split(separator: ";").map(String.init)
  }
}
