import CodeSetModel

/// The vocabulary's phrases, by the word they are found by.
struct PhraseBook: Sendable {
  /// A phrase whose words are a range of `words`: comparing it with a title follows no reference.
  private struct Entry: Sendable {
    let axis: Axis
    let value: AxisValue?
    let head: Range<Int>
    let words: Range<Int>
    let marked: Range<Int>
    let anchor: Int
    let beginsTitle: Bool
    let beginsClause: Bool
    let closesParenthesis: Bool
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
        ($0.axis.number, $1.length) < ($1.axis.number, $0.length)
      }
      for phrase in order {
        let start = words.count
        words += phrase.head + phrase.words
        entries.append(
          Entry(
            axis: phrase.axis, value: phrase.value, head: start..<start + phrase.head.count,
            words: start + phrase.head.count..<words.count, marked: phrase.marked, anchor: phrase.anchor,
            beginsTitle: phrase.beginsTitle, beginsClause: phrase.beginsClause,
            closesParenthesis: phrase.closesParenthesis))
      }
      groups.append(start..<entries.count)
    }
  }

  /// Calls `body` for the phrases around a word of a title, at most one per axis, with the positions of the words
  /// that carry the value, and whether a parenthesis after them belongs to them.
  func forEachMatch(
    at trigger: TitleWords.Trigger, in title: Range<Int>, of titles: TitleWords,
    _ body: (AxisValue, Range<Int>, Bool) -> Void
  ) {
    var axis: Axis?
    for index in groups[Int(trigger.uses.phrases)] where entries[index].axis != axis {
      let start = trigger.position - entries[index].anchor
      guard matches(entries[index], at: start, in: title, of: titles) else { continue }
      axis = entries[index].axis
      guard let value = entries[index].value else { continue }
      let head = entries[index].head
      if !head.isEmpty { body(value, title.lowerBound..<title.lowerBound + head.count, false) }
      let marked = entries[index].marked
      body(value, start + marked.lowerBound..<start + marked.upperBound, entries[index].closesParenthesis)
    }
  }

  private func matches(_ entry: Entry, at start: Int, in title: Range<Int>, of titles: TitleWords) -> Bool {
    guard stands(entry.words, at: start, in: title, of: titles) else { return false }
    if entry.beginsTitle, start != title.lowerBound { return false }
    if entry.beginsClause, !titles.words[start].beginsClause { return false }
    return entry.head.isEmpty
      || title.lowerBound + entry.head.count <= start
        && stands(entry.head, at: title.lowerBound, in: title, of: titles)
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

extension AxisPhrase {
  /// How many words have to be there.
  fileprivate var length: Int { head.count + words.count }
}
