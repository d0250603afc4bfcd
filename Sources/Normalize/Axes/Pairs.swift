import CodeSetModel

/// Titles that speak of both organs of a pair, each with its own finding (H54.-).
struct Pairs: Sendable {
  private let codes: [Code]
  private let titles: TitleWords
  private let relatives: Relatives
  /// The categories one of whose titles has a finding on the right and one on the left.
  private var categories: [Int] = []
  private let organs = AxisVocabulary.pairedOrgans.map { (name: $0, word: Word($0)) }
  private let other = Word("other")

  init(codes: [Code], titles: TitleWords, sides: SideWords, relatives: Relatives) {
    self.codes = codes
    self.titles = titles
    self.relatives = relatives
    // Where the body part comes first, the other side is that of what it is joined to.
    if let system = codes.first?.system, AxisVocabulary.bodyPartFirstSystems.contains(system) { return }
    for code in codes.indices where sides[code].count > 1 {
      let counting = sides.counting(in: code)
      if counting.contains(where: { $0.side == .right }), counting.contains(where: { $0.side == .left }) {
        let category = relatives.categories[code]
        if !categories.contains(category) { categories.append(category) }
      }
    }
  }

  /// What a side is said of, in a category that sets the two sides against each other: "right eye". Else
  /// blank.
  func role(of side: SideWord, in code: Int) -> String {
    guard categories.contains(relatives.categories[code]) else { return "" }
    let next = side.position + 1
    guard next < titles.words(of: code).upperBound,
      let organ = organs.first(where: { $0.word == titles.words[next].word })
    else { return "" }
    return "\(side.side.rawValue) \(organ.name)"
  }

  /// "One eye", and "other eye" after it: which of the two is not said.
  func oneOfTwo(in code: Int) -> [(words: Range<Int>, role: String)] {
    let title = titles.words(of: code)
    for index in titles.triggers(of: code) where titles.triggers[index].uses.kinds.contains(.one) {
      let one = titles.triggers[index].position
      let next = one + 1
      guard next < title.upperBound, let organ = organs.first(where: { $0.word == titles.words[next].word })
      else { continue }
      let others = (next + 1..<title.upperBound).filter {
        titles.words[$0].word == organ.word && titles.words[$0 - 1].word == other
      }
      return [(one..<next + 1, "one \(organ.name)")]
        + others.map { ($0 - 1..<$0 + 1, "other \(organ.name)") }
    }
    return []
  }
}
