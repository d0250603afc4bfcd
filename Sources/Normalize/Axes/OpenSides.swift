import CodeSetModel

/// Tells where an "unspecified" leaves the side open, by comparing a title with those of its relatives.
///
/// "Unspecified" alone does not say what is unspecified. In S72.309A "Unspecified fracture of shaft of
/// unspecified femur" the second one is the side: there is an "Unspecified fracture of shaft of right femur",
/// and no "Right fracture of shaft". In M25.50 "Pain in unspecified joint" it is the place.
struct OpenSides {
  let codes: [Code]
  let titles: TitleWords
  let sides: SideWords
  let relatives: Relatives
  let vocabulary = OpenSideWords()

  /// The titles that name a side, each with its category.
  private var titlesWithSide: NumberSet
  /// The headers one of whose children names a side.
  private(set) var hasSidedChild: [Bool]
  /// The categories that say which finger or toe of which side.
  private(set) var hasSidedDigits: [Bool]
  /// For each code already read, which of its words leave the side open: bit 3 is the fourth word.
  private var openWords: [UInt64]

  init(codes: [Code], titles: TitleWords, sides: SideWords, relatives: Relatives) {
    self.codes = codes
    self.titles = titles
    self.sides = sides
    self.relatives = relatives
    titlesWithSide = NumberSet(capacity: sides.words.count)
    hasSidedChild = Array(repeating: false, count: codes.count)
    hasSidedDigits = Array(repeating: false, count: codes.count)
    openWords = Array(repeating: 0, count: codes.count)
    for code in codes.indices where sides.anyCounts(in: code) {
      let category = relatives.categories[code]
      titlesWithSide.insert(TitleNumber(titles.words(of: code), of: titles).inCategory(category))
      if let parent = relatives.parents[code] { hasSidedChild[parent] = true }
      if !hasSidedDigits[category], sides.counting(in: code).contains(where: { namesDigit($0, in: code) }) {
        hasSidedDigits[category] = true
      }
    }
  }

  /// Whether a finger or a toe follows a side, as in "right index finger".
  private func namesDigit(_ side: SideWord, in code: Int) -> Bool {
    let end = min(side.position + 4, titles.words(of: code).upperBound)
    return (side.position + 1..<end).contains { vocabulary.digits.contains(titles.words[$0].word) }
  }

  /// The words "unspecified" of a title that leave its side open, with the ground for each.
  ///
  /// To be asked in published order, a header before its children.
  mutating func openWords(of code: Int) -> [(position: Int, basis: AxisMention.Basis)] {
    // Where a side is named, none is open: "unspecified open wound of right cheek".
    if sides.namesSide(code) { return [] }
    let title = titles.words(of: code)
    var candidates: [Int] = []
    for index in titles.triggers(of: code) where titles.triggers[index].uses.kinds.contains(.unspecified) {
      let position = titles.triggers[index].position
      if !isPartOfResidualClass(position, in: title) { candidates.append(position) }
    }
    var open = spokenOf(candidates, in: title)
    if open.isEmpty { open = replaceableWords(candidates, of: code).map { ($0, .sibling) } }
    if open.isEmpty {
      open =
        candidates
        .filter { isOpenInParent($0, of: code) || isOpenAmongSiblings($0, of: code) }
        .map { ($0, .sibling) }
    }
    for (position, _) in open where position - title.lowerBound < UInt64.bitWidth {
      openWords[code] |= 1 << UInt64(position - title.lowerBound)
    }
    return open
  }

  /// "Other and unspecified finger", "not applicable or unspecified": a class of what is left over.
  private func isPartOfResidualClass(_ position: Int, in title: Range<Int>) -> Bool {
    position > title.lowerBound && vocabulary.conjunctions.contains(titles.words[position - 1].word)
  }

  /// "Unspecified side": the title itself says what is open.
  private func spokenOf(
    _ positions: [Int], in title: Range<Int>
  ) -> [(position: Int, basis: AxisMention.Basis)] {
    positions.lazy
      .filter { $0 + 1 < title.upperBound && titles.words[$0 + 1].word == vocabulary.side }
      .map { ($0, .title) }
  }

  /// The words "unspecified" in whose place another title of the category has a side, one for all: "pain in
  /// unspecified ankle and joints of unspecified foot" and "pain in right ankle and joints of right foot".
  private func replaceableWords(_ positions: [Int], of code: Int) -> [Int] {
    guard !positions.isEmpty else { return [] }
    let title = titles.words(of: code)
    let number = TitleNumber(title, of: titles)
    let category = relatives.categories[code]
    var replaceable = 0
    for chosen in 1..<(1 << min(positions.count, 4)) {
      let some = positions.indices.lazy.filter { chosen & (1 << $0) != 0 }.map { positions[$0] }
      let isReplaceable = vocabulary.sides.contains { side in
        let other = number.replacing(some.map { $0 - title.lowerBound }, vocabulary.unspecified, by: side)
        return titlesWithSide.contains(other.inCategory(category))
      }
      if isReplaceable { replaceable |= chosen }
    }
    return positions.indices.lazy.filter { replaceable & (1 << $0) != 0 }.map { positions[$0] }
  }

  /// Whether the parent's title begins with the same words, and leaves the side open there: a seventh
  /// character below S42.009 "Fracture of unspecified part of unspecified clavicle".
  private func isOpenInParent(_ position: Int, of code: Int) -> Bool {
    guard let parent = relatives.parents[code] else { return false }
    let title = titles.words(of: code)
    let parentTitle = titles.words(of: parent)
    let offset = position - title.lowerBound
    guard offset < parentTitle.count, offset < UInt64.bitWidth, openWords[parent] >> UInt64(offset) & 1 == 1
    else { return false }
    return (0...offset).allSatisfy {
      titles.words[title.lowerBound + $0].word == titles.words[parentTitle.lowerBound + $0].word
    }
  }
}

/// The vocabulary that telling open sides needs, as words.
struct OpenSideWords: Sendable {
  let unspecified = Word("unspecified")
  let side = Word("side")
  let conjunctions = [Word("and"), Word("or")]
  let sides = AxisVocabulary.sides.map { Word($0.word) }
  let places = AxisVocabulary.places.map { Word($0) }
  let limbs = AxisVocabulary.limbs.map { Word($0) }
  let digits = AxisVocabulary.digits.map { Word($0) }
}

/// A number for a title that can be worked out again when one word is replaced by another.
private struct TitleNumber {
  private(set) var number: UInt64 = 0

  private static let powers: [UInt64] = (0..<128).reduce(into: [1]) { powers, _ in
    powers.append((powers.last ?? 1) &* 0x2545_F491_4F6C_DD1D)
  }

  init(_ title: Range<Int>, of titles: TitleWords) {
    for (offset, position) in title.enumerated() {
      number &+= titles.words[position].word.number &* Self.powers[offset % Self.powers.count]
    }
  }

  func replacing(_ offsets: some Sequence<Int>, _ old: Word, by new: Word) -> TitleNumber {
    var result = self
    for offset in offsets {
      result.number &+= (new.number &- old.number) &* Self.powers[offset % Self.powers.count]
    }
    return result
  }

  func inCategory(_ category: Int) -> UInt64 {
    (number ^ UInt64(category) &* 0x9E37_79B9_7F4A_7C15) | 1
  }
}
