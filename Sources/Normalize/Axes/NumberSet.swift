/// A set of well mixed numbers, for the hundred thousand questions that a release asks.
struct NumberSet: Sendable {
  /// Zero marks a free place.
  private var slots: [UInt64]

  /// - Parameter capacity: at most so many numbers can be inserted.
  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
  }

  mutating func insert(_ number: UInt64) { slots[slot(of: number)] = number }

  func contains(_ number: UInt64) -> Bool { slots[slot(of: number)] != 0 }

  /// Where a number is, or where it would have to go.
  private func slot(of number: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: number &>> 1 ^ number &>> 33) & (slots.count - 1)
    while slots[slot] != 0, slots[slot] != number { slot = (slot + 1) & (slots.count - 1) }
    return slot
  }
}
