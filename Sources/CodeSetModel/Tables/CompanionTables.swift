// What ingest leaves of the files that are beside a release's codes.

extension GEMRecord: StageRow {
  public static let table = Table(
    "gem", "A line of the General Equivalence Mappings, kept verbatim.",
    columns: [
      Column("source", .text, "the code that is mapped, without a dot"),
      Column("target", .text, "the code it maps to, without a dot, or a word that there is none"),
      Column("flags", .text, "five digits: approximate, no map, combination, scenario, choice list"),
      Column("line", .integer, "the line of the file, from 1"),
      Column(
        "target_system", .text, optional: true, "the code set of the target, where a declaration names it"),
      Column("file", .text, optional: true, "the file, where a declaration describes it"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(source)
    sink.text(target)
    sink.text(flags)
    sink.integer(line)
    sink.text(targetSystem)
    sink.text(file)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    source = try fields.text()
    target = try fields.text()
    flags = try fields.digits(5)
    line = try fields.integer()
    targetSystem = fields.optionalText()
    file = fields.optionalText()
  }
}

extension POAExemptRecord: StageRow {
  public static let table = Table(
    "poa_exempt",
    "A line of the list of diagnoses exempt from present-on-admission reporting, kept verbatim.",
    columns: [
      Column("order_number", .text, "the order number as printed"),
      Column("code", .text, "the code, with its dot"),
      Column("title", .text, "the long title"),
      Column("line", .integer, "the line of the file, from 1"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(orderNumber)
    sink.text(code)
    sink.text(title)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    orderNumber = try fields.text()
    code = try fields.text()
    title = try fields.text()
    line = try fields.integer()
  }
}

extension CCSRecord: StageRow {
  public static let table = Table(
    "ccs", "A line of the Clinical Classifications Software, kept verbatim.",
    columns: [
      Column("code", .text, "the code, without a dot"),
      Column("line", .integer, "the line of the file, from 1"),
    ]
      + (1...levelCount).flatMap { level in
        [
          Column("level_\(level)", .text, optional: true, "the group on level \(level)"),
          Column("level_\(level)_label", .text, optional: true, "its label"),
        ]
      })

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(code)
    sink.integer(line)
    for level in 0..<Self.levelCount {
      sink.text(level < groups.count ? groups[level].code : nil)
      sink.text(level < groups.count ? groups[level].label : nil)
    }
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    code = try fields.text()
    line = try fields.integer()
    groups = []
    for _ in 0..<Self.levelCount {
      if let code = fields.optionalText() {
        groups.append(Group(code: code, label: try fields.text()))
      } else {
        _ = fields.optionalText()
      }
    }
  }
}

extension AnnotationRecord: StageRow {
  public static let table = Table(
    "published_annotation", "A line of an organization's annotations, kept verbatim.",
    columns: [
      Column("system", .text, "the code set"),
      Column("code", .text, "the code, as written"),
      Column("topic", .text, vocabulary: Annotation.Topic.allCases.map(\.rawValue), "what it tells"),
      Column("position", .integer, "the place among those of its topic, from 1"),
      Column("text", .text, "what it says"),
      Column("source", .text, "who says so"),
      Column("line", .integer, "the line of the file, from 1"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(system)
    sink.text(code)
    sink.text(topic)
    sink.integer(position)
    sink.text(text)
    sink.text(source)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    system = try fields.text()
    code = try fields.text()
    topic = try fields.value()
    position = try fields.integer()
    text = try fields.text()
    source = try fields.text()
    line = try fields.integer()
  }
}
