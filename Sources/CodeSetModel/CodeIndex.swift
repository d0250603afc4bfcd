/// Where each code of a release is, found by the code.
///
/// A release has some 100,000 codes, and every stage asks for their parents. A code has few characters:
/// packed into one number, it is compared and cut shorter in one step, and a table over these numbers is
/// several times faster than a dictionary of strings.
public struct CodeIndex: Sendable {
  /// The packed codes by position; 0 for one that is too long to be packed.
  private var keys: [UInt64] = []
  /// The position of a code and 1, in the slot that its key leads to; 0 for a free slot. The length is a
  /// power of two, at least twice the number of codes.
  private var slots: [Int32]
  /// The codes that are too long to be packed. No known code set has one.
  private var longCodes: [String: Int] = [:]

  package init(minimumCapacity: Int = 0) {
    var size = 16
    while size < 2 * minimumCapacity { size *= 2 }
    slots = Array(repeating: 0, count: size)
    keys.reserveCapacity(minimumCapacity)
  }

  package init(_ codes: some Sequence<String>) {
    self.init(minimumCapacity: codes.underestimatedCount)
    for code in codes { _ = add(code) }
  }

  /// Adds a code and returns where an equal one is already, or `nil` where there is none.
  public mutating func add(_ code: String) -> Int? {
    let key = Self.key(of: code)
    defer { keys.append(key) }
    guard key != 0 else {
      if let earlier = longCodes[code] { return earlier }
      longCodes[code] = keys.count
      return nil
    }
    if 2 * keys.count >= slots.count { grow() }
    let slot = slot(of: key)
    if slots[slot] != 0 { return Int(slots[slot]) - 1 }
    slots[slot] = Int32(keys.count + 1)
    return nil
  }

  /// The position of a code, the first of those that are equal, or `nil` where it is not there.
  public func position(of code: String) -> Int? {
    let key = Self.key(of: code)
    return key == 0 ? longCodes[code] : position(of: key)
  }

  /// The position of a code that is packed: its bytes from the highest to the lowest.
  package func position(ofPacked key: UInt64) -> Int? { position(of: key) }

  /// The position of the longest code, shorter than this one, that this one begins with.
  public func positionOfLongestPrefix(of code: String) -> Int? {
    var prefix = code
    while prefix.utf8.count > Self.longest {
      prefix.removeLast()
      if let position = position(of: prefix) { return position }
    }
    let key = Self.key(of: prefix)
    for length in stride(from: prefix.utf8.count - 1, to: 0, by: -1) {
      if let position = position(of: key & ~0 << UInt64(64 - 8 * length)) { return position }
    }
    return nil
  }

  /// How many bytes can be packed.
  package static let longest = 8

  /// The bytes of a code from the highest to the lowest; 0 for one that is too long.
  private static func key(of code: String) -> UInt64 {
    let bytes = code.utf8
    guard bytes.count <= longest else { return 0 }
    var key: UInt64 = 0
    var shift: UInt64 = 64
    for byte in bytes {
      shift &-= 8
      key |= UInt64(byte) &<< shift
    }
    return key
  }

  private func position(of key: UInt64) -> Int? {
    let position = slots[slot(of: key)]
    return position == 0 ? nil : Int(position) - 1
  }

  /// The slot that leads to a code, or the free one that would.
  private func slot(of key: UInt64) -> Int {
    // Fibonacci hashing: the upper bits of the product are spread well.
    let mixed = (key ^ key >> 32) &* 0x9E37_79B9_7F4A_7C15
    var slot = Int(truncatingIfNeeded: mixed >> 32) & (slots.count - 1)
    while slots[slot] != 0, keys[Int(slots[slot]) - 1] != key { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: 0, count: 2 * old.count)
    for position in old where position != 0 { slots[slot(of: keys[Int(position) - 1])] = position }
  }
}
