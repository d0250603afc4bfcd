import CodeSetModel

extension CodeSystem {
  /// Whether a code could be one of this code set. Which letters and digits stand where is left to the
  /// publisher: releases bring letters in new positions.
  func forms(_ code: UnsafeRawBufferPointer) -> Bool {
    guard let first = code.first, codeLengths.contains(code.count) else { return false }
    return (!beginsWithLetter || isCapital(first))
      && code.allSatisfy { (isCapital($0) || isDigit($0)) && !unusedLetters.utf8.contains($0) }
  }

  /// What `forms` asks for, in words.
  var codeForm: String {
    let lengths = codeLengths.map(String.init).joined(separator: ", ")
    let letters =
      unusedLetters.isEmpty ? "" : " other than \(unusedLetters.map(String.init).joined(separator: ", "))"
    return "a code of \(lengths) capital letters\(letters) and digits"
      + (beginsWithLetter ? ", the first a letter" : "")
  }
}

func isCapital(_ byte: UInt8) -> Bool { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) }
func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
