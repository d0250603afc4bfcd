// What a file that is not what it should be looks like, for the one sentence that refuses it.

/// Says what a file looks like, from its first bytes.
package func appearance(of bytes: UnsafeRawBufferPointer) -> String {
  let known: [(beginning: String, kind: String)] = [
    ("PK\u{3}\u{4}", aZip), ("%PDF", "a PDF"), ("{", "JSON"), ("[", "JSON"), ("<?xml", "XML"),
    ("<", "an HTML or XML page"),
  ]
  let text = bytes.drop { isBlank($0) || $0 >= 0x80 }
  if isUTF16(bytes) { return "a UTF-16 text; save it as UTF-8" }
  if text.isEmpty { return bytes.isEmpty ? "an empty file" : "nothing but blanks" }
  for (beginning, kind) in known where text.starts(with: beginning.utf8) { return kind }
  for action in ["Add:", "Delete:", "Revise from:", "Revise to:"] where text.starts(with: action.utf8) {
    return "an addenda file (it begins with '\(action)')"
  }
  let line = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }.prefix(40)
  return "text that begins with '\(printable(String(decoding: line, as: UTF8.self)))'"
}

/// Whether a text is in UTF-16, as spreadsheets save "Unicode text": by its byte-order mark, or, of letters of ASCII, by the
/// zero of every other byte.
private func isUTF16(_ bytes: UnsafeRawBufferPointer) -> Bool {
  if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
  let beginning = bytes.prefix(64)
  guard beginning.count > 3 else { return false }
  return [0, 1].contains { parity in
    beginning.indices.allSatisfy { (beginning[$0] == 0) == ($0 & 1 == parity) }
  }
}

/// A text of a file, for a message: a terminal would obey its control characters.
func printable(_ text: String) -> String {
  var printable = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    if scalar != "\t", [.control, .format].contains(scalar.properties.generalCategory) {
      printable += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars
    } else {
      printable.append(scalar)
    }
  }
  return String(printable)
}

/// What a zip looks like.
package let aZip = "a zip"

func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    || byte == UInt8(ascii: "\t")
}
