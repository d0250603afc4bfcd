import CodeSetModel

/// The codes that a text of ICD-10-CM names: `(O65.5)`, `(Z3A.-)`, `(O30-O48)`, `(T36-T50 with fifth or sixth
/// character 5)`.
package struct CodeReference: Hashable {
  /// Where it is in the text, in bytes.
  package var start: Int
  package var length: Int
  /// Undotted. `O655`; of a range its first code.
  package var first: String
  /// The last code of a range, else `nil`.
  package var last: String?
  /// Whether it is in parentheses or brackets. Elsewhere `B12` is a vitamin.
  package var isEnclosed: Bool
}

/// Finds the codes that a text names, in order.
package func codeReferences(in text: String) -> [CodeReference] {
  var text = text
  return text.withUTF8 { bytes in
    var scanner = CodeReferenceScanner(text: bytes)
    return scanner.references()
  }
}

private struct CodeReferenceScanner {
  let text: UnsafeBufferPointer<UInt8>
  var place = 0
  /// How many parentheses and brackets are open.
  var depth = 0

  mutating func references() -> [CodeReference] {
    var found: [CodeReference] = []
    while place < text.count {
      let byte = text[place]
      if isCapital(byte), place == 0 || !isWordPart(text[place - 1]), let reference = reference() {
        found.append(reference)
        continue
      }
      if byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") { depth += 1 }
      if byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") { depth = max(0, depth - 1) }
      place += 1
    }
    return found
  }

  /// The reference that begins here; moves past it.
  private mutating func reference() -> CodeReference? {
    let start = place
    guard let first = code(at: &place) else {
      place = start
      return nil
    }
    var last: String?
    var next = place
    skip(".", at: &next)
    skipBlanks(at: &next)
    if skip("-", at: &next) {
      skipBlanks(at: &next)
      if let end = code(at: &next) {
        last = end
        place = next
      }
    }
    // A dash at the end: all codes below.
    next = place
    skip(".", at: &next)
    if skip("-", at: &next), next == text.count || !isWordPart(text[next]) { place = next }
    return CodeReference(
      start: start, length: place - start, first: first, last: last, isEnclosed: depth > 0)
  }

  /// A code of three to seven characters, with its dot after the third; moves past it.
  private func code(at place: inout Int) -> String? {
    var end = place
    guard end + 3 <= text.count, isCapital(text[end]), isDigit(text[end + 1]), isCodePart(text[end + 2])
    else {
      return nil
    }
    end += 3
    var code = Array(text[place..<end])
    if end + 1 < text.count, text[end] == UInt8(ascii: "."), isCodePart(text[end + 1]) {
      end += 1
      while end < text.count, isCodePart(text[end]), code.count < 7 {
        code.append(text[end])
        end += 1
      }
    }
    // Part of a longer word is no code: O157, C34th.
    guard end == text.count || !isWordPart(text[end]) else { return nil }
    place = end
    return String(decoding: code, as: UTF8.self)
  }

  @discardableResult
  private func skip(_ character: Unicode.Scalar, at place: inout Int) -> Bool {
    guard place < text.count, text[place] == UInt8(ascii: character) else { return false }
    place += 1
    return true
  }

  private func skipBlanks(at place: inout Int) {
    while place < text.count, text[place] == UInt8(ascii: " ") { place += 1 }
  }
}

private func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
private func isCodePart(_ byte: UInt8) -> Bool { isCapital(byte) || isDigit(byte) }
private func isWordPart(_ byte: UInt8) -> Bool {
  isCodePart(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte >= 0x80
}
