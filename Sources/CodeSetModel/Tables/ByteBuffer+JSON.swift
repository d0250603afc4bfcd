extension ByteBuffer {
  /// Appends text as a JSON string, in quotes and escaped.
  public mutating func append(quoted value: String) {
    append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { text in
      if text.contains(where: mustBeEscaped) {
        for byte in text { appendEscaped(byte) }
      } else {
        append(UnsafeRawBufferPointer(text))
      }
    }
    append(UInt8(ascii: "\""))
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      append(UInt8(ascii: "\\"))
      append(byte)
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      append("\\u00" as StaticString)
      append(digits[Int(byte >> 4)])
      append(digits[Int(byte & 15)])
    default:
      append(byte)
    }
  }
}

private func mustBeEscaped(_ byte: UInt8) -> Bool {
  byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
}
