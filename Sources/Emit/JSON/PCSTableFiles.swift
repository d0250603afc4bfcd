import CodeSetModel

/// Writes the tables of ICD-10-PCS, a file for each, and returns their paths. The first record of a table has the three
/// characters that its codes begin with; `definitions` is what CMS says of its root operation.
///
///     {"pcs_table":"0UV","release":"fy2022-april","definitions":[{"kind":"definition","text":"Partially ..."}],
///     "values":[{"table_row":0,"position":3,"axis":"Operation","value":"V","label":"Restriction"},...]}
func writePCSTables(
  of catalog: Tables, system: String, write: (String, UnsafeRawBufferPointer) throws -> Void
) throws -> [String] {
  let definitions = Dictionary(
    grouping: catalog.pcsDefinitions.filter { $0.system == system && $0.position == 3 },
    by: { "\($0.section) \($0.term)" })
  var paths: [String] = []
  var rest = catalog.pcsTables.filter { $0.system == system }[...]
  while let first = rest.first {
    let table = rest.prefix { $0.table == first.table }
    rest = rest[table.endIndex...]
    let operation = table.first { $0.row == 0 && $0.position == 3 }?.label ?? ""
    var text = JSONText()
    text.beginObject()
    text.member("pcs_table", first.table)
    text.member("release", first.release)
    text.key("definitions")
    text.beginArray()
    for definition in definitions["\(first.table.prefix(1)) \(operation)"] ?? [] {
      text.beginObject()
      text.member("kind", definition.kind.rawValue)
      text.member("text", definition.text)
      text.endObject()
    }
    text.endArray()
    text.key("values")
    text.beginArray()
    for value in table { text.append(value) }
    text.endArray()
    text.endObject()
    text.buffer.append(UInt8(ascii: "\n"))
    let path = "\(system)/tables/\(first.table).json"
    try write(path, text.buffer.bytes)
    paths.append(path)
  }
  return paths
}

extension JSONText {
  fileprivate mutating func append(_ value: PCSTableRecord) {
    beginObject()
    member("table_row", value.row)
    member("position", value.position)
    member("axis", value.axis)
    member("value", value.value)
    member("label", value.label)
    endObject()
  }
}
