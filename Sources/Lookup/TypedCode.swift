import CodeSetModel

/// A code as a person types it: in any case, with its dot or without, a header perhaps with a dash at its end.
public struct TypedCode: Hashable, Sendable {
  /// The text as it was typed, without blanks around it.
  public let text: String
  /// The characters of the code: capital letters, no dot, no blanks.
  public let code: String
  /// Whether a dash at the end says that more characters follow: `O34.3-`.
  public let isOpen: Bool
  /// How many characters are before each dot that was typed.
  private let dots: [Int]

  public init(_ written: String) {
    var characters = Self.capitals(of: written)
    let length = characters.count
    while characters.count > 1, characters.last == UInt8(ascii: "-") { characters.removeLast() }
    isOpen = characters.count < length
    text = written.trimmed
    let dot = UInt8(ascii: ".")
    code = String(decoding: characters.filter { $0 != dot }, as: UTF8.self)
    dots = characters.indices.filter { characters[$0] == dot }.enumerated().map { $1 - $0 }
  }

  /// A code that is like another one, without a dot.
  init(undotted code: String) { self.init(code) }

  public var isDotted: Bool { !dots.isEmpty }

  /// The name of a chapter or a block as the tables have it: `O30-O48`.
  var sectionName: String { String(decoding: Self.capitals(of: text), as: UTF8.self) }

  /// The code with zeros before it, and its dot where it was typed.
  func addingZeros(_ count: Int) -> TypedCode {
    TypedCode(String(repeating: "0", count: count) + text)
  }

  /// Whether the dot is where a code set has it: a typed dot counts, one left out does not.
  public func agrees(with system: CodeSystem) -> Bool {
    guard let dot = dots.first else { return true }
    guard dots.count == 1 else { return false }
    // Of a code that ends with its dot, one character more shows where the code set has it.
    let written = system.displayCode(dot == code.count ? code + "0" : code)
    return written.firstIndex(of: ".").map { written.distance(from: written.startIndex, to: $0) } == dot
  }

  /// Whether the text is formed like a code of a code set, its dot included.
  package func isFormed(like system: CodeSystem) -> Bool {
    var code = code
    return agrees(with: system) && code.withUTF8 { system.isWellFormed(UnsafeRawBufferPointer($0)) }
  }

  /// Whether a code of a code set could begin with the text, or the text with one.
  func begins(like system: CodeSystem) -> Bool {
    agrees(with: system) && system.forms.contains { $0.begins(like: code.utf8) }
  }

  /// How many characters the form that fits best leaves open between letter and digit: the fewer, the more the
  /// text looks like a code of this code set.
  func openPlaces(in system: CodeSystem) -> Int {
    let fitting = system.forms.filter { $0.begins(like: code.utf8) }
    return fitting.map { $0.openPlaces(among: code.utf8.count) }.min() ?? .max
  }

  /// The characters of a text in capital letters, without blanks, with plain dashes.
  private static func capitals(of written: String) -> [UInt8] {
    var capitals: [UInt8] = []
    capitals.reserveCapacity(written.utf8.count)
    for byte in written.utf8 {
      switch byte {
      case 9...13, 32: continue
      case UInt8(ascii: "a")...UInt8(ascii: "z"): capitals.append(byte & ~0x20)
      case 0..<128: capitals.append(byte)
      // Few are written otherwise than in ASCII.
      default: return Array(String(written.uppercased().filter { !$0.isWhitespace }.map(plain)).utf8)
      }
    }
    return capitals
  }

  /// The dashes of word processors are dashes.
  private static func plain(_ character: Character) -> Character {
    "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}".contains(character) ? "-" : character
  }
}

extension String {
  fileprivate var trimmed: String {
    var rest = drop(while: \.isWhitespace)
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
