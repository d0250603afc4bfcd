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
  var date: CalendarDay?
  var publisher: String?
  var description: String
  var copyright: String?
}

/// A resource as JSON: an element on a line, and each concept of a list on a line of its own.
struct ResourceText: ~Copyable {
  /// The resource's file, relative to the folder.
  let path: String
  var text = JSONText(reserving: chunk + 65_536)

  init(_ head: ResourceHead) {
    path = "\(head.type)-\(head.id).json"
    text.beginObject()
    add("resourceType", head.type)
    add("id", head.id)
    add("language", "en")
    add("url", head.url)
    if !head.oids.isEmpty {
      beginArray("identifier")
      for oid in head.oids {
        text.beginObject()
        text.member("system", "urn:ietf:rfc:3986")
        text.member("value", "urn:oid:\(oid)")
        text.endObject()
      }
      text.endArray()
    }
    if let version = head.version { add("version", version) }
    add("name", head.name)
    add("title", head.title)
    add("status", "active")
    add("experimental", head.isExperimental)
    if let date = head.date { add("date", date.description) }
    if let publisher = head.publisher { add("publisher", publisher) }
    add("description", head.description)
    if let copyright = head.copyright { add("copyright", copyright) }
  }

  mutating func add(_ element: StaticString, _ value: String) {
    begin(element)
    text.value(value)
  }

  mutating func add(_ element: StaticString, _ value: Bool) {
    begin(element)
    text.value(value)
  }

  mutating func add(_ element: StaticString, _ value: Int) {
    begin(element)
    text.value(value)
  }

  /// Appends an element up to its value.
  mutating func begin(_ element: StaticString) {
    text.beginLine()
    text.key(element)
  }

  /// Begins an element that is a list.
  mutating func beginArray(_ element: StaticString) {
    begin(element)
    text.beginArray()
  }

  /// Writes what is gathered, once it is much.
  mutating func pass(to write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
    guard text.buffer.count >= chunk else { return }
    try write(path, text.buffer.bytes)
    text.buffer.removeAll()
  }

  /// Ends the resource and writes what is left of it.
  mutating func finish(to write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
    text.endLinesOfObject()
    text.buffer.append(UInt8(ascii: "\n"))
    try write(path, text.buffer.bytes)
    text.buffer.removeAll()
  }
}
