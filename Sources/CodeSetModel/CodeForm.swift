/// How a code set writes its codes: one shape, from which both the check of a code and its dot follow.
///
///     @??[.????]     ICD-10-CM: A00, O34.32, S42.001A
///     E###[.#]       ICD-9-CM, external causes: E812, E812.0
///     LAB-###        a clinic's own charges
///
/// `@` is a capital letter, `#` a digit, `?` either; other capital letters, digits, `-` and `_` are
/// themselves. What is in brackets, at the end, may be missing from its end on. A dot is for people: it
/// is in the displayed code and not in the code.
public struct CodeForm: Hashable, Sendable, CustomStringConvertible {
  public let description: String
  /// A byte for each character of a code: `@`, `#`, `?` or the character itself.
  private let pattern: [UInt8]
  /// How many characters a code has at least.
  private let shortest: Int
  /// How many characters are before the dot; `nil`: no dot.
  public let dotAfter: Int?

  /// - Returns: `nil` for a text that describes no form.
  public init?(_ text: String) {
    var pattern: [UInt8] = []
    var shortest: Int?
    var dotAfter: Int?
    var isClosed = false
    for byte in text.utf8 {
      guard !isClosed else { return nil }
      switch byte {
      case UInt8(ascii: "["):
        guard shortest == nil else { return nil }
        shortest = pattern.count
      case UInt8(ascii: "]"):
        guard let shortest, shortest < pattern.count else { return nil }
        isClosed = true
      case UInt8(ascii: "."):
        guard dotAfter == nil, !pattern.isEmpty else { return nil }
        dotAfter = pattern.count
      case UInt8(ascii: "@"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "-"), UInt8(ascii: "_"):
        pattern.append(byte)
      default:
        guard Self.isCapital(byte) || Self.isDigit(byte) else { return nil }
        pattern.append(byte)
      }
    }
    guard isClosed == (shortest != nil), shortest ?? pattern.count > 0, dotAfter != pattern.count else {
      return nil
    }
    description = text
    self.pattern = pattern
    self.shortest = shortest ?? pattern.count
    self.dotAfter = dotAfter
  }

  /// Whether a code, without its dot, has this form.
  public func matches(_ code: UnsafeRawBufferPointer) -> Bool {
    (shortest...pattern.count).contains(code.count) && agrees(with: code)
  }

  /// Whether a code, without its dot, agrees with this form as far as both go: it may have too few characters,
  /// or too many.
  public func begins(like code: String.UTF8View) -> Bool { agrees(with: code) }

  private func agrees(with code: some Sequence<UInt8>) -> Bool {
    var place = 0
    for byte in code {
      guard place < pattern.count else { return true }
      let expected = pattern[place]
      let isAsExpected =
        switch expected {
        case UInt8(ascii: "@"): Self.isCapital(byte)
        case UInt8(ascii: "#"): Self.isDigit(byte)
        case UInt8(ascii: "?"): Self.isCapital(byte) || Self.isDigit(byte)
        default: byte == expected
        }
      guard isAsExpected else { return false }
      place += 1
    }
    return true
  }

  /// How many of the first characters of a code this form leaves open between letter and digit.
  public func openPlaces(among count: Int) -> Int {
    pattern.prefix(count).count { $0 == UInt8(ascii: "?") }
  }

  private static func isCapital(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

extension CodeForm {
  /// The forms of a code set that the program knows.
  static func declared(_ texts: String...) -> [CodeForm] {
    texts.map { text in
      guard let form = CodeForm(text) else { preconditionFailure("'\(text)' is no form of a code") }
      return form
    }
  }
}
