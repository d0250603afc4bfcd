import CodeSetModel

/// The episodes of obstetric care that the titles of a release set against each other.
///
/// "Pregnancy" in a title is an episode only beside a parallel title of the same category: O99.011 "Anemia
/// complicating pregnancy, first trimester" beside O99.02 "Anemia complicating childbirth". In O23.01
/// "Infections of kidney in pregnancy, first trimester" it is a circumstance.
struct Episodes: Sendable {
  /// The one word of a title that would be an episode.
  private struct Candidate: Sendable {
    var position: Int
    var episode: Episode
    /// A number for the words before it and the category.
    var beginning: UInt64
  }

  private let titles: TitleWords
  private let relatives: Relatives
  private var candidates: [Int: Candidate] = [:]
  private var episodes: [UInt64: Set<Episode>] = [:]
  private let words = AxisVocabulary.episodes.map { (word: Word($0.word), episode: $0.episode) }

  init(titles: TitleWords, count: Int, relatives: Relatives) {
    self.titles = titles
    self.relatives = relatives
    for code in 0..<count where titles.holds(.episode, in: code) {
      guard let candidate = candidate(in: code) else { continue }
      candidates[code] = candidate
      episodes[candidate.beginning, default: []].insert(candidate.episode)
    }
  }

  /// The first word that would be an episode, if the title names no other episode: "in pregnancy, childbirth
  /// and the puerperium" is none.
  private func candidate(in code: Int) -> Candidate? {
    let title = titles.words(of: code)
    var found: Candidate?
    for index in titles.triggers(of: code) {
      let position = titles.triggers[index].position
      guard let episode = words.first(where: { $0.word == titles.words[position].word })?.episode else {
        continue
      }
      if let found, found.episode != episode { return nil }
      // "Complicating childbirth" ends a clause; "pregnancy test" goes on.
      let endsClause = position + 1 == title.upperBound || titles.words[position + 1].beginsClause
      guard found == nil, endsClause, position > title.lowerBound else { continue }
      found = Candidate(
        position: position, episode: episode, beginning: beginning(before: position, in: code))
    }
    return found
  }

  private func beginning(before position: Int, in code: Int) -> UInt64 {
    (titles.words(of: code).lowerBound..<position).reduce(UInt64(relatives.categories[code])) {
      ($0 ^ titles.words[$1].word.number) &* 0x9E37_79B9_7F4A_7C15
    }
  }

  /// The episode of a title and the word that names it.
  func episode(of code: Int) -> (position: Int, episode: Episode)? {
    guard let candidate = candidates[code] else { return nil }
    // A header that only its codes have parallels for: O88.01 "Obstetric air embolism in pregnancy" above "Air
    // embolism in pregnancy, first trimester".
    let isHeaderOfParallel = relatives.children(of: code).contains { child in
      candidates[child].map { $0.episode == candidate.episode && isParallel($0) } ?? false
    }
    return isParallel(candidate) || isHeaderOfParallel ? (candidate.position, candidate.episode) : nil
  }

  private func isParallel(_ candidate: Candidate) -> Bool {
    episodes[candidate.beginning, default: []].count > 1
  }
}
