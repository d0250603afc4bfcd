/// A text as it may be printed: on one line, without anything that a terminal obeys, and without secrets.
///
/// Control characters, line breaks and the invisible characters that turn the direction of text are spelled out,
/// `\u{1B}`; of an address, user, password and query are left out.
public func printable(_ text: String) -> String {
  var shown = withoutSecrets(text)
  guard shown.unicodeScalars.contains(where: isUnprintable) else { return shown }
  var printed = String.UnicodeScalarView()
  for scalar in shown.unicodeScalars {
    if isUnprintable(scalar) {
      printed += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}".unicodeScalars
    } else {
      printed.append(scalar)
    }
  }
  shown = String(printed)
  return shown
}

/// JSON as it may be printed: what a terminal would obey is escaped; it can be in strings alone.
public func printableJSON(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: { $0 != "\n" && isUnprintable($0) }) else { return text }
  var printed = ""
  for scalar in text.unicodeScalars {
    if scalar != "\n", isUnprintable(scalar) {
      for unit in String(scalar).utf16 {
        let digits = String(unit, radix: 16)
        printed += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    } else {
      printed.unicodeScalars.append(scalar)
    }
  }
  return printed
}

/// Whether a character is none to be seen: a control or format character, or a line break of Unicode.
private func isUnprintable(_ scalar: Unicode.Scalar) -> Bool {
  if scalar.value < 0x7F { return scalar.value < 0x20 }
  return [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
}

/// A text in which every address is without user, password, query and fragment.
///
/// What is there may be a key: nobody wants it in a log.
private func withoutSecrets(_ text: String) -> String {
  let mark = Array("://".utf8)
  var bytes = Array(text.utf8)
  guard var found = bytes.firstRange(of: mark) else { return text }
  while true {
    var end = bytes[found.upperBound...].firstIndex(where: endsAddress) ?? bytes.count
    // A sign before a blank is the sentence's: `https://codes.example/?key=1: not found`.
    while end > found.upperBound, ":,;)".utf8.contains(bytes[end - 1]) { end -= 1 }
    let address = withoutSecrets(bytes[found.upperBound..<end])
    bytes.replaceSubrange(found.upperBound..<end, with: address)
    let rest = found.upperBound + address.count
    guard let next = bytes[rest...].firstRange(of: mark) else { break }
    found = next
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// An address without its secrets, where it may lack its scheme: `user:password@host/path?key=value`.
public func withoutSecrets(address: String) -> String {
  address.contains("://")
    ? withoutSecrets(address) : String(decoding: withoutSecrets(Array(address.utf8)[...]), as: UTF8.self)
}

/// - Parameter address: what is after the scheme.
private func withoutSecrets(_ address: ArraySlice<UInt8>) -> [UInt8] {
  let path = address.firstIndex { "/?#".utf8.contains($0) } ?? address.endIndex
  let host = address[..<path].lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? address.startIndex
  let end = address[path...].firstIndex { "?#".utf8.contains($0) } ?? address.endIndex
  return Array(address[host..<end]) + (end < address.endIndex ? Array("?...".utf8) : [])
}

/// Whether a byte ends an address inside a sentence.
private func endsAddress(_ byte: UInt8) -> Bool { byte <= 0x20 || "'\"<>".utf8.contains(byte) }
