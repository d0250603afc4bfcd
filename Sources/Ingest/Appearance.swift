// What a file that is not what it should be looks like, for the one sentence that refuses it.

/// Says what a file looks like, from its first bytes.
public func appearance(of bytes: UnsafeRawBufferPointer) -> String {
  let known: [(beginning: String, kind: String)] = [
    ("PK\u{3}\u{4}", aZip), ("%PDF", "a PDF"), ("{", "JSON"), ("[", "JSON"), ("<?xml", "XML"),
    ("<", "an HTML or XML page"),
  ]
  let text = bytes.drop { isBlank($0) || $0 >= 0x80 }
  if text.isEmpty { return bytes.isEmpty ? "an empty file" : "nothing but blanks" }
  for (beginning, kind) in known where text.starts(with: beginning.utf8) { return kind }
  for action in ["Add:", "Delete:", "Revise from:", "Revise to:"] where text.starts(with: action.utf8) {
    return "an addenda file (it begins with '\(action)')"
  }
  let line = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }.prefix(40)
  return "text that begins with '\(String(decoding: line, as: UTF8.self))'"
}

/// What a zip looks like.
public let aZip = "a zip"

func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    || byte == UInt8(ascii: "\t")
}
