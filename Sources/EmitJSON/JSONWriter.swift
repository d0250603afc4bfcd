import CodeSetModel

/// Writes rows as JSON objects, one on a line; a column without a value is left out.
///
///     {"id":26709,"system":"icd10cm","code":"O3432","display_code":"O34.32",...,"trimester":"second",...}
public struct JSONWriter: FieldSink {
  public private(set) var bytes: [UInt8] = []
  /// `"name":` for each column.
  private let keys: [[UInt8]]
  private var position = 0
  private var isFirst = true

  public init(_ table: Table, reserving capacity: Int = 0) {
    keys = table.columns.map { Array("\"\($0.name)\":".utf8) }
    bytes.reserveCapacity(capacity)
  }

  public mutating func append(_ row: some TableRow) {
    position = 0
    isFirst = true
    bytes.append(UInt8(ascii: "{"))
    row.write(to: &self)
    bytes.append(UInt8(ascii: "}"))
  }

  /// Forgets what was written so far, after the caller has stored it.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
  }

  /// Appends what stands between objects.
  public mutating func append(punctuation: StaticString) {
    punctuation.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  public mutating func text(_ value: String) {
    key()
    appendQuoted(value)
  }

  public mutating func integer(_ value: Int) {
    key()
    bytes.append(decimal: value)
  }

  public mutating func boolean(_ value: Bool) {
    key()
    append(punctuation: value ? "true" : "false")
  }

  public mutating func null() {
    position += 1
  }

  private mutating func key() {
    if isFirst { isFirst = false } else { bytes.append(UInt8(ascii: ",")) }
    bytes.append(contentsOf: keys[position])
    position += 1
  }

  private mutating func appendQuoted(_ value: String) {
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { text in
      if text.contains(where: mustBeEscaped) {
        for byte in text { appendEscaped(byte) }
      } else {
        bytes.append(contentsOf: text)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      bytes.append(UInt8(ascii: "\\"))
      bytes.append(byte)
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      append(punctuation: "\\u00")
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    default:
      bytes.append(byte)
    }
  }
}

private func mustBeEscaped(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}
