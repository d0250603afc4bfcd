/// One line of a file of short titles, beside the one with the long titles.
///
///     64973 Cervical shortening-ante
public struct ShortTitleRecord: Hashable, Sendable {
  /// The code, without a dot.
  public var code: String
  /// The abbreviated title.
  public var title: String
  /// The line of the file, from 1.
  public var line: Int

  package init(code: String, title: String, line: Int) {
    self.code = code
    self.title = title
    self.line = line
  }
}

extension ShortTitleRecord: StageRow {
  public static let table = Table(
    "published_short_title", "A line of a file of short titles, kept verbatim.",
    columns: [
      Column("code", .text, "the code, without a dot"),
      Column("title", .text, "the abbreviated title"),
      Column("line", .integer, "the line of the file, from 1"),
    ])

  public func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(code)
    sink.text(title)
    sink.integer(line)
  }

  public init(from fields: inout FieldReader) throws(FieldError) {
    code = try fields.text()
    title = try fields.text()
    line = try fields.integer()
  }
}
