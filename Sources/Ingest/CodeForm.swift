import CodeSetModel

extension CodeSystem {
  /// What `isWellFormed` asks for, in words.
  var codeForm: String {
    let letters =
      unusedLetters.isEmpty
      ? "" : " and without \(unusedLetters.map(String.init).joined(separator: ", "))"
    return "a code of the form \(forms.map(\.description).joined(separator: " or "))\(letters)"
  }
}

func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
