import CodeSetModel
import Foundation

/// The schema of a table as `bq load` takes it: a JSON array with an object for each column.
func bigQuerySchema(of table: Table) -> String {
  struct Field: Encodable {
    var name, type, mode, description: String
  }
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  let fields = table.columns.map { column in
    let field = Field(
      name: column.name, type: bigQueryType(of: column), mode: column.isOptional ? "NULLABLE" : "REQUIRED",
      description: column.meaning)
    // Texts are always encoded.
    return (try? encoder.encode(field)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }
  return "[\n\(fields.map { "  \($0)" }.joined(separator: ",\n"))\n]\n"
}

private func bigQueryType(of column: Column) -> String {
  switch column.kind {
  case .text: "STRING"
  case .integer: "INTEGER"
  case .boolean: "BOOLEAN"
  case .date: "DATE"
  }
}
