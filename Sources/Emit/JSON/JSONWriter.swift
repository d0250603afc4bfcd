import CodeSetModel

/// Writes rows as JSON objects, one on a line; a column without a value is left out.
///
///     {"id":26709,"system":"icd10cm","code":"O3432","display_code":"O34.32",...,"trimester":"second",...}
package struct JSONWriter: FieldSink, ~Copyable {
  package var buffer: ByteBuffer
  /// `"name":` for each column, one after the other, and where each ends.
  private var keys = ByteBuffer()
  private var keyEnds = [0]
  private var position = 0
  private var isFirst = true

  package init(_ table: Table, reserving capacity: Int = 0) {
    buffer = ByteBuffer(capacity: max(capacity, 4096))
    for column in table.columns {
      Array("\"\(column.name)\":".utf8).withUnsafeBytes { keys.append($0) }
      keyEnds.append(keys.count)
    }
  }

  package mutating func append(_ row: some TableRow) {
    position = 0
    isFirst = true
    buffer.append(UInt8(ascii: "{"))
    row.write(to: &self)
    buffer.append(UInt8(ascii: "}"))
  }

  package mutating func text(_ value: String) {
    key()
    buffer.append(quoted: value)
  }

  package mutating func integer(_ value: Int) {
    key()
    buffer.append(decimal: value)
  }

  package mutating func boolean(_ value: Bool) {
    key()
    buffer.append(value ? "true" : "false" as StaticString)
  }

  package mutating func null() {
    position += 1
  }

  private mutating func key() {
    if isFirst { isFirst = false } else { buffer.append(UInt8(ascii: ",")) }
    buffer.append(UnsafeRawBufferPointer(rebasing: keys.bytes[keyEnds[position]..<keyEnds[position + 1]]))
    position += 1
  }
}
