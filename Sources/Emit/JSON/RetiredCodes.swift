import CodeSetModel

/// The codes of a code set that are no longer in force, each with what replaced it:
///
///     {"id":1027,"system":"icd10cm","code":"H8141","display_code":"H81.41",...,"replaced_by":["H814"]}
struct RetiredCodes {
  private let catalog: Tables
  /// The positions of their last rows.
  private let positions: [Int]
  /// The codes that replaced each, undotted.
  private let replacedBy: [String: [String]]

  init(of catalog: Tables, _ histories: CodeHistories) {
    self.catalog = catalog
    let system = histories.system.id
    positions = histories.retired
    var replacedBy: [String: [String]] = [:]
    for replacement in catalog.replacements where replacement.system == system {
      if let previous = replacement.previousCode {
        replacedBy[previous, default: []].append(replacement.code)
      }
    }
    self.replacedBy = replacedBy
  }

  /// Writes them and returns the path.
  func write(
    as path: String, write: (String, UnsafeRawBufferPointer) throws -> Void
  ) throws -> String {
    var writer = JSONWriter(CodeRow.table)
    for (place, position) in positions.enumerated() {
      let code = catalog.codes[position]
      writer.buffer.append(place == 0 ? "[\n" : ",\n" as StaticString)
      writer.append(code)
      guard let replacements = replacedBy[code.code] else { continue }
      writer.buffer.removeLast()
      for (place, replacement) in replacements.enumerated() {
        writer.buffer.append(place == 0 ? ",\"replaced_by\":[" : "," as StaticString)
        writer.buffer.append(quoted: replacement)
      }
      writer.buffer.append("]}" as StaticString)
    }
    writer.buffer.append(positions.isEmpty ? "[]\n" : "\n]\n" as StaticString)
    try write(path, writer.buffer.bytes)
    return path
  }
}
