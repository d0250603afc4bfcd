import CodeSetModel

/// A table as Athena distributes it: named `.csv`, yet with tabs between the fields; no quotes; days without hyphens;
/// nothing for null.
///
///     2045186345	Maternal care for cervical incompetence, second trimester	Condition	ICD10CM	...	20151001	20991231
struct AthenaTable: ~Copyable {
  private let file: String
  private var buffer = ByteBuffer(capacity: chunk + 65_536)
  private var isAtStartOfRow = true

  private static let chunk = 1 << 20

  /// What OMOP writes for the end of what has none.
  private static let never = CalendarDay(2099, 12, 31)

  /// Begins with the row of the columns' names.
  init(_ name: String, _ columns: [String]) {
    file = "\(name).csv"
    for column in columns { text(column) }
    endRow()
  }

  /// Appends a text; a tab or another control character in it is written as a blank.
  mutating func text(_ value: String) {
    separate()
    var value = value
    let isPlain = value.withUTF8 { bytes in
      let isPlain = bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F }
      if isPlain { buffer.append(UnsafeRawBufferPointer(bytes)) }
      return isPlain
    }
    guard !isPlain else { return }
    for byte in value.utf8 { buffer.append(byte >= 0x20 && byte != 0x7F ? byte : UInt8(ascii: " ")) }
  }

  /// Appends no more of a text than its column has room for.
  mutating func text(_ value: String, atMost count: Int) {
    text(Self.hasRoom(for: value, atMost: count) ? value : String(value.unicodeScalars.prefix(count)))
  }

  /// Whether a text has at most so many characters, as databases count them.
  static func hasRoom(for value: String, atMost count: Int) -> Bool {
    value.utf8.count <= count || value.unicodeScalars.count <= count
  }

  mutating func number(_ value: Int) {
    separate()
    buffer.append(decimal: value)
  }

  /// Appends a day as `20241001`.
  mutating func date(_ day: CalendarDay) { number(Int(day.number)) }

  /// Appends the last day before an end, which is not included; without one, the day that stands for none.
  mutating func date(before end: CalendarDay?) {
    date(end?.previous ?? Self.never)
  }

  mutating func endRow() {
    buffer.append(UInt8(ascii: "\n"))
    isAtStartOfRow = true
  }

  mutating func flushIfFull(to write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
    if buffer.count >= Self.chunk { try flush(to: write) }
  }

  mutating func flush(to write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
    try write(file, buffer.bytes)
    buffer.removeAll()
  }

  private mutating func separate() {
    if isAtStartOfRow { isAtStartOfRow = false } else { buffer.append(UInt8(ascii: "\t")) }
  }
}
