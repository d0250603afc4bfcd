import CodeSetModel

/// A word of side that is in a name of no side.
package struct WordOfNoSide: Sendable {
  /// The position of the code whose title it is, among the codes that were read.
  package let code: Int
  /// The declaration that explains it, by its position in `AxisVocabulary.namesOfNoSide`.
  package let name: Int
  /// Where it is in the long title, in bytes.
  package let start: Int
  package let length: Int
}

/// The words of side in titles that are no side: what is not a mention has a reason.
package func wordsOfNoSide(in codes: [Code]) -> [WordOfNoSide] {
  var triggers = TriggerWords()
  for (word, _) in AxisVocabulary.sides { triggers.insert(Word(word), .side) }
  let titles = TitleWords(of: codes, triggers: triggers)
  let sides = SideWords(titles, count: codes.count)
  return codes.indices.flatMap { code in
    sides[code].compactMap { side in
      side.name.map { name in
        let word = titles.words[side.position]
        return WordOfNoSide(
          code: code, name: name, start: Int(word.start), length: Int(word.end - word.start))
      }
    }
  }
}
