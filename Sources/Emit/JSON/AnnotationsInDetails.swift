import CodeSetModel

/// The annotations that hold for each current code of a code set, its own and those of the headers above it, as
/// JSON objects after a key.
struct AnnotationsInDetails: ~Copyable {
  /// The annotations of the newest release that came with some, by code; those of codes that are retired left out.
  private var byCode: [String: [Annotation]] = [:]
  private let isHierarchical: Bool
  private var writer = JSONWriter(Annotation.table)

  /// - Parameter current: the positions of the current codes of the code set.
  init(of catalog: Tables, system: String, current: [Int]) {
    isHierarchical = catalog.systems.first { $0.id == system }?.hierarchy == .prefix
    let all = catalog.annotations.filter { $0.system == system }
    guard let newest = all.last?.release else { return }
    let annotated = Dictionary(grouping: all.filter { $0.release == newest }, by: \.code)
    for code in current.lazy.map({ catalog.codes[$0].code }) where annotated[code] != nil {
      byCode[code] = annotated[code]
    }
  }

  /// Appends the annotations that hold for a code, with the key before them, where there are some.
  mutating func append(of code: String, to text: inout ByteBuffer) {
    if byCode.isEmpty { return }
    var found = byCode[code] ?? []
    if isHierarchical {
      // Every current code that this one begins with is a header above it.
      for length in 1..<max(code.utf8.count, 1) { found += byCode[String(code.prefix(length))] ?? [] }
    }
    if found.isEmpty { return }
    writer.buffer.removeAll()
    for (place, annotation) in found.inOrder.enumerated() {
      writer.buffer.append(place == 0 ? ",\"annotations\":[" : "," as StaticString)
      writer.append(annotation)
    }
    text.append(writer.buffer.bytes)
    text.append(UInt8(ascii: "]"))
  }
}
