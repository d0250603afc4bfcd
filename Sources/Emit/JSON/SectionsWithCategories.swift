import CodeSetModel

/// Writes the chapters and blocks of a code set, each with the categories that stand in it directly, and returns the
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
  for position in current where catalog.codes[position].depth == 0 {
    let code = catalog.codes[position]
    let category = code.code.prefix(3)
    // Of an extract without the header of a category, several codes may stand below nothing.
    guard let section = code.section, categories[section]?.contains(category) != true else { continue }
    categories[section, default: []].append(category)
  }
  var writer = JSONWriter(Section.table)
  let sections = catalog.sections.filter { $0.system == system }
  for (place, section) in sections.enumerated() {
    writer.buffer.append(place == 0 ? "[\n" : ",\n" as StaticString)
    writer.append(section)
    if let categories = categories[section.section] {
      writer.buffer.removeLast()
      for (place, category) in categories.enumerated() {
        writer.buffer.append(place == 0 ? ",\"categories\":[" : "," as StaticString)
        writer.buffer.append(quoted: String(category))
      }
      writer.buffer.append("]}" as StaticString)
    }
  }
  writer.buffer.append(sections.isEmpty ? "[]\n" : "\n]\n" as StaticString)
  try write(path, writer.buffer.bytes)
  return path
}
