import CodeSetModel

/// A value of one of the axes.
enum AxisValue: Hashable, Sendable {
  case trimester(Trimester)
  case laterality(Laterality)
  case episode(Episode)
  case encounter(Encounter)
  case fracture(Fracture)
  case healing(Healing)
  case fetus(Fetus)

  var axis: Axis {
    switch self {
    case .trimester: .trimester
    case .laterality: .laterality
    case .episode: .episode
    case .encounter: .encounter
    case .fracture: .fracture
    case .healing: .healing
    case .fetus: .fetus
    }
  }

  var rawValue: String {
    switch self {
    case .trimester(let value): value.rawValue
    case .laterality(let value): value.rawValue
    case .episode(let value): value.rawValue
    case .encounter(let value): value.rawValue
    case .fracture(let value): value.rawValue
    case .healing(let value): value.rawValue
    case .fetus(let value): value.rawValue
    }
  }
}

/// Words of a title that name a value: those in square brackets, where the others stand around them.
struct AxisPhrase: Sendable {
  /// The phrase as it is declared.
  let text: String
  let value: AxisValue
  let words: [Word]
  /// Which of `words` carry the value.
  let marked: Range<Int>
  /// The word by which the phrase is found: its longest, or the last of these. Long words are rare, so few
  /// titles are looked at twice. Phrases of which one holds the other have to share it.
  let anchor: Int

  init(_ text: String, _ value: AxisValue) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "[" || $0 == "]" }
    precondition(parts.count == 3, "a phrase holds one pair of square brackets: \(text)")
    let before = Word.all(in: String(parts[0]))
    let marked = Word.all(in: String(parts[1]))
    self.text = text
    self.value = value
    words = before + marked + Word.all(in: String(parts[2]))
    self.marked = before.count..<before.count + marked.count
    let lengths = text.split { !$0.isLetter && !$0.isNumber }.map(\.utf8.count)
    anchor = lengths.lastIndex(of: lengths.max() ?? 0) ?? 0
  }
}

/// The vocabulary's phrases, by the word they are found by.
struct PhraseBook: Sendable {
  /// A phrase whose words are a range of `words`: comparing it with a title follows no reference.
  private struct Entry: Sendable {
    let value: AxisValue
    let words: Range<Int>
    let marked: Range<Int>
    let anchor: Int
  }

  private var words: [Word] = []
  private var entries: [Entry] = []
  /// The phrases found by one word, those of an axis together and the longest first: "initial encounter for
  /// fracture" before "initial encounter".
  private var groups: [Range<Int>] = []

  init(_ phrases: [AxisPhrase], into triggers: inout TriggerWords) {
    var phrasesOfWord: [Word: [AxisPhrase]] = [:]
    for phrase in phrases { phrasesOfWord[phrase.words[phrase.anchor], default: []].append(phrase) }
    for (word, phrases) in phrasesOfWord {
      triggers.insert(word, .phrase, phrases: UInt8(groups.count))
      let start = entries.count
      let order = phrases.sorted {
        ($0.value.axis.rawValue, $1.words.count) < ($1.value.axis.rawValue, $0.words.count)
      }
      for phrase in order {
        let range = words.count..<words.count + phrase.words.count
        words += phrase.words
        entries.append(
          Entry(value: phrase.value, words: range, marked: phrase.marked, anchor: phrase.anchor))
      }
      groups.append(start..<entries.count)
    }
  }

  /// Calls `body` for the phrases that stand around a word of a title, at most one per axis, with the
  /// positions of their marked words.
  func forEachMatch(
    at trigger: TitleWords.Trigger, in title: Range<Int>, of titles: TitleWords,
    _ body: (AxisValue, Range<Int>) -> Void
  ) {
    var axis: Axis?
    for index in groups[Int(trigger.uses.phrases)] where entries[index].value.axis != axis {
      let start = trigger.position - entries[index].anchor
      guard stands(entries[index].words, at: start, in: title, of: titles) else { continue }
      axis = entries[index].value.axis
      let marked = entries[index].marked
      body(entries[index].value, start + marked.lowerBound..<start + marked.upperBound)
    }
  }

  private func stands(_ phrase: Range<Int>, at start: Int, in title: Range<Int>, of titles: TitleWords)
    -> Bool
  {
    guard start >= title.lowerBound, start + phrase.count <= title.upperBound else { return false }
    for offset in 0..<phrase.count
    where titles.words[start + offset].word != words[phrase.lowerBound + offset] {
      return false
    }
    return true
  }
}
