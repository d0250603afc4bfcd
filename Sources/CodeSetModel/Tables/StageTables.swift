// The tables that travel between stages and are not products themselves.

extension OrderRecord: StageRow {
  public static let table = Table(
    "published", "A published row, kept verbatim.",
    columns: [
      Column("order_number", .text, optional: true, "the order number as printed"),
      Column("code", .text, "the code, without a dot"),
      Column("valid_for_submission", .boolean, "1: valid for submission; 0: a header"),
      Column("short_title", .text, optional: true, "the abbreviated title, where one is printed"),
      Column("long_title", .text, "the full title"),
      Column("line", .integer, "the line of the file, from 1"),
      Column("parent", .text, optional: true, "the code above it, where the file states it"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(orderNumber.isEmpty ? nil : orderNumber)
    sink.text(code)
    sink.boolean(isValidForSubmission)
    sink.text(shortTitle.isEmpty ? nil : shortTitle)
    sink.text(longTitle)
    sink.integer(line)
    sink.text(parent)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    orderNumber = try fields.optionalNumber() ?? ""
    code = try fields.text()
    isValidForSubmission = try fields.boolean()
    shortTitle = fields.optionalText() ?? ""
    longTitle = try fields.text()
    line = try fields.integer()
    parent = fields.optionalText()
  }
}

extension AddendaRecord: StageRow {
  public static let table = Table(
    "addenda", "A row of the addenda, kept verbatim.",
    columns: [
      Column("action", .text, vocabulary: Action.allCases.map(\.rawValue), "what became of the row"),
      Column(
        "valid_for_submission", .boolean, optional: true,
        "1: valid for submission; 0: a header; null: not printed"),
      Column("code", .text, "the code, without a dot"),
      Column("short_title", .text, "the abbreviated title"),
      Column("long_title", .text, "the full title"),
      Column("line", .integer, "the line of the file, from 1"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(action)
    sink.boolean(isValidForSubmission)
    sink.text(code)
    sink.text(shortTitle)
    sink.text(longTitle)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    action = try fields.value()
    isValidForSubmission = try fields.optionalBoolean()
    code = try fields.text()
    shortTitle = try fields.text()
    longTitle = try fields.text()
    line = try fields.integer()
  }
}

extension AddendaCount: StageRow {
  public static let table = Table(
    "addenda_count", "A figure of the addenda's footer.",
    columns: [
      Column("subject", .text, vocabulary: Subject.allCases.map(\.rawValue), "what is counted"),
      Column("measure", .text, vocabulary: Measure.allCases.map(\.rawValue), "which of them"),
      Column("count", .integer, "how many"),
      Column("line", .integer, "the line of the file, from 1"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(subject)
    sink.text(measure)
    sink.integer(count)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    subject = try fields.value()
    measure = try fields.value()
    count = try fields.count()
    line = try fields.integer()
  }
}

extension ConversionRecord: StageRow {
  public static let table = Table(
    "conversion", "A row of the conversion table, kept verbatim.",
    columns: [
      Column("code", .text, "the new code, with its dot"),
      Column("effective", .text, "since when, as printed"),
      Column("previous", .text, "the codes before, as printed"),
      Column("line", .integer, "the line or row of the file, from 1"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(code)
    sink.text(effective)
    sink.text(previous)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    code = try fields.text()
    effective = try fields.text()
    previous = try fields.text()
    line = try fields.integer()
  }
}

extension Diagnostic: StageRow {
  public static let table = Table(
    "findings", "What a stage had to say about a release.",
    columns: [
      Column(
        "severity", .text, vocabulary: Severity.allCases.map(\.rawValue), "`error`, `warning` or `note`"),
      Column("rule", .text, "the rule's id"),
      Column("message", .text, "what was expected and what was found"),
      Column("file", .text, optional: true, "the published file"),
      Column("line", .integer, optional: true, "its line, from 1"),
      Column("column", .integer, optional: true, "the publisher's column, from 1"),
      Column("code", .text, optional: true, "the code it is about"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(severity)
    sink.text(rule)
    sink.text(message)
    sink.text(place?.file)
    sink.integer(place?.line)
    sink.integer(place?.column)
    sink.text(code)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    severity = try fields.value()
    rule = try fields.text()
    message = try fields.text()
    let file = fields.optionalText()
    let line = try fields.optionalInteger()
    let column = try fields.optionalInteger()
    if let file, let line {
      place = Place(file: file, line: line, column: column)
    }
    code = fields.optionalText()
  }
}
