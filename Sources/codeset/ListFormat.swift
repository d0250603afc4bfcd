import ArgumentParser
import CSVTables
import CodeSetModel

/// How a list is printed.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case text, csv, json
}

struct ListFormatOption: ParsableArguments {
  @Option(name: .customLong("format"), help: ArgumentHelp("text, csv or json.", valueName: "format"))
  var named = ListFormat.text

  @Flag(help: "The same as --format json.")
  var json = false

  var format: ListFormat { json ? .json : named }
}

/// Rows as CSV, with a header row.
func csv<Row: TableRow>(_ rows: [Row]) -> String {
  var writer = CSVWriter(Row.table)
  for row in rows { writer.append(row) }
  return String(decoding: writer.buffer.bytes, as: UTF8.self)
}
