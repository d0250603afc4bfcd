import CodeSetModel

/// The vocabulary by which titles are read, as rows for people: what `codeset normalize --list-vocabulary`
/// prints and the documentation shows.
package let vocabularyRows: [(kind: String, words: String, meaning: String)] = {
  let phrases = AxisVocabulary.phrases.map { phrase in
    (
      phrase.value == nil ? "no \(phrase.axis)" : phrase.axis.rawValue, phrase.text,
      phrase.value?.rawValue ?? phrase.reason
    )
  }
  let sides = AxisVocabulary.sides.map { ("laterality", $0.word, $0.side.rawValue) }
  let episodes = AxisVocabulary.episodes.map {
    ("episode", $0.word, "\($0.episode.rawValue), where the category sets it against the others")
  }
  let names = AxisVocabulary.namesOfNoSide.flatMap { name in
    name.names.map { ("no side", $0, name.reason) }
  }
  let places = AxisVocabulary.places.map {
    ("open place", "unspecified \($0)", "which place or tissue is open, not which side")
  }
  let joining = FamilyVocabulary.functionWords.map {
    ("joining word", $0, "makes no difference between two titles of a family")
  }
  return phrases + sides + episodes + names + places + joining
}()
