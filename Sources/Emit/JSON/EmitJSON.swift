import CodeSetModel
import Foundation

/// Writes the catalog as a folder of JSON files.
///
/// - Parameter write: appends bytes to the file at a path relative to the folder.
package func writeJSON(_ catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
  var files: [String: [String]] = [:]
  let ends = CodeEnds(ofTargetsIn: catalog)
  for histories in catalog.systems.map({ CodeHistories(of: $0, in: catalog) }) {
    let system = histories.system.id
    let current = histories.current
    let retired = RetiredCodes(of: catalog, histories)
    files[system] =
      try writeCodes(at: current, of: catalog, histories, ends: ends, write: write)
      + [
        try writeSections(
          of: catalog, system: system, current: current, as: "\(system)/sections.json", write: write),
        try retired.write(as: "\(system)/retired.json", write: write),
      ] + writePCSTables(of: catalog, system: system, write: write)
  }
  try index(of: catalog, files: files).withUnsafeBytes { try write("index.json", $0) }
}

/// Writes `SYSTEM/codes.json` and `SYSTEM/categories/XXX.json`, and returns their paths.
private func writeCodes(
  at positions: [Int], of catalog: Tables, _ histories: CodeHistories, ends: CodeEnds,
  write: (String, UnsafeRawBufferPointer) throws -> Void
) throws -> [String] {
  let codes = catalog.codes
  let system = histories.system.id
  var details = CodeDetails(of: catalog, histories, current: positions, ends: ends)
  let all = "\(system)/codes.json"
  var paths = [all]
  let keys = JSONKeys(CodeRow.table)
  var list = JSONText(reserving: chunk + 65_536)
  list.beginArray()
  // The codes of a category are together as a rule, but nothing depends on it: what is left of each
  // category is counted, and a file is written when nothing is.
  var left: [Substring: Int] = [:]
  let runs = runsOfOneCategory(positions, of: codes)
  for run in runs { left[codes[run[run.startIndex]].content.code.prefix(3), default: 0] += 1 }
  var begun: [Substring: [UInt8]] = [:]

  for run in runs {
    let category = codes[run[run.startIndex]].content.code.prefix(3)
    var text = JSONText(reserving: 65_536)
    if let earlier = begun.removeValue(forKey: category) {
      earlier.withUnsafeBytes { text.value(json: $0) }
    } else {
      text.beginArray()
    }
    for position in run {
      list.beginLine()
      let start = list.buffer.count
      list.value(codes[position], keys: keys)
      text.beginLine()
      text.beginObject(like: UnsafeRawBufferPointer(rebasing: list.buffer.bytes[start...]))
      details.append(of: position, to: &text)
      text.endObject()
      if list.buffer.count >= chunk {
        try write(all, list.buffer.bytes)
        list.buffer.removeAll()
      }
    }
    left[category, default: 1] -= 1
    if left[category] == 0 {
      let path = "\(system)/categories/\(category).json"
      paths.append(path)
      text.endLines()
      text.buffer.append(UInt8(ascii: "\n"))
      try write(path, text.buffer.bytes)
    } else {
      begun[category] = Array(text.buffer.bytes)
    }
  }
  list.endLines()
  list.buffer.append(UInt8(ascii: "\n"))
  try write(all, list.buffer.bytes)
  return paths
}

/// The positions of codes, cut where the category changes.
private func runsOfOneCategory(_ positions: [Int], of codes: [CodeRow]) -> [ArraySlice<Int>] {
  var runs: [ArraySlice<Int>] = []
  var start = positions.startIndex
  for place in positions.indices.dropFirst() {
    let (code, previous) = (codes[positions[place]].content.code, codes[positions[place - 1]].content.code)
    guard !code.utf8.prefix(3).elementsEqual(previous.utf8.prefix(3)) else { continue }
    runs.append(positions[start..<place])
    start = place
  }
  if start < positions.endIndex { runs.append(positions[start...]) }
  return runs
}

/// How many bytes are gathered before they are written.
private let chunk = 1 << 20

/// `index.json`: the version of the schema, the axes, the systems, their releases and the files.
private func index(of catalog: Tables, files: [String: [String]]) throws -> [UInt8] {
  struct Index: Encodable {
    struct System: Encodable {
      var system, name, publisher, uri, codeForms, hierarchy: String
      var publications: [Publication]
      var releases: [Edition]
      var gaps: [Gap]
      var files: [String]

      enum CodingKeys: String, CodingKey {
        case system, name, publisher, uri, hierarchy, publications, releases, gaps, files
        case codeForms = "code_forms"
      }
    }
    /// When in a year a release comes into force, and how it is called.
    struct Publication: Encodable {
      var day, label: String
    }
    struct Gap: Encodable {
      var release, effective: String
      var until: String?
    }
    struct Edition: Encodable {
      var release, effective, basis: String
      var until: String?
      var codeCount, billableCount: Int
      var file: String
      var member: String?
      var sha256: String

      enum CodingKeys: String, CodingKey {
        case release, effective, basis, until, file, member, sha256
        case codeCount = "code_count"
        case billableCount = "billable_count"
      }
    }
    var schemaVersion = Tables.schemaVersion
    var axes: [AxisInIndex]
    var systems: [System]

    enum CodingKeys: String, CodingKey {
      case axes, systems
      case schemaVersion = "schema_version"
    }
  }
  let systems = catalog.systems.map { system in
    Index.System(
      system: system.id, name: system.name, publisher: system.publisher, uri: system.uri,
      codeForms: system.forms.map(\.description).joined(separator: " "), hierarchy: system.hierarchy.rawValue,
      publications: system.publications.map { Index.Publication(day: $0.day, label: $0.label) },
      releases: catalog.releases.filter { $0.system == system.id }.map {
        Index.Edition(
          release: $0.label, effective: $0.effective.description, basis: $0.basis.rawValue,
          until: $0.until?.description,
          codeCount: $0.codeCount,
          billableCount: $0.billableCount, file: $0.file, member: $0.member, sha256: $0.sha256)
      },
      gaps: catalog.gaps.filter { $0.system == system.id }.map {
        Index.Gap(release: $0.label, effective: $0.effective.description, until: $0.until?.description)
      }, files: files[system.id] ?? [])
  }
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  return Array(try encoder.encode(Index(axes: Axis.allCases.map(AxisInIndex.init), systems: systems))) + [
    UInt8(ascii: "\n")
  ]
}
