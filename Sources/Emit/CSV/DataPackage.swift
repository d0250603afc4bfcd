import CodeSetModel
import Files
import Foundation

/// `datapackage.json`: each file and each column, as version 2 of the Data Package standard describes tables
/// (https://datapackage.org/standard/data-package/).
func dataPackage(of catalog: Tables, _ resources: [(Table, Fingerprint)]) throws -> [UInt8] {
  let package = DataPackage(
    schemaVersion: Tables.schemaVersion, licenses: licenses(of: catalog), sources: sources(of: catalog),
    resources: resources.map { table, fingerprint in
      DataPackage.Resource(
        name: table.name, path: "\(table.name).csv", description: table.meaning,
        hash: "sha256:\(fingerprint.sha256)", bytes: fingerprint.size, schema: schema(of: table))
    })
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return Array(try encoder.encode(package)) + [UInt8(ascii: "\n")]
}

private struct DataPackage: Encodable {
  struct Resource: Encodable {
    var type = "table"
    var name, path: String
    var format = "csv"
    var mediatype = "text/csv"
    var encoding = "utf-8"
    var description, hash: String
    var bytes: Int
    var schema: Schema
  }
  struct License: Encodable {
    var name, title: String
  }
  struct Source: Encodable {
    var title, version, hash: String
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
  var profile = "https://datapackage.org/profiles/2.0/datapackage.json"
  var name = "codeset"
  var schemaVersion: Int
  var licenses: [License]?
  var sources: [Source]
  var resources: [Resource]

  enum CodingKeys: String, CodingKey {
    case name, schemaVersion, licenses, sources, resources
    case profile = "$schema"
  }
}

/// What the publishers of the code sets permit; nothing of code sets and annotations of one's own, whose owner alone
/// knows that.
private func licenses(of catalog: Tables) -> [DataPackage.License]? {
  let known = catalog.systems.filter { CodeSystem(id: $0.id) != nil }.map(\.name)
  guard !known.isEmpty else { return nil }
  return [
    DataPackage.License(
      name: "other-pd",
      title: "\(known.joined(separator: ", ")): works of the US government, in the public domain")
  ]
}

/// The published files that the tables were read from.
private func sources(of catalog: Tables) -> [DataPackage.Source] {
  catalog.inputs.map { input in
    let name = catalog.systems.first { $0.id == input.system }?.name ?? input.system
    return DataPackage.Source(
      title: "\(name) \(input.release), \(input.role.rawValue): \(input.fileDescription)",
      version: input.release, hash: "sha256:\(input.sha256)")
  }
}

private func schema(of table: Table) -> DataPackage.Schema {
  DataPackage.Schema(
    fields: table.columns.map(field), primaryKey: table.primaryKey.isEmpty ? nil : table.primaryKey,
    foreignKeys: table.foreignKeys.filter { isAlwaysWhole($0, in: table) }.map {
      .init(
        fields: $0.columns,
        reference: .init(resource: $0.table == table.name ? "" : $0.table, fields: $0.references))
    })
}

/// Whether each row has a value in all columns of a key, or in its only one.
///
/// A reference of several columns, one of them empty, is none in SQL; validators of the standard look for a row with
/// the empty value.
private func isAlwaysWhole(_ key: Table.ForeignKey, in table: Table) -> Bool {
  key.columns.count == 1
    || !table.columns.contains { $0.isOptional && key.columns.contains($0.name) }
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
