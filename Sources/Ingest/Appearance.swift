// What a file that is not what it should be looks like, for the one sentence that refuses it.

import CodeSetModel

/// What a file looks like, from its first bytes.
package enum Appearance: Hashable, Sendable {
  case empty
  case blank
  case utf16
  case zip
  case pdf
  case json
  case xml
  case html
  /// Addenda, which begin with this action.
  case addenda(String)
  /// Any other text, which begins with these words.
  case text(String)

  package init(of bytes: UnsafeRawBufferPointer) {
    let known: [(beginning: String, appearance: Appearance)] = [
      ("PK\u{3}\u{4}", .zip), ("%PDF", .pdf), ("{", .json), ("[", .json), ("<?xml", .xml), ("<", .html),
    ]
    let text = bytes.drop { isBlank($0) || $0 >= 0x80 }
    if isUTF16(bytes) {
      self = .utf16
    } else if text.isEmpty {
      self = bytes.isEmpty ? .empty : .blank
    } else if let match = known.first(where: { text.starts(with: $0.beginning.utf8) }) {
      self = match.appearance
    } else if let action = AddendaRecord.Action.allCases.first(where: { text.starts(with: $0.rawValue.utf8) })
    {
      self = .addenda(action.rawValue)
    } else {
      let line = text.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }.prefix(40)
      self = .text(printable(String(decoding: line, as: UTF8.self)))
    }
  }

  /// Whether it is text that a declaration may be of: a first value may be in brackets.
  package var isReadable: Bool { isText || self == .json }

  /// Whether it is text of no kind that is known by its beginning: rows may follow.
  package var isText: Bool {
    if case .text = self { true } else { false }
  }

  /// Whether it is read line by line.
  var hasLines: Bool {
    switch self {
    case .text, .addenda, .blank: true
    default: false
    }
  }
}

/// For the sentence that refuses the file: "expected ..., found a PDF".
extension Appearance: CustomStringConvertible {
  package var description: String {
    switch self {
    case .empty: "an empty file"
    case .blank: "nothing but blanks"
    case .utf16: "a UTF-16 text; save it as UTF-8"
    case .zip: "a zip"
    case .pdf: "a PDF"
    case .json: "JSON"
    case .xml: "XML"
    case .html: "an HTML or XML page"
    case .addenda(let action): "an addenda file (it begins with '\(action)')"
    case .text(let beginning): "text that begins with '\(beginning)'"
    }
  }
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

func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
    || byte == UInt8(ascii: "\t")
}
