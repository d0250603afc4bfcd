import CodeSetModel

/// The words of titles without their axis phrases, for telling whether two titles say the same.
///
/// Case, punctuation and function words do not count, nor whether a noun is in the plural: "right kidney" and
/// "bilateral kidneys" are of one family.
struct StemWords: Sendable {
  private let codes: [Code]
  private let mentions: [AxisMention]
  private let firstMention: [Int]
  private let functionWords = FamilyVocabulary.functionWords.map { StemWord($0).number }

  init(codes: [Code], mentions: [AxisMention], firstMention: [Int]) {
    self.codes = codes
    self.mentions = mentions
    self.firstMention = firstMention
  }

  /// Reads the words of a title without its axis phrases.
  func read(_ code: Int, into words: inout [UInt64]) {
    words.removeAll(keepingCapacity: true)
    let phrases = mentions[firstMention[code]..<firstMention[code + 1]]
    withBytes(of: code) { read($0, from: 0, without: phrases, into: &words) }
  }

  func words(of code: Int) -> [UInt64] {
    var words: [UInt64] = []
    read(code, into: &words)
    return words
  }

  /// The words between a title's last word of side and the next comma or axis phrase: "eye" in "..., right
  /// eye, mild stage". None where the side comes first: "Right ovarian pregnancy".
  func organ(of code: Int) -> [UInt64] {
    let phrases = mentions[firstMention[code]..<firstMention[code + 1]]
    guard let side = phrases.lastIndex(where: { $0.axis == .laterality }), phrases[side].start > 0 else {
      return []
    }
    let start = phrases[side].start + phrases[side].length
    let next = side + 1 < phrases.endIndex ? phrases[side + 1].start : Int.max
    var words: [UInt64] = []
    withBytes(of: code) { title in
      let rest = title[min(start, title.count)..<min(max(next, start), title.count)]
      let end = rest.firstIndex(of: UInt8(ascii: ",")) ?? rest.endIndex
      read(UnsafeBufferPointer(rebasing: title[..<end]), from: rest.startIndex, without: [], into: &words)
    }
    return words
  }

  private func withBytes(of code: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    let title = codes[code].longTitle.utf8
    let found: Void? = title.withContiguousStorageIfAvailable(body)
    // A string that is not stored as UTF-8 is copied into one that is.
    if found == nil { Array(title).withUnsafeBufferPointer(body) }
  }

  private func read(
    _ title: UnsafeBufferPointer<UInt8>, from start: Int, without phrases: ArraySlice<AxisMention>,
    into words: inout [UInt64]
  ) {
    var phrases = phrases
    var place = start
    var word = StemWord()
    while place < title.count {
      // Weeks of gestation are no axis phrase: the title says nothing else.
      while let phrase = phrases.first, phrase.start < place || phrase.basis == .definition {
        phrases.removeFirst()
      }
      if let phrase = phrases.first, phrase.start == place {
        add(&word, to: &words)
        place += max(phrase.length, 1)
        continue
      }
      if !word.append(title[place]) { add(&word, to: &words) }
      place += 1
    }
    add(&word, to: &words)
  }

  private func add(_ word: inout StemWord, to words: inout [UInt64]) {
    guard word.length > 0 else { return }
    if !functionWords.contains(word.number) { words.append(word.singular) }
    word = StemWord()
  }
}

/// A word that is read letter by letter, as a number that can do without the last letters.
struct StemWord: Sendable {
  private(set) var length = 0
  private(set) var number: UInt64 = 0
  /// The numbers without the last letter, the last two, and the last three.
  private var shorter: (UInt64, UInt64, UInt64) = (0, 0, 0)
  /// The last letters, eight bits each.
  private var letters: UInt32 = 0

  init() {}

  init(_ text: String) {
    for byte in text.utf8 { _ = append(byte) }
  }

  /// Adds a letter or digit in lower case; false at the end of a word. A hyphen is no end: "non-dominant" is
  /// one word, as "dominant" is.
  @inline(__always)
  mutating func append(_ byte: UInt8) -> Bool {
    let letter: UInt8
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: letter = byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): letter = byte | 0x20
    case UInt8(ascii: "-"): return true
    default: return false
    }
    shorter = (number, shorter.0, shorter.1)
    number = Self.adding(letter, to: number)
    letters = letters &<< 8 | UInt32(letter)
    length += 1
    return true
  }

  /// The number of the word in the singular, or of what stands for it: "kidneys" is "kidney", "arteries"
  /// "artery", "arches" "arch", and "testis" like "testes" "teste".
  var singular: UInt64 {
    guard length > 2, letters & 0xFF == UInt32(UInt8(ascii: "s")) else { return number }
    let before = UInt8(truncatingIfNeeded: letters &>> 8)
    let second = UInt8(truncatingIfNeeded: letters &>> 16)
    switch (second, before) {
    case (_, UInt8(ascii: "s")): return number
    case (UInt8(ascii: "i"), UInt8(ascii: "e")): return Self.adding(UInt8(ascii: "y"), to: shorter.2)
    case (UInt8(ascii: "h"), UInt8(ascii: "e")), (UInt8(ascii: "s"), UInt8(ascii: "e")),
      (UInt8(ascii: "x"), UInt8(ascii: "e")):
      return shorter.1
    case (_, UInt8(ascii: "i")): return Self.adding(UInt8(ascii: "e"), to: shorter.1)
    default: return shorter.0
    }
  }

  private static func adding(_ letter: UInt8, to number: UInt64) -> UInt64 {
    number &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(letter) &+ 1
  }
}
