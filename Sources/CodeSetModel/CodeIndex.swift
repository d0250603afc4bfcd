/// Where each code of a release stands, found by the code.
///
/// A release has some 100,000 codes, and every stage asks for their parents: this is a hash table over the
/// few bytes of a code, several times faster than a dictionary of strings.
public struct CodeIndex: Sendable {
  /// The codes in the order in which they were added; the first of two that are equal is the one found.
  public private(set) var codes: [String] = []
  /// Positions in `codes`, or -1; the length is a power of two, at least twice the number of codes.
  private var table: [Int32]

  public init(minimumCapacity: Int = 0) {
    codes.reserveCapacity(minimumCapacity)
    var size = 16
    while size < 2 * minimumCapacity { size *= 2 }
    table = Array(repeating: -1, count: size)
  }

  public init(_ codes: [String]) {
    self.init(minimumCapacity: codes.count)
    for code in codes { _ = add(code) }
  }

  /// Adds a code and returns where an equal one stands already, or `nil` where there is none.
  public mutating func add(_ code: String) -> Int? {
    if 2 * codes.count >= table.count { grow() }
    let slot = slot(of: code.utf8)
    let earlier = table[slot] < 0 ? nil : Int(table[slot])
    if earlier == nil { table[slot] = Int32(codes.count) }
    codes.append(code)
    return earlier
  }

  /// The position of a code, or `nil` where it does not stand.
  public func position(of code: String) -> Int? {
    let position = table[slot(of: code.utf8)]
    return position < 0 ? nil : Int(position)
  }

  /// The position of the longest code, shorter than this one, that this one begins with.
  public func positionOfLongestPrefix(of code: String) -> Int? {
    var prefix = code.utf8.dropLast()
    while !prefix.isEmpty {
      let position = table[slot(of: prefix)]
      if position >= 0 { return Int(position) }
      prefix = prefix.dropLast()
    }
    return nil
  }

  /// The slot that holds a code, or the free one that would.
  private func slot(of code: some Collection<UInt8>) -> Int {
    // FNV-1a.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in code { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ hash >> 32) & (table.count - 1)
    while table[slot] >= 0, !codes[Int(table[slot])].utf8.elementsEqual(code) {
      slot = (slot + 1) & (table.count - 1)
    }
    return slot
  }

  private mutating func grow() {
    let codes = codes
    self = CodeIndex(minimumCapacity: table.count)
    for code in codes { _ = add(code) }
  }
}
