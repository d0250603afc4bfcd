import CodeSetModel

/// Completed weeks of gestation in the titles of the category that counts them (Z3A), and the trimester that
/// they are by definition.
struct Gestation: Sendable {
  private let codes: [Code]
  private let titles: TitleWords
  private let relatives: Relatives
  private let categories: [Int]
  private let unspecified = Word("unspecified")
  private let notSpecified = Word.all(in: "not specified")
  private let lessThan = Word.all(in: "less than")
  private let greaterThan = Word.all(in: "greater than")
  private let orGreater = Word.all(in: "or greater")

  init(codes: [Code], titles: TitleWords, relatives: Relatives) {
    self.codes = codes
    self.titles = titles
    self.relatives = relatives
    let words = Word.all(in: AxisVocabulary.weeksCategory)
    categories = codes.indices.filter { code in
      relatives.parents[code] == nil
        && titles.words(of: code).elementsEqual(words) { titles.words[$0].word == $1 }
    }
  }

  /// Whether a code is below a category whose title says that it counts weeks of gestation.
  func isCounted(_ code: Int) -> Bool {
    relatives.parents[code] != nil && categories.contains(relatives.categories[code])
  }

  /// The trimester in which all weeks of a title lie, and the words that say so.
  func trimester(of code: Int) -> (words: Range<Int>, trimester: Trimester)? {
    let title = titles.words(of: code)
    // "Unspecified or less than 10 weeks": a header of both.
    if title.contains(where: { titles.words[$0].word == unspecified }) { return nil }
    if let words = words(notSpecified, in: title) { return (words, .unspecified) }
    guard let weeks = weeks(of: code) else { return nil }
    let trimester = Trimester(completedWeeks: weeks.count.lowerBound)
    return trimester == Trimester(completedWeeks: weeks.count.upperBound) ? (weeks.words, trimester) : nil
  }

  private func weeks(of code: Int) -> (words: Range<Int>, count: ClosedRange<Int>)? {
    let title = titles.words(of: code)
    let numbers = title.compactMap { position in number(position, in: code).map { (position, $0) } }
    guard let (first, low) = numbers.first, let (last, high) = numbers.last, low <= high else { return nil }
    if stands(lessThan, at: first - 2, in: title) { return (first - 2..<last + 1, 0...max(low - 1, 0)) }
    if stands(greaterThan, at: first - 2, in: title) { return (first - 2..<last + 1, low + 1...Int.max) }
    if stands(orGreater, at: last + 1, in: title) { return (first..<last + 3, low...Int.max) }
    return (first..<last + 1, low...high)
  }

  private func number(_ position: Int, in code: Int) -> Int? {
    let placed = titles.words[position]
    let bytes = codes[code].longTitle.utf8.dropFirst(Int(placed.start)).prefix(Int(placed.end - placed.start))
    return Int(String(Substring(bytes)))
  }

  private func words(_ phrase: [Word], in title: Range<Int>) -> Range<Int>? {
    title.first { stands(phrase, at: $0, in: title) }.map { $0..<$0 + phrase.count }
  }

  private func stands(_ phrase: [Word], at position: Int, in title: Range<Int>) -> Bool {
    position >= title.lowerBound && position + phrase.count <= title.upperBound
      && phrase.indices.allSatisfy { titles.words[position + $0].word == phrase[$0] }
  }
}

extension Trimester {
  /// The trimester after so many completed weeks of gestation: 13 first, 14 second, 28 third.
  init(completedWeeks weeks: Int) {
    self =
      weeks < AxisVocabulary.secondTrimesterWeek
      ? .first : weeks < AxisVocabulary.thirdTrimesterWeek ? .second : .third
  }
}
