/// The words that make no difference between two titles of a family, for medical coders to read and extend.
enum FamilyVocabulary {
  /// Words that join an axis phrase to its title: "fracture of right femur" and "fracture, right femur",
  /// "gestational edema, first trimester" and "gestational edema, complicating childbirth". "With" and
  /// "without" are not among them, nor "and" and "or".
  ///
  /// "S" is what is left of "toe(s)".
  static let functionWords = ["the", "of", "in", "on", "at", "s", "complicating"]

  /// How many words name an organ beside a side, as "right eye" or "right upper limb" (Q71.21): what one of
  /// two titles may do without.
  static let organLength = 3

  /// By how many words the titles of siblings may differ, so that one is still the other's counterpart:
  /// "iris" beside "iris and ciliary body" (H21.509), "high" beside "thigh" (S74.21).
  static let siblingDifference = 3

  /// Code sets whose titles are put together from the values of the characters: what does not read the same
  /// there is not the same. Elsewhere people wrote the titles, one by one.
  /// In HCPCS there are no headers either, below which two codes could be each other's counterpart.
  static let systemsOfBuiltTitles = ["icd10pcs", "hcpcs"]
}
