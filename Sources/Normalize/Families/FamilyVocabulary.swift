/// The words that make no difference between two titles of a family, for medical coders to read and extend.
enum FamilyVocabulary {
  /// Words that join an axis phrase to its title: "fracture of right femur" and "fracture, right femur",
  /// "gestational edema, first trimester" and "gestational edema, complicating childbirth". "With" and
  /// "without" are not among them, nor "and" and "or".
  ///
  /// "S" is what is left of "toe(s)".
  static let functionWords = ["the", "of", "in", "on", "at", "s", "complicating"]

  /// By how many words the titles of siblings may differ, so that one is still the other's counterpart:
  /// "bilateral" beside "right side of brain" (P91.823), "iris" beside "iris and ciliary body" (H21.509).
  static let siblingDifference = 3
  /// The same for the codes below a sibling: "first carpometacarpal joints" beside "first carpometacarpal joint,
  /// right hand" (M18.0, M18.11).
  static let nephewDifference = 2

  /// Code sets whose titles are put together from the values of the characters: what does not read the same
  /// there is not the same. Elsewhere people wrote the titles, one by one.
  static let systemsOfBuiltTitles = ["icd10pcs"]
}
