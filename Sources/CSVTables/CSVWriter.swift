import CodeSetModel

/// Writes a table as CSV (RFC 4180, UTF-8, lines end in LF) through libcsv.
///
///     "id","system","code","display_code","valid_from","valid_to",...
///     26709,"icd10cm","O3432","O34.32","2024-10-01",,...
///
/// Text is quoted; numbers are not; no value at all is an empty field without quotes, so that a reader who
/// cares can tell it from an empty text.
@usableFromInline
package struct CSVWriter: FieldSink, ~Copyable {
  /// What has been written since the buffer was last emptied.
  @usableFromInline package var buffer: ByteBuffer
  private var isAtStartOfRecord = true

  /// Begins with the header row of `table`.
  @usableFromInline
  package init(_ table: Table, reserving capacity: Int = 0) {
    buffer = ByteBuffer(capacity: max(capacity, 4096))
    for column in table.columns { text(column.name) }
    endRecord()
  }

  @inlinable
  package mutating func append(_ row: some TableRow) {
    row.write(to: &self)
    endRecord()
  }

  @usableFromInline
  package mutating func text(_ value: String) {
    separate()
    appendQuoted(value, to: &buffer)
  }

  @usableFromInline
  package mutating func integer(_ value: Int) {
    separate()
    buffer.append(decimal: value)
  }

  @usableFromInline
  package mutating func boolean(_ value: Bool) {
    separate()
    buffer.append(value ? UInt8(ascii: "1") : UInt8(ascii: "0"))
  }

  @usableFromInline
  package mutating func day(_ value: CalendarDay) {
    separate()
    buffer.append(UInt8(ascii: "\""))
    buffer.append(value)
    buffer.append(UInt8(ascii: "\""))
  }

  @usableFromInline
  package mutating func null() {
    separate()
  }

  private mutating func separate() {
    if isAtStartOfRecord { isAtStartOfRecord = false } else { buffer.append(UInt8(ascii: ",")) }
  }

  @usableFromInline
  mutating func endRecord() {
    buffer.append(UInt8(ascii: "\n"))
    isAtStartOfRecord = true
  }
}

/// Writes a table as the file that is named after it.
///
/// - Parameter write: appends bytes to the file at a path.
@inlinable
package func writeTable<Row: TableRow>(
  _ rows: [Row], write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  let path = "\(Row.table.name).csv"
  let chunk = 1 << 20
  var writer = CSVWriter(Row.table, reserving: chunk + 4096)
  for row in rows {
    writer.append(row)
    if writer.buffer.count >= chunk {
      try write(path, writer.buffer.bytes)
      writer.buffer.removeAll()
    }
  }
  try write(path, writer.buffer.bytes)
}
