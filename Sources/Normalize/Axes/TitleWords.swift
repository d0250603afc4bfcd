import CodeSetModel

/// A word of a title, by a number made from its letters and digits, whatever their case.
///
/// Sixty-four bits tell apart the ten thousand words that titles use, so that comparing two words compares
/// two numbers.
struct Word: Hashable, Sendable {
  let number: UInt64

  init(number: UInt64) { self.number = number }

  /// A single word.
  init(_ text: String) { number = Word.all(in: text).first?.number ?? 0 }

  /// The words of a phrase.
  static func all(in text: String) -> [Word] {
    var titles = TitleWords()
    titles.append(text, triggers: TriggerWords())
    return titles.words.map(\.word)
  }
}

/// A word where it is in a title.
struct PlacedWord: Sendable {
  var word: Word
  /// The first byte of the word in its title, and the first byte after it.
  var start: UInt32
  var end: UInt32
  /// Whether a comma or the like is between the word before and this one.
  var beginsClause: Bool
}

/// The words of the titles of a release, one title after the other, without the word "the".
struct TitleWords: Sendable {
  private(set) var words: [PlacedWord] = []
  /// The words that the vocabulary asks to look at, as positions in `words`.
  private(set) var triggers: [Trigger] = []
  private var firstWord: [Int] = [0]
  private var firstTrigger: [Int] = [0]

  struct Trigger: Sendable {
    var position: Int
    var uses: TriggerWords.Uses
  }

  init() {}

  init(of codes: [Code], triggers triggerWords: TriggerWords) {
    words.reserveCapacity(codes.count * 13)
    triggers.reserveCapacity(codes.count * 4)
    firstWord.reserveCapacity(codes.count + 1)
    firstTrigger.reserveCapacity(codes.count + 1)
    for code in codes { append(code.longTitle, triggers: triggerWords) }
  }

  func words(of title: Int) -> Range<Int> { firstWord[title]..<firstWord[title + 1] }

  /// The words of a title to look at, as positions in `triggers`.
  func triggers(of title: Int) -> Range<Int> { firstTrigger[title]..<firstTrigger[title + 1] }

  /// Whether a title holds a word of a kind.
  func holds(_ kind: TriggerWords.Kinds, in title: Int) -> Bool {
    triggers(of: title).contains { triggers[$0].uses.kinds.contains(kind) }
  }

  mutating func append(_ title: String, triggers triggerWords: TriggerWords) {
    let found: Void? = title.utf8.withContiguousStorageIfAvailable { split($0, triggers: triggerWords) }
    // A string that is not stored as UTF-8 is copied into one that is.
    if found == nil { Array(title.utf8).withUnsafeBufferPointer { split($0, triggers: triggerWords) } }
    firstWord.append(words.count)
    firstTrigger.append(triggers.count)
  }

  /// Eight letters at a time go into a word's number: most words are done with one multiplication.
  private mutating func split(_ bytes: UnsafeBufferPointer<UInt8>, triggers triggerWords: TriggerWords) {
    var letters: UInt64 = 0
    var number: UInt64 = 0
    var length = 0
    var beginsClause = true
    for place in 0...bytes.count {
      let letter = place < bytes.count ? Letters.folded(bytes[place]) : Letters.gap
      if letter > Letters.clauseGap {
        letters = letters &<< 8 | UInt64(letter)
        length += 1
        if length & 7 == 0 {
          number = mixed(number ^ letters)
          letters = 0
        }
        continue
      }
      if length > 0 {
        let word = Word(number: mixed(number ^ letters))
        if word != Letters.the {
          add(word, from: place - length, to: place, beginsClause: beginsClause, triggers: triggerWords)
          beginsClause = false
        }
        letters = 0
        number = 0
        length = 0
      }
      if letter == Letters.clauseGap { beginsClause = true }
    }
  }

  private mutating func add(
    _ word: Word, from start: Int, to end: Int, beginsClause: Bool, triggers triggerWords: TriggerWords
  ) {
    let uses = triggerWords.uses(of: word)
    if !uses.kinds.isEmpty { triggers.append(Trigger(position: words.count, uses: uses)) }
    words.append(
      PlacedWord(word: word, start: UInt32(start), end: UInt32(end), beginsClause: beginsClause))
  }
}

/// What a byte of a title is for the words: a letter or digit, or what is between words.
private enum Letters {
  static let gap: UInt8 = 0
  static let clauseGap: UInt8 = 1
  static let the = Word(number: mixed(0x74_6865))

  /// The byte in lower case; a byte of a letter outside ASCII stays as it is.
  @inline(__always)
  static func folded(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: byte
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "."): clauseGap
    default: gap
    }
  }
}
