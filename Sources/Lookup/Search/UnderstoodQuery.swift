import Search

/// What the words of a text mean: the queries of them, and which words no text has.
struct UnderstoodQuery {
  let queries: [SearchQuery]
  let corrections: [WordCorrection]
  /// The last word, which may be the beginning of one.
  let last: String?
  /// The words that some text has.
  let known: Set<String>
  let synonyms: Synonyms

  init(
    _ typed: [TypedWord], in indexes: [StoredIndex], _ synonyms: Synonyms, _ rules: SearchRules
  ) throws {
    var vocabulary = Vocabulary(indexes: indexes)
    let content = typed.filter { !rules.stopWords.contains($0.word) }
    let kept = content.isEmpty ? typed : content
    var corrections: [WordCorrection] = []
    var forms: [String] = []
    for (place, word) in kept.enumerated() {
      let form = word.form
      if try vocabulary.has(form) || synonyms.words.contains(form) {
        forms.append(form)
        continue
      }
      let length = form.utf16.count
      if length >= rules.prefixLength, place == kept.count - 1 || length >= 4,
        try vocabulary.hasBeginning(form)
      {
        forms.append(form)
        continue
      }
      let parts = try vocabulary.twoWords(in: form)
      let near = try vocabulary.nearest(form, rules, most: parts == nil ? 2 : 1)
      if near.isEmpty, let parts {
        forms += parts
        continue
      }
      let shown = try near.first.flatMap { try vocabulary.written($0) }
      corrections.append(WordCorrection(word: word.word, words: near, shown: shown))
      forms.append(near.first ?? form)
    }
    for form in forms { _ = try vocabulary.has(form) }
    let others = try vocabulary.joinedAndApart(forms, rules)
    for form in others.joined() { _ = try vocabulary.has(form) }
    let spoken = vocabulary.known
    queries =
      synonyms.queries(forms, limit: rules.alternatives) { spoken.contains($0) }
      + others.flatMap { synonyms.queries($0, limit: 4) { spoken.contains($0) } }
    for form in queries.flatMap(\.words) { _ = try vocabulary.has(form) }
    known = vocabulary.known
    self.corrections = corrections
    last = forms.last
    self.synonyms = synonyms
  }
}

/// A word that no text has, and those that differ least from it, the commonest first.
struct WordCorrection {
  let word: String
  let words: [String]
  /// The first of these as a text has it.
  let shown: String?
}

/// The words of several indexes.
private struct Vocabulary {
  let indexes: [StoredIndex]
  private(set) var known: Set<String> = []
  private var unknown: Set<String> = []

  init(indexes: [StoredIndex]) { self.indexes = indexes }

  mutating func has(_ form: String) throws -> Bool {
    if known.contains(form) { return true }
    if unknown.contains(form) { return false }
    for index in indexes where try index.word(form) != nil {
      known.insert(form)
      return true
    }
    unknown.insert(form)
    return false
  }

  func written(_ form: String) throws -> String? {
    for index in indexes { if let word = try index.word(form) { return word.written } }
    return nil
  }

  func hasBeginning(_ form: String) throws -> Bool {
    for index in indexes where try index.hasWord(beginningWith: form) { return true }
    return false
  }

  mutating func twoWords(in form: String) throws -> [String]? {
    let bytes = form.utf8.count
    guard bytes >= 6 else { return nil }
    // Which parts are known is asked once for all; what is left is text alone.
    for place in 3...bytes - 3 {
      _ = try has(String(decoding: form.utf8.prefix(place), as: UTF8.self))
      _ = try has(String(decoding: form.utf8.dropFirst(place), as: UTF8.self))
    }
    let known = known
    return Search.twoWords(in: form) { known.contains($0) }
  }

  mutating func joinedAndApart(_ forms: [String], _ rules: SearchRules) throws -> [[String]] {
    for place in forms.indices.dropLast() { _ = try has(forms[place] + forms[place + 1]) }
    for form in forms {
      for prefix in rules.hyphenPrefixes where form.hasPrefix(prefix) {
        _ = try has(String(form.dropFirst(prefix.count)))
      }
    }
    let known = known
    return Search.joinedAndApart(forms, rules) { known.contains($0) }
  }

  func nearest(_ form: String, _ rules: SearchRules, most: Int) throws -> [String] {
    let length = form.utf16.count
    guard length >= rules.oneEditLength, !form.contains(where: { ("0"..."9").contains($0) }),
      let first = form.unicodeScalars.first
    else { return [] }
    for limit in 1...(length >= rules.twoEditLength ? most : 1) {
      var counts: [String: Int] = [:]
      for index in indexes {
        for word in try index.words(beginningWith: String(first))
        where word.form.utf16.count >= rules.oneEditLength - 1 && isWithin(limit, word.form, form) {
          counts[word.form, default: 0] += word.count
        }
      }
      if !counts.isEmpty {
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6).map(\.key)
      }
    }
    return []
  }
}
