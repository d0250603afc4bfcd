import CodeSetModel

/// The codes of a code set that are no longer in force, each with what replaced it, and in HCPCS with what the newest
/// release that prints it says besides its titles (`hcpcs`):
///
///     {"id":1027,"system":"icd10cm","code":"H8141","display_code":"H81.41",...,"replaced_by":["H814"]}
struct RetiredCodes {
  private let catalog: Tables
  /// The positions of their last rows.
  private let positions: [Int]
  /// The codes that replaced each, undotted.
  private let replacedBy: [String: [String]]
  private let hcpcs: [String: HCPCSDetail]

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
    // By release: the last one is the newest.
    hcpcs = Dictionary(
      catalog.hcpcs.lazy.filter { $0.system == system }.map { ($0.record.code, $0) },
      uniquingKeysWith: { $1 })
  }

  /// Writes them and returns the path.
  func write(
    as path: String, write: (String, UnsafeRawBufferPointer) throws -> Void
  ) throws -> String {
    let keys = JSONKeys(CodeRow.table)
    let hcpcsKeys = JSONKeys(HCPCSDetail.table)
    var text = JSONText()
    text.beginArray()
    for position in positions {
      let code = catalog.codes[position]
      text.beginLine()
      text.beginObject()
      text.members(of: code, keys: keys)
      if let replacements = replacedBy[code.content.code] {
        text.key("replaced_by")
        text.beginArray()
        for replacement in replacements { text.value(replacement) }
        text.endArray()
      }
      if let detail = hcpcs[code.content.code] {
        text.key("hcpcs")
        text.value(detail, keys: hcpcsKeys)
      }
      text.endObject()
    }
    text.endLines()
    text.buffer.append(UInt8(ascii: "\n"))
    try write(path, text.buffer.bytes)
    return path
  }
}
