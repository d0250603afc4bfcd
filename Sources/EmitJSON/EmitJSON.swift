import CodeSetModel
import Foundation

/// Writes the catalog as a folder of JSON files.
///
/// - Parameter write: stores bytes as the file at a path relative to the folder.
public func writeJSON(_ catalog: Catalog, write: (String, [UInt8]) throws -> Void) throws {
  var files: [String] = []
  for system in catalog.systems {
    let codes = currentCodes(of: system.system, in: catalog)
    files += try writeCodes(codes, system: system.system, write: write)
  }
  try write("index.json", try index(of: catalog, files: files))
}

/// The codes of the newest release of a system.
private func currentCodes(of system: String, in catalog: Catalog) -> [Code] {
  guard let newest = catalog.currentRelease(of: system)?.effective else { return [] }
  return catalog.codes.filter { code in
    code.system == system && code.validFrom <= newest && code.validTo.map { $0 > newest } ?? true
  }
}

/// Writes `SYSTEM/codes.json` and `SYSTEM/categories/XXX.json`, and returns their paths.
private func writeCodes(
  _ codes: [Code], system: String, write: (String, [UInt8]) throws -> Void
) throws -> [String] {
  var writer = JSONWriter(Code.table, reserving: codes.count * 400)
  var objects: [Substring: [Range<Int>]] = [:]
  var categories: [Substring] = []
  writer.append(punctuation: "[\n")
  for (position, code) in codes.enumerated() {
    if position > 0 { writer.append(punctuation: ",\n") }
    let start = writer.bytes.count
    writer.append(code)
    let category = code.code.prefix(3)
    if objects[category] == nil { categories.append(category) }
    objects[category, default: []].append(start..<writer.bytes.count)
  }
  writer.append(punctuation: "\n]\n")
  let path = "\(system)/codes.json"
  try write(path, writer.bytes)

  var paths = [path]
  for category in categories {
    let path = "\(system)/categories/\(category).json"
    let lines = (objects[category] ?? []).map { writer.bytes[$0] }
    try write(path, Array("[\n".utf8) + lines.joined(separator: Array(",\n".utf8)) + Array("\n]\n".utf8))
    paths.append(path)
  }
  return paths
}

/// `index.json`: the systems, their releases and the files.
private func index(of catalog: Catalog, files: [String]) throws -> [UInt8] {
  struct Index: Encodable {
    struct System: Encodable {
      var system, name, publisher, uri: String
      var releases: [Edition]
      var files: [String]
    }
    struct Edition: Encodable {
      var release, effective: String
      var until: String?
      var code_count, billable_count: Int
    }
    var systems: [System]
  }
  let systems = catalog.systems.map { system in
    Index.System(
      system: system.system, name: system.name, publisher: system.publisher, uri: system.uri,
      releases: catalog.releases.filter { $0.system == system.system }.map {
        Index.Edition(
          release: $0.label, effective: $0.effective, until: $0.until, code_count: $0.codeCount,
          billable_count: $0.billableCount)
      }, files: files.filter { $0.hasPrefix("\(system.system)/") })
  }
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return Array(try encoder.encode(Index(systems: systems))) + [UInt8(ascii: "\n")]
}
