/// Decodes Windows-1252, the encoding of older releases. Every byte has a meaning: the five that Windows
/// leaves undefined become the control characters of the same number, and so are reported where controls are.
func windows1252(_ bytes: some Sequence<UInt8>) -> String {
  var scalars = String.UnicodeScalarView()
  for byte in bytes {
    if (0x80...0x9F).contains(byte) {
      scalars.append(upperControls[Int(byte) - 0x80])
    } else {
      scalars.append(Unicode.Scalar(byte))
    }
  }
  return String(scalars)
}

/// The bytes 80 to 9F.
private let upperControls: [Unicode.Scalar] = [
  "\u{20AC}", "\u{81}", "\u{201A}", "\u{0192}", "\u{201E}", "\u{2026}", "\u{2020}", "\u{2021}",
  "\u{02C6}", "\u{2030}", "\u{0160}", "\u{2039}", "\u{0152}", "\u{8D}", "\u{017D}", "\u{8F}",
  "\u{90}", "\u{2018}", "\u{2019}", "\u{201C}", "\u{201D}", "\u{2022}", "\u{2013}", "\u{2014}",
  "\u{02DC}", "\u{2122}", "\u{0161}", "\u{203A}", "\u{0153}", "\u{9D}", "\u{017E}", "\u{0178}",
]
