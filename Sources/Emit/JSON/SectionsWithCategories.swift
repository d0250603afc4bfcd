import CodeSetModel

/// Writes the chapters and blocks of a code set, each with the categories that are in it directly, and returns the
/// path. A range of categories does not tell them: C4A is in C43-C44, and C7A is not in C76-C80.
///
///     {"system":"icd10cm","section":"C43-C44","kind":"block",...,"categories":["C43","C4A","C44"]}
///
/// - Parameter current: the positions of the current codes of the code set.
func writeSections(
  of catalog: Tables, system: String, current: [Int], as path: String,
  write: (String, UnsafeRawBufferPointer) throws -> Void
) throws -> String {
  var categories: [String: [Substring]] = [:]
  for position in current where catalog.codes[position].content.depth == 0 {
    let code = catalog.codes[position]
    let category = code.code.prefix(3)
    // Of an extract without the header of a category, several codes may be below nothing.
    guard let section = code.section, categories[section]?.contains(category) != true else { continue }
    categories[section, default: []].append(category)
  }
  let keys = JSONKeys(Section.table)
  var text = JSONText()
  text.beginArray()
  let sections = catalog.sections.filter { $0.system == system }
  // Of a section that has changed, the newest row.
  let newest = Dictionary(sections.indices.map { (sections[$0].section, $0) }, uniquingKeysWith: { $1 })
  for (place, section) in sections.enumerated() where newest[section.section] == place {
    text.beginLine()
    text.beginObject()
    text.members(of: section, keys: keys)
    if let categories = categories[section.section] {
      text.key("categories")
      text.beginArray()
      for category in categories { text.value(String(category)) }
      text.endArray()
    }
    text.endObject()
  }
  text.endLines()
  text.buffer.append(UInt8(ascii: "\n"))
  try write(path, text.buffer.bytes)
  return path
}
