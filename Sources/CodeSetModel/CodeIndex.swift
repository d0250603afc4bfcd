/// Where each code of a release stands, found by the code.
///
/// A release has some 100,000 codes, and every stage asks for their parents. A code has at most seven or
/// eight characters: packed into one number, it is compared and cut shorter in one step, and the table over
/// these numbers is several times faster than a dictionary of strings.
public struct CodeIndex: Sendable {
  /// The codes in the order in which they were added.
  private var keys: [Key] = []
  /// Positions in `keys`, or -1; the length is a power of two, at least twice the number of codes.
  private var table: [Int32]

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
    let key = Key(code)
    let slot = slot(of: key)
    keys.append(key)
    guard table[slot] < 0 else { return Int(table[slot]) }
    table[slot] = Int32(keys.count - 1)
    return nil
  }

  /// The position of a code, the first of those that are equal, or `nil` where it does not stand.
  public func position(of code: String) -> Int? { position(of: Key(code)) }

  /// The position of the longest code, shorter than this one, that this one begins with.
  public func positionOfLongestPrefix(of code: String) -> Int? {
    let key = Key(code)
    for length in stride(from: key.length - 1, to: 0, by: -1) {
      if let position = position(of: key.prefix(length)) { return position }
    }
    return nil
  }

  private func position(of key: Key) -> Int? {
    let position = table[slot(of: key)]
    return position < 0 ? nil : Int(position)
  }

  /// The slot that holds a code, or the free one that would.
  private func slot(of key: Key) -> Int {
    var slot = key.hash & (table.count - 1)
    while table[slot] >= 0, keys[Int(table[slot])] != key { slot = (slot + 1) & (table.count - 1) }
    return slot
  }

  private mutating func grow() {
    let keys = keys
    self = CodeIndex(minimumCapacity: table.count)
    for (position, key) in keys.enumerated() {
      let slot = slot(of: key)
      self.keys.append(key)
      if table[slot] < 0 { table[slot] = Int32(position) }
    }
  }
}

/// A code as numbers: its first eight bytes, from the highest to the lowest, and whatever comes after them.
private struct Key: Equatable, Sendable {
  var first: UInt64 = 0
  /// Empty for every code of the known code sets.
  var rest: String = ""
  var length: Int

  init(_ code: String) {
    let bytes = code.utf8
    length = bytes.count
    var shift: UInt64 = 56
    for byte in bytes.prefix(8) {
      first |= UInt64(byte) << shift
      shift &-= 8
    }
    if length > 8 { rest = String(decoding: bytes.dropFirst(8), as: UTF8.self) }
  }

  func prefix(_ length: Int) -> Key {
    var key = self
    key.length = length
    if length > 8 {
      key.rest = String(decoding: rest.utf8.prefix(length - 8), as: UTF8.self)
    } else {
      key.rest = ""
      if length < 8 { key.first &= ~0 << UInt64(64 - 8 * length) }
    }
    return key
  }

  /// A number that spreads over the table: Fibonacci hashing.
  var hash: Int {
    let mixed = (first ^ UInt64(length)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 32)
  }
}
