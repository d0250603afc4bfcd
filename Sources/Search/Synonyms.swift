import CodeSetModel

/// Words that people use, and those of the classification for them: "heart attack", "myocardial infarction".
package struct SearchSynonym: Sendable {
  package let words: String
  package let meaning: String
  /// Both as they are compared.
  package let phrase: SearchQuery.Phrase
}

/// The synonyms of a build, each once: those of an organization before those that come with the program, so that of one
/// phrase its own meanings are tried first. One search asks all code sets, and so do the synonyms of each.
package func searchSynonyms(of tables: Tables, _ rules: SearchRules = SearchRules()) -> [SearchSynonym] {
  var seen: Set<SearchQuery.Phrase> = []
  let own = tables.synonyms.map { (words: $0.words, meaning: $0.meaning) }
  return (own + shippedSynonyms).compactMap { words, meaning in
    let phrase = SearchQuery.Phrase(
      words: content(of: words, rules).joined(separator: " "),
      meaning: content(of: meaning, rules).joined(separator: " "))
    guard !phrase.words.isEmpty, seen.insert(phrase).inserted else { return nil }
    return SearchSynonym(words: words, meaning: meaning, phrase: phrase)
  }
}

/// Those that come with the program, `synonyms.csv`:
///
///     words,meaning,source
///     afib,atrial fibrillation,codeset
private let shippedSynonyms: [(words: String, meaning: String)] = {
  let text = String(decoding: PackageResources.synonyms_csv, as: UTF8.self)
  return text.split(separator: "\n").dropFirst().compactMap { line in
    let fields = line.split(separator: ",", omittingEmptySubsequences: false)
    return fields.count == 3 ? (String(fields[0]), String(fields[1])) : nil
  }
}()

/// The forms of a text but for the words that count for nothing.
private func content(of text: String, _ rules: SearchRules) -> [String] {
  let words = typedWords(text, rules)
  let rest = words.filter { !rules.stopWords.contains($0.word) }
  return (rest.isEmpty ? words : rest).map(\.form)
}
