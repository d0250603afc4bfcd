import CodeSetModel

/// What a resource that has a canonical name says of itself.
struct ResourceHead {
  var type: String
  var id: String
  var url: String
  /// The names by which others call it: object identifiers.
  var oids: [String] = []
  var version: String?
  var name: String
  var title: String
  /// Not to be used in earnest.
  var isExperimental = false
  /// A day; resources hold no clock time, so that the same input gives the same bytes.
  var date: String?
  var publisher: String?
  var description: String
  var copyright: String?
}

/// A resource as JSON: an element on a line, and each concept of a list on a line of its own.
struct ResourceText: ~Copyable {
  /// The resource's file, relative to the folder.
  let path: String
  var text = ByteBuffer(capacity: chunk + 65_536)

  init(_ head: ResourceHead) {
    path = "\(head.type)-\(head.id).json"
    text.append("{\n\"resourceType\":" as StaticString)
    text.append(quoted: head.type)
    add("id", head.id)
    add("language", "en")
    add("url", head.url)
    for (place, oid) in head.oids.enumerated() {
      text.append(place == 0 ? ",\n\"identifier\":[" : "," as StaticString)
      text.append("{\"system\":\"urn:ietf:rfc:3986\",\"value\":\"urn:oid:" as StaticString)
      text.append(oid)
      text.append(place == head.oids.count - 1 ? "\"}]" : "\"}" as StaticString)
    }
    if let version = head.version { add("version", version) }
    add("name", head.name)
    add("title", head.title)
    add("status", "active")
    add("experimental", head.isExperimental)
    if let date = head.date { add("date", date) }
    if let publisher = head.publisher { add("publisher", publisher) }
    add("description", head.description)
    if let copyright = head.copyright { add("copyright", copyright) }
  }

  mutating func add(_ element: StaticString, _ value: String) {
    begin(element)
    text.append(quoted: value)
  }

  mutating func add(_ element: StaticString, _ value: Bool) {
    begin(element)
    text.append(value ? "true" : "false" as StaticString)
  }

  mutating func add(_ element: StaticString, _ value: Int) {
    begin(element)
    text.append(decimal: value)
  }

  /// Appends an element up to its value.
  mutating func begin(_ element: StaticString) {
    text.append(",\n\"" as StaticString)
    text.append(element)
    text.append("\":" as StaticString)
  }

  /// Writes what is gathered, once it is much.
  mutating func pass(to write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
    guard text.count >= chunk else { return }
    try write(path, text.bytes)
    text.removeAll()
  }

  /// Ends the resource and writes what is left of it.
  mutating func finish(to write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
    text.append("\n}\n" as StaticString)
    try write(path, text.bytes)
    text.removeAll()
  }
}

extension ByteBuffer {
  /// Appends the beginning of a list item on a line of its own: after `[` or a comma.
  mutating func appendLine(isFirst: Bool) {
    append(isFirst ? "[\n" : ",\n" as StaticString)
  }
}
