extension String {
  /// The text with its accented Latin letters as plain ones, to compare what differs in spelling alone.
  package var withoutAccents: [UInt8] {
    if utf8.allSatisfy({ $0 < 0x80 }) { return Array(utf8) }
    var bytes: [UInt8] = []
    for scalar in unicodeScalars {
      // Combining accents.
      if (0x300...0x36F).contains(scalar.value) { continue }
      let name = scalar.isASCII ? nil : scalar.properties.name
      bytes += (name.flatMap(plainLetter) ?? String(scalar)).utf8
    }
    return bytes
  }
}

/// The letter that an accented one is named after: `LATIN SMALL LETTER E WITH ACUTE`.
private func plainLetter(_ name: String) -> String? {
  let words = name.split(separator: " ")
  guard words.count > 5, words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH", words[3].count == 1
  else {
    return nil
  }
  return words[1] == "SMALL" ? words[3].lowercased() : String(words[3])
}
