import TestSupport

/// Changes files as they are spoiled in the world, and as somebody would who means harm. The same seed makes the same
/// changes.
struct Mutation {
  private var random: SplitMix64

  init(seed: UInt64) {
    random = SplitMix64(state: seed)
  }

  /// The bytes with some changes; of a zip, those of one of its members.
  mutating func changed(_ bytes: [UInt8]) -> [UInt8] {
    if var zip = StoredZip(bytes), !chance(of: 4) {
      let place = below(zip.members.count)
      zip.members[place].contents = changed(zip.members[place].contents)
      return zip.bytes
    }
    var bytes = bytes
    for _ in 0...below(4) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    guard !bytes.isEmpty else {
      bytes = [UInt8(truncatingIfNeeded: random.next())]
      return
    }
    let place = below(bytes.count)
    let end = min(bytes.count, place + 1 + below(chance(of: 4) ? 2000 : 40))
    switch below(14) {
    case 0: bytes[place] ^= 1 << UInt8(below(8))
    case 1: bytes[place] = UInt8(below(256))
    case 2: bytes[place] = pick(Self.signs)
    case 3: bytes.insert(contentsOf: pick(Self.oddities), at: place)
    case 4: bytes.removeSubrange(place..<end)
    case 5: bytes.insert(contentsOf: bytes[place..<end], at: below(bytes.count))
    case 6: bytes.removeSubrange(end...)
    case 7: bytes.replaceSubrange(place..<end, with: Array(pick(Self.numbers).utf8))
    case 8:
      bytes.insert(
        contentsOf: repeatElement(bytes[place], count: 1 + below(pick([10, 300, 70_000]))), at: place)
    case 9: bytes.replaceSubrange(place..<place, with: repeated(bytes[place..<end]))
    default: changeLines(of: &bytes)
    }
  }

  /// Swaps, repeats, removes or joins lines, or puts a number or another field into one.
  private mutating func changeLines(of bytes: inout [UInt8]) {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    let (one, other) = (below(lines.count), below(lines.count))
    switch below(6) {
    case 0: lines.swapAt(one, other)
    case 1: lines.insert(lines[one], at: other)
    case 2: lines.remove(at: one)
    case 3: lines[one] += lines[other]
    case 4:
      lines[one] = Array(
        lines[one].prefix(below(lines[one].count + 1)) + lines[other].suffix(below(lines[other].count + 1)))
    default: changeField(of: &lines[one], from: lines[other])
    }
    bytes = Array(lines.joined(separator: [UInt8(ascii: "\n")]))
  }

  /// Puts a number at a limit, or a field of another line, in the place of a field.
  private mutating func changeField(of line: inout [UInt8], from other: [UInt8]) {
    let separator = pick([UInt8(ascii: ","), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\"")])
    var fields = line.split(separator: separator, omittingEmptySubsequences: false).map(Array.init)
    let others = other.split(separator: separator, omittingEmptySubsequences: false).map(Array.init)
    fields[below(fields.count)] = chance(of: 2) ? Array(pick(Self.numbers).utf8) : pick(others)
    line = Array(fields.joined(separator: [separator]))
  }

  private mutating func repeated(_ part: ArraySlice<UInt8>) -> [UInt8] {
    let count = 1 + below(max(1, 20_000 / part.count))
    return Array(repeatElement(part, count: count).joined())
  }

  private mutating func below(_ count: Int) -> Int { Int(random.next() % UInt64(count)) }
  private mutating func chance(of count: Int) -> Bool { below(count) == 0 }
  private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  private static let signs = Array("\n\r\t\",'; |.-<>&/=\0\u{1B}".utf8)
  private static let numbers = [
    "0", "-1", "1e9", "65535", "65536", "2147483648", "4294967296", "9223372036854775807",
    "9223372036854775808",
    "18446744073709551616", "00000000000000000001", "٣", "0x10", "2024-02-30", "99999999", "1048577", "",
  ]
  private static let oddities: [[UInt8]] =
    [
      "\u{FEFF}", "\u{202E}", "\u{2028}", "\u{85}", "\u{A0}", "e\u{301}\u{301}", "\u{1F468}\u{200D}\u{1F469}",
      "\r\n", "\n\n",
      "\"\"", "\"\n\"", "&amp;", "&#0;", "<a>", "</a>", "<!--", "]]>", "<![CDATA[", "PK\u{3}\u{4}",
    ].map { Array($0.utf8) } + [
      [0xFF], [0xC3], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFE],
    ]
}
