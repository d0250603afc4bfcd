/// A word as it was typed.
package struct TypedWord: Sendable {
  package let word: String
  /// As it is compared.
  package let form: String
  /// Where it is in the text.
  package let range: Range<String.Index>
}

/// The words of a query.
package func typedWords(_ text: String, _ rules: SearchRules) -> [TypedWord] {
  var words: [TypedWord] = []
  var word: [UInt8] = []
  var start = text.startIndex
  func finish(at end: String.Index) {
    guard !word.isEmpty else { return }
    let plain = String(decoding: word, as: UTF8.self)
    words.append(TypedWord(word: plain, form: wordForm(plain, rules), range: start..<end))
    word = []
  }
  for place in text.unicodeScalars.indices {
    let wasEmpty = word.isEmpty
    if !appendLetter(text.unicodeScalars[place], to: &word) {
      finish(at: place)
    } else if wasEmpty, !word.isEmpty {
      start = place
    }
  }
  finish(at: text.endIndex)
  return words
}

/// Whether two words differ by so many letters at the most: one more, less, other, or two exchanged.
package func isWithin(_ limit: Int, _ one: String, _ other: String) -> Bool {
  let (one, other) = (Array(one.utf8), Array(other.utf8))
  guard abs(one.count - other.count) <= limit else { return false }
  var before: [Int] = []
  var last = Array(0...other.count)
  for row in 1...max(1, one.count) where row <= one.count {
    var next = [row]
    for column in 1...max(1, other.count) where column <= other.count {
      let isSame = one[row - 1] == other[column - 1]
      var cost = min(last[column] + 1, next[column - 1] + 1, last[column - 1] + (isSame ? 0 : 1))
      if row > 1, column > 1, one[row - 1] == other[column - 2], one[row - 2] == other[column - 1] {
        cost = min(cost, before[column - 2] + 1)
      }
      next.append(cost)
    }
    if next.allSatisfy({ $0 > limit }) { return false }
    (before, last) = (last, next)
  }
  return last[other.count] <= limit
}

/// The words that people use, with those of the classification for them.
package struct Synonyms: Sendable {
  private var meanings: [String: [[String]]] = [:]
  package private(set) var words: Set<String> = []
  private var longest = 1

  /// - Parameter phrases: the synonyms as they are compared, their words with blanks between them.
  package init(_ phrases: [SearchQuery.Phrase]) {
    for phrase in phrases {
      let forms = phrase.words.split(separator: " ").map(String.init)
      words.formUnion(forms)
      longest = max(longest, forms.count)
      meanings[phrase.words, default: []].append(phrase.meaning.split(separator: " ").map(String.init))
    }
  }

  package func meanings(of phrase: String) -> [[String]]? { meanings[phrase] }

  /// The queries that the words of one ask, the first one with its own words, the longest phrases first.
  package func queries(
    _ forms: [String], limit: Int, isKnown: (String) -> Bool
  ) -> [SearchQuery] {
    var found = [SearchQuery(words: [], phrases: [])]
    var place = 0
    while place < forms.count {
      var length = min(longest, forms.count - place)
      var known: [[String]]?
      while length > 0 {
        known = meanings[forms[place..<place + length].joined(separator: " ")]
        if known != nil { break }
        length -= 1
      }
      length = max(length, 1)
      let own = Array(forms[place..<place + length])
      var choices = (known ?? []).map {
        SearchQuery(
          words: $0, phrases: [.init(words: own.joined(separator: " "), meaning: $0.joined(separator: " "))])
      }
      if known == nil || own.allSatisfy(isKnown) {
        choices.insert(SearchQuery(words: own, phrases: []), at: 0)
      }
      found = Array(
        found.flatMap { query in
          choices.map { SearchQuery(words: query.words + $0.words, phrases: query.phrases + $0.phrases) }
        }.prefix(limit))
      place += length
    }
    return found.map { SearchQuery(words: withAbsent($0.words).unique, phrases: $0.phrases) }
  }
}

/// One of the queries that a text asks.
package struct SearchQuery: Sendable {
  package let words: [String]
  /// The phrases of the text for which words of the classification were put.
  package let phrases: [Phrase]

  package struct Phrase: Sendable, Hashable {
    package let words: String
    package let meaning: String

    package init(words: String, meaning: String) {
      self.words = words
      self.meaning = meaning
    }
  }
}

/// The words of a query, those after "without" as what is absent.
private func withAbsent(_ words: [String]) -> [String] {
  guard let place = words.firstIndex(of: "without") else { return words }
  return words[...place] + words[(place + 1)...].map(absent)
}

extension [String] {
  /// Each once, where it is first.
  package var unique: [String] {
    var seen: Set<String> = []
    return filter { seen.insert($0).inserted }
  }
}

/// A word as two that are known: "lowback".
package func twoWords(in form: String, isKnown: (String) -> Bool) -> [String]? {
  let bytes = Array(form.utf8)
  guard bytes.count >= 6 else { return nil }
  for place in 3...bytes.count - 3 {
    let parts = [
      String(decoding: bytes[..<place], as: UTF8.self), String(decoding: bytes[place...], as: UTF8.self),
    ]
    if parts.allSatisfy(isKnown) { return parts }
  }
  return nil
}

/// The words with two neighbors as one that is known ("non union"), and with one apart that is often joined
/// ("preeclampsia").
package func joinedAndApart(_ forms: [String], _ rules: SearchRules, isKnown: (String) -> Bool) -> [[String]]
{
  var found: [[String]] = []
  for place in forms.indices.dropLast() {
    let pair = forms[place] + forms[place + 1]
    if pair.utf8.count >= 5, isKnown(pair) { found.append(forms[..<place] + [pair] + forms[(place + 2)...]) }
  }
  for (place, form) in forms.enumerated() {
    for prefix in rules.hyphenPrefixes where form.hasPrefix(prefix) {
      let rest = String(form.dropFirst(prefix.count))
      if rest.utf8.count >= 3, isKnown(rest) {
        found.append(forms[..<place] + [prefix, rest] + forms[(place + 1)...])
      }
    }
  }
  return found
}
