/// The rules of the search, as data: what words count for, and what each kind of match and of text is worth.
///
/// The command and the lookup site follow the same ones: the site reads them as `search/rules.json`.
package struct SearchRules: Sendable {
  /// Words that carry no meaning of their own: they count for nothing, and need not be found.
  package let stopWords = [
    "a", "an", "and", "as", "at", "by", "due", "for", "from", "her", "his", "in", "into", "is", "it", "my",
    "of", "on",
    "or", "s", "that", "the", "their", "this", "to", "was", "which", "with",
  ]
  /// Words that titles add where nothing more is said, and that few people type.
  package let lightWords = [
    "unspecified", "other", "others", "specified", "nec", "nos", "elsewhere", "classified", "not", "site",
    "without",
    "complication", "complications", "initial", "encounter", "unsp", "type", "condition", "conditions",
    "disease",
    "disorder", "accidental", "unintentional", "primary", "part", "external", "approach", "mention",
    "acquired",
  ]
  /// What a light word counts for, beside 1 for a word; and one that follows "unspecified", up to the next comma.
  package let lightWeight = 0.15
  package let weightAfterUnspecified = 0.25
  /// Words that keep their s: without it they are others.
  package let unstemmedWords = ["aids", "pes", "abs", "gas", "lens"]
  /// Beginnings of words that some write joined and others apart.
  package let hyphenPrefixes = [
    "anti", "auto", "co", "extra", "gastro", "hyper", "hypo", "inter", "intra", "micro", "mid", "multi",
    "neo", "non",
    "over", "para", "peri", "post", "pre", "re", "self", "semi", "sub", "super", "trans", "under", "uni", "x",
  ]
  /// Words for a side, an encounter and the like: a code without them may still be meant.
  package let softWords = [
    "left", "right", "bilateral", "both", "initial", "subsequent", "sequela", "first", "second", "third",
    "trimester",
    "closed", "open", "displaced", "nondisplaced", "acute", "chronic",
  ]
  /// What a soft word costs that is not found.
  package let missingSoftWord = 0.85
  /// What is left of the score of a header's default child that no word of the query asks for.
  package let defaultChild = 0.96
  /// Code sets whose titles add, from the first comma, "with" or "using", what people seldom type.
  package let tabulatedSystems = ["icd10pcs"]

  /// What a word is worth that is found as it is, by what it begins with (times the share of its length), by one
  /// other letter, and by two.
  package let prefixStrength = 0.85
  package let oneEditStrength = 0.75
  package let twoEditStrength = 0.6
  /// What a word is worth that only the title of the code has, not the text that led to it.
  package let titleStrength = 0.9
  /// The letters that a word needs to be the beginning of another, and to be corrected by one letter, and by two.
  package let prefixLength = 3
  package let oneEditLength = 4
  package let twoEditLength = 8

  /// A text counts this much where it has all the words, and the rest by how much of it was asked for.
  package let queryShare = 0.45
  /// Where the text is what was typed.
  package let sameText = 0.15
  /// What one word that is not found costs, of two and of more.
  package let missingOfTwo = 0.6
  package let missingOfMore = 0.72
  /// How many words it takes for two of them to be missing.
  package let wordsForTwoMissing = 5
  /// What is left of the score of a code that is no longer in force.
  package let retired = 0.5
  /// What is left of the score of the second and third child of a header.
  package let otherChildren = [0.9, 0.85]
  /// What is left of the score of the header itself, which comes after them.
  package let header = 0.8
  /// What is below this share of the best score is no answer.
  package let leastShare = 0.4
  /// What is left of the score by code set.
  package let systemPriors: [(system: StaticString, prior: Double)] = [("icd10pcs", 0.85), ("hcpcs", 0.85)]
  /// Words that ask for a procedure, and beginnings and ends of such.
  package let procedureWords = [
    "alteration", "bypass", "change", "control", "creation", "destruction", "detachment", "dilation",
    "division",
    "drainage", "excision", "extirpation", "extraction", "fragmentation", "fusion", "insertion", "inspection",
    "map",
    "occlusion", "reattachment", "release", "removal", "repair", "replacement", "reposition", "resection",
    "restriction", "revision", "supplement", "transfer", "transplantation", "imaging", "delivery",
    "introduction",
    "transfusion", "irrigation",
  ]
  /// The score of a code that is also an abbreviation, such as "ms".
  package let codeThatIsAWord = 0.9
  /// How many codes a search ranks, and how many other queries it makes of synonyms.
  package let candidates = 120
  package let alternatives = 24

  package init() {}

  /// What is left of the score of the codes of a code set.
  package func prior(of system: String) -> Double {
    systemPriors.first { "\($0.system)" == system }?.prior ?? 1
  }

  /// The numbers among the rules, by name.
  package var numbers: [(name: StaticString, value: Double)] {
    [
      ("lightWeight", lightWeight), ("weightAfterUnspecified", weightAfterUnspecified),
      ("prefixStrength", prefixStrength), ("oneEditStrength", oneEditStrength),
      ("twoEditStrength", twoEditStrength), ("titleStrength", titleStrength),
      ("prefixLength", Double(prefixLength)),
      ("oneEditLength", Double(oneEditLength)), ("twoEditLength", Double(twoEditLength)),
      ("queryShare", queryShare),
      ("sameText", sameText), ("missingOfTwo", missingOfTwo), ("missingOfMore", missingOfMore),
      ("wordsForTwoMissing", Double(wordsForTwoMissing)), ("retired", retired), ("header", header),
      ("leastShare", leastShare),
      ("codeThatIsAWord", codeThatIsAWord), ("missingSoftWord", missingSoftWord),
      ("defaultChild", defaultChild),
      ("candidates", Double(candidates)),
      ("alternatives", Double(alternatives)),
    ]
  }
}
