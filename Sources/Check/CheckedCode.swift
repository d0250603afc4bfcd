import CodeSetModel

/// A code of a table with its judgement, as a row of its own.
package struct CheckedCode: TableRow {
  /// The line of the input on which its record begins, from 1.
  package var line: Int
  package var column: String
  package var written: String
  package var day: String
  package var status: CodeStatus
  package var system: String?
  package var displayCode: String?
  package var title: String?
  package var advice: String?

  package static let table = Table(
    "checked_code", "A code of a table, judged by its day.",
    columns: [
      Column("line", .integer, "the line of the input, from 1"),
      Column("column", .text, "the column of the code"),
      Column("written", .text, "the code as it is written there"),
      Column("day", .text, "the day as it is written there"),
      Column("status", .text, vocabulary: CodeStatus.allCases.map(\.rawValue), "how it is with the code"),
      Column("system", .text, optional: true, "the code set"),
      Column("display_code", .text, optional: true, "the code as it should be written"),
      Column("title", .text, optional: true, "its title on the day"),
      Column("advice", .text, optional: true, "what to do about it"),
    ])

  package func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.integer(line)
    sink.text(column)
    sink.text(written)
    sink.text(day)
    sink.text(status.rawValue)
    sink.text(system)
    sink.text(displayCode)
    sink.text(title)
    sink.text(advice)
  }
}
