import CodeSetModel
import Foundation

/// `datapackage.json`: each file and each column, as the Frictionless Data Package standard describes tables
/// (https://specs.frictionlessdata.io/tabular-data-package/).
func dataPackage(of tables: [Table]) throws -> [UInt8] {
  let package = DataPackage(
    profile: "tabular-data-package", name: "codeset",
    resources: tables.map { table in
      DataPackage.Resource(
        profile: "tabular-data-resource", name: table.name, path: "\(table.name).csv", format: "csv",
        mediatype: "text/csv", encoding: "utf-8", description: table.meaning, schema: schema(of: table))
    })
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return Array(try encoder.encode(package)) + [UInt8(ascii: "\n")]
}

private struct DataPackage: Encodable {
  struct Resource: Encodable {
    var profile, name, path, format, mediatype, encoding, description: String
    var schema: Schema
  }
  struct Schema: Encodable {
    var fields: [Field]
    var missingValues = [""]
    var primaryKey: [String]?
    var foreignKeys: [ForeignKey]
  }
  struct Field: Encodable {
    var name, type, description: String
    var trueValues, falseValues: [String]?
    var constraints: Constraints
  }
  struct Constraints: Encodable {
    var required: Bool
    var `enum`: [String]?
  }
  struct ForeignKey: Encodable {
    struct Reference: Encodable {
      var resource: String
      var fields: [String]
    }
    var fields: [String]
    var reference: Reference
  }
  var profile, name: String
  var resources: [Resource]
}

private func schema(of table: Table) -> DataPackage.Schema {
  DataPackage.Schema(
    fields: table.columns.map(field), primaryKey: table.primaryKey.isEmpty ? nil : table.primaryKey,
    foreignKeys: table.foreignKeys.map {
      .init(
        fields: $0.columns,
        reference: .init(resource: $0.table == table.name ? "" : $0.table, fields: $0.references))
    })
}

private func field(for column: Column) -> DataPackage.Field {
  let type =
    switch column.kind {
    case .text: "string"
    case .integer: "integer"
    case .boolean: "boolean"
    case .date: "date"
    }
  let isBoolean = column.kind == .boolean
  return DataPackage.Field(
    name: column.name, type: type, description: column.meaning, trueValues: isBoolean ? ["1"] : nil,
    falseValues: isBoolean ? ["0"] : nil,
    constraints: .init(
      required: !column.isOptional, enum: column.vocabulary.isEmpty ? nil : column.vocabulary))
}
