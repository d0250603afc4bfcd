import CodeSetModel

/// The annotations that hold for each current code of a code set, as JSON objects after a key.
struct AnnotationsInDetails: ~Copyable {
  private let held: HeldAnnotations
  private var writer = JSONWriter(Annotation.table)

  init(_ held: HeldAnnotations) {
    self.held = held
  }

  /// Appends the annotations that hold for a code, with the key before them, where there are some.
  mutating func append(of code: String, to text: inout ByteBuffer) {
    let found = held.annotations(of: code)
    if found.isEmpty { return }
    writer.buffer.removeAll()
    for (place, annotation) in found.enumerated() {
      writer.buffer.append(place == 0 ? ",\"annotations\":[" : "," as StaticString)
      writer.append(annotation)
    }
    text.append(writer.buffer.bytes)
    text.append(UInt8(ascii: "]"))
  }
}
