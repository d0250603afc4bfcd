/// Where each code of a release stands, found by the code.
///
/// A release has some 100,000 codes, and every stage asks for their parents. A code has few characters:
/// packed into one number, it is compared and cut shorter in one step, and the table over these numbers is
/// several times faster than a dictionary of strings.
public struct CodeIndex: Sendable {
  private var keys: [UInt128] = []
  /// Positions in `keys`, or -1; the length is a power of two, at least twice the number of codes.
  private var table: [Int32]
  /// The codes that are too long to be packed. No known code set has one.
  private var longCodes: [String: Int] = [:]

  public init(minimumCapacity: Int = 0) {
    keys.reserveCapacity(minimumCapacity)
    var size = 16
    while size < 2 * minimumCapacity { size *= 2 }
    table = Array(repeating: -1, count: size)
  }

  public init(_ codes: some Sequence<String>) {
    self.init(minimumCapacity: codes.underestimatedCount)
    for code in codes { _ = add(code) }
  }

  /// Adds a code and returns where an equal one stands already, or `nil` where there is none.
  public mutating func add(_ code: String) -> Int? {
    if 2 * keys.count >= table.count { grow() }
    let position = keys.count
    let key = Self.key(of: code)
    keys.append(key)
    guard key != 0 else {
      let earlier = longCodes[code]
      if earlier == nil { longCodes[code] = position }
      return earlier
    }
    let slot = slot(of: key)
    guard table[slot] < 0 else { return Int(table[slot]) }
    table[slot] = Int32(position)
    return nil
  }

  /// The position of a code, the first of those that are equal, or `nil` where it does not stand.
  public func position(of code: String) -> Int? {
    let key = Self.key(of: code)
    return key == 0 ? longCodes[code] : position(of: key)
  }

  /// The position of the longest code, shorter than this one, that this one begins with.
  public func positionOfLongestPrefix(of code: String) -> Int? {
    var prefix = code
    while prefix.utf8.count > 17 {
      prefix.removeLast()
      if let position = longCodes[prefix] { return position }
    }
    if prefix.utf8.count == 17 { prefix.removeLast() }
    let key = Self.key(of: prefix)
    var length = prefix.utf8.count - (prefix.utf8.count == code.utf8.count ? 1 : 0)
    while length > 0 {
      if let position = position(of: key & (~0 << UInt128(128 - 8 * length))) { return position }
      length -= 1
    }
    return nil
  }

  /// The bytes of a code from the highest to the lowest; 0 for one of more than 16 bytes.
  private static func key(of code: String) -> UInt128 {
    let bytes = code.utf8
    guard bytes.count <= 16 else { return 0 }
    var (high, low): (UInt64, UInt64) = (0, 0)
    var place = 0
    for byte in bytes {
      if place < 8 {
        high |= UInt64(byte) &<< UInt64(56 &- 8 &* place)
      } else {
        low |= UInt64(byte) &<< UInt64(120 &- 8 &* place)
      }
      place &+= 1
    }
    return UInt128(high) << 64 | UInt128(low)
  }

  private func position(of key: UInt128) -> Int? {
    let position = table[slot(of: key)]
    return position < 0 ? nil : Int(position)
  }

  /// The slot that holds a code, or the free one that would.
  private func slot(of key: UInt128) -> Int {
    let (high, low) = (UInt64(truncatingIfNeeded: key >> 64), UInt64(truncatingIfNeeded: key))
    // Fibonacci hashing: the upper half of the product is spread well.
    let mixed = (high ^ low &* 31 ^ high >> 29) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: mixed >> 40 ^ mixed >> 20) & (table.count - 1)
    while table[slot] >= 0, keys[Int(table[slot])] != key { slot = (slot + 1) & (table.count - 1) }
    return slot
  }

  private mutating func grow() {
    table = Array(repeating: -1, count: 2 * table.count)
    for (position, key) in keys.enumerated() where key != 0 {
      let slot = slot(of: key)
      if table[slot] < 0 { table[slot] = Int32(position) }
    }
  }
}
