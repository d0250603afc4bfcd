/// The few words at which reading a title looks closer, and why: a small table, asked for every word.
struct TriggerWords: Sendable {
  struct Uses: Sendable {
    var kinds: Kinds = []
    /// Which phrases of the `PhraseBook` are found by this word.
    var phrases: UInt8 = 0
  }

  struct Kinds: OptionSet, Sendable {
    let rawValue: UInt8
    /// "right", "left", "bilateral", "unilateral", "both".
    static let side = Kinds(rawValue: 1)
    /// "one", as in "one eye".
    static let one = Kinds(rawValue: 2)
    static let unspecified = Kinds(rawValue: 4)
    /// The word by which phrases are found.
    static let phrase = Kinds(rawValue: 8)
    /// "pregnancy", "childbirth", "labor", "puerperium".
    static let episode = Kinds(rawValue: 16)
  }

  private static let size = 256
  private var slots = Array(repeating: (number: UInt64(0), uses: Uses()), count: size)

  /// The uses of a word, empty for most.
  @inline(__always)
  func uses(of word: Word) -> Uses {
    let slot = slots[slot(of: word)]
    return slot.number == 0 ? Uses() : slot.uses
  }

  mutating func insert(_ word: Word, _ kind: Kinds, phrases: UInt8 = 0) {
    let slot = slot(of: word)
    slots[slot].number = word.number
    slots[slot].uses.kinds.insert(kind)
    if kind == .phrase { slots[slot].uses.phrases = phrases }
  }

  /// Where a word is, or where it would have to go.
  @inline(__always)
  private func slot(of word: Word) -> Int {
    var slot = Int(truncatingIfNeeded: word.number) & (Self.size - 1)
    while slots[slot].number != 0, slots[slot].number != word.number {
      slot = (slot + 1) & (Self.size - 1)
    }
    return slot
  }
}
