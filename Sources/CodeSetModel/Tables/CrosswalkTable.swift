extension Crosswalk: StageRow {
  public static let table = Table(
    "crosswalk",
    "A code beside a code of another code set, from the General Equivalence Mappings or a declared file.",
    columns: [
      Column("source_system", .text, "the code set that is mapped"),
      Column("source_code", .text, "the code that is mapped, undotted"),
      Column("target_system", .text, "the code set that it is mapped to; it need not be loaded"),
      Column(
        "target_code", .text, optional: true,
        "the code that it maps to, undotted; null: the file says that there is none"),
      Column("approximate", .boolean, "1: the two do not mean exactly the same"),
      Column("no_map", .boolean, "1: flagged as a code without counterpart"),
      Column("combination", .boolean, "1: one code of each choice list of a scenario is needed to say it"),
      Column("scenario", .integer, "which of several such combinations, from 1; 0: none"),
      Column("choice_list", .integer, "which part of the combination, from 1; 0: none"),
      Column("release", .text, "the release of the source system that the mappings came with"),
      Column("source_line", .integer, "the line of the file, from 1"),
    ],
    foreignKeys: [.init(["source_system", "release"], to: "release", ["system", "release"])])

  @inlinable
  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(sourceSystem)
    sink.text(sourceCode)
    sink.text(targetSystem)
    sink.text(targetCode)
    sink.boolean(isApproximate)
    sink.boolean(hasNoMap)
    sink.boolean(isCombination)
    sink.integer(scenario)
    sink.integer(choiceList)
    sink.text(release)
    sink.integer(sourceLine)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    sourceSystem = try fields.text()
    sourceCode = try fields.text()
    targetSystem = try fields.text()
    targetCode = fields.optionalText()
    isApproximate = try fields.boolean()
    hasNoMap = try fields.boolean()
    isCombination = try fields.boolean()
    scenario = try fields.count()
    choiceList = try fields.count()
    release = try fields.text()
    sourceLine = try fields.integer()
  }
}
