/// Writes JSON, and the commas where they belong:
///
///     text.beginObject()
///     text.key("code")
///     text.value("O34.32")
///     text.endObject()
@usableFromInline
package struct JSONText: FieldSink, ~Copyable {
  package var buffer: ByteBuffer
  /// Whether something precedes the next value or key in the same object or array.
  private var isContinued = false
  /// The keys of the row that is being written, and which comes next.
  @usableFromInline var keys = JSONKeys()
  @usableFromInline var nextKey = 0

  package init(reserving capacity: Int = 4096) {
    buffer = ByteBuffer(capacity: capacity)
  }

  /// What is written so far.
  package var string: String { String(decoding: buffer.bytes, as: UTF8.self) }

  @usableFromInline
  package mutating func beginObject() { begin(UInt8(ascii: "{")) }
  @usableFromInline
  package mutating func endObject() { end(UInt8(ascii: "}")) }
  package mutating func beginArray() { begin(UInt8(ascii: "[")) }
  package mutating func endArray() { end(UInt8(ascii: "]")) }

  /// Begins a line for the next value.
  package mutating func beginLine() {
    separate()
    isContinued = false
    buffer.append(UInt8(ascii: "\n"))
  }

  /// Ends an array whose values have lines of their own, on a line unless it is empty.
  package mutating func endLines() {
    if isContinued { buffer.append(UInt8(ascii: "\n")) }
    endArray()
  }

  /// Ends an object whose members have lines of their own.
  package mutating func endLinesOfObject() {
    if isContinued { buffer.append(UInt8(ascii: "\n")) }
    endObject()
  }

  /// - Parameter name: has nothing in it that JSON would escape.
  package mutating func key(_ name: StaticString) {
    separate()
    isContinued = false
    buffer.append(UInt8(ascii: "\""))
    buffer.append(name)
    buffer.append("\":" as StaticString)
  }

  /// Appends a key that only the run knows.
  package mutating func key(named name: String) {
    separate()
    isContinued = false
    buffer.append(quoted: name)
    buffer.append(UInt8(ascii: ":"))
  }

  package mutating func value(_ value: String) {
    separate()
    buffer.append(quoted: value)
  }

  package mutating func value(_ value: CalendarDay) {
    separate()
    buffer.append(UInt8(ascii: "\""))
    buffer.append(value)
    buffer.append(UInt8(ascii: "\""))
  }

  package mutating func value(_ value: Int) {
    separate()
    buffer.append(decimal: value)
  }

  package mutating func value(_ value: Bool) {
    separate()
    buffer.append(value ? "true" : "false" as StaticString)
  }

  /// Appends a key and its value; neither, where there is no value.
  package mutating func member(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    key(name)
    self.value(value)
  }

  package mutating func member(_ name: StaticString, _ value: CalendarDay) {
    key(name)
    self.value(value)
  }

  package mutating func member(_ name: StaticString, _ value: Int) {
    key(name)
    self.value(value)
  }

  package mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    self.value(value)
  }

  /// Appends a value that is JSON already.
  package mutating func value(json: UnsafeRawBufferPointer) {
    separate()
    buffer.append(json)
  }

  /// Begins an object with the members of one that is JSON already.
  package mutating func beginObject(like object: UnsafeRawBufferPointer) {
    separate()
    buffer.append(UnsafeRawBufferPointer(rebasing: object.dropLast()))
  }

  /// Appends a row as an object; a column without a value is left out.
  @inlinable
  package mutating func value(_ row: some TableRow, keys: JSONKeys) {
    beginObject()
    members(of: row, keys: keys)
    endObject()
  }

  /// Appends the columns of a row to an object.
  @inlinable
  package mutating func members(of row: some TableRow, keys: JSONKeys) {
    self.keys = keys
    nextKey = 0
    row.write(to: &self)
  }

  @usableFromInline
  package mutating func text(_ value: String) {
    column()
    self.value(value)
  }

  @usableFromInline
  package mutating func integer(_ value: Int) {
    column()
    self.value(value)
  }

  @usableFromInline
  package mutating func boolean(_ value: Bool) {
    column()
    self.value(value)
  }

  @usableFromInline
  package mutating func day(_ value: CalendarDay) {
    column()
    self.value(value)
  }

  @usableFromInline
  package mutating func null() { nextKey += 1 }

  private mutating func column() {
    separate()
    isContinued = false
    keys.append(nextKey, to: &buffer)
    nextKey += 1
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    buffer.append(bracket)
    isContinued = false
  }

  private mutating func end(_ bracket: UInt8) {
    buffer.append(bracket)
    isContinued = true
  }

  private mutating func separate() {
    if isContinued { buffer.append(UInt8(ascii: ",")) }
    isContinued = true
  }
}

/// The columns of a table as the keys of JSON objects.
@usableFromInline
package struct JSONKeys: Sendable {
  /// `"name":` for each column, one after the other, and where each ends.
  private var bytes: [UInt8] = []
  private var ends = [0]

  @usableFromInline
  init() {}

  package init(_ table: Table) {
    for column in table.columns {
      bytes += "\"\(column.name)\":".utf8
      ends.append(bytes.count)
    }
  }

  fileprivate func append(_ place: Int, to buffer: inout ByteBuffer) {
    bytes.withUnsafeBytes {
      buffer.append(UnsafeRawBufferPointer(rebasing: $0[ends[place]..<ends[place + 1]]))
    }
  }
}
