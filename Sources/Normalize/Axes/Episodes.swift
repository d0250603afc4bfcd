import CodeSetModel

/// The episodes of obstetric care that the titles of a release set against each other.
///
/// "Pregnancy" in a title is an episode only beside a parallel title of the same category: O99.011 "Anemia
/// complicating pregnancy, first trimester" beside O99.02 "Anemia complicating childbirth". In O23.01
/// "Infections of kidney in pregnancy" it is a circumstance.
struct Episodes: Sendable {
  /// A word of a title that would be an episode.
  private struct Candidate: Sendable {
    var position: Int
    var episode: Episode
    /// The words before it, in its category.
    var beginning: Beginning
  }

  private struct Beginning: Hashable, Sendable {
    var category: Int
    var number: UInt64
  }

  private let titles: TitleWords
  private var candidates: [Int: Candidate] = [:]
  private var episodes: [Beginning: Set<Episode>] = [:]

  init(titles: TitleWords, count: Int, relatives: Relatives) {
    self.titles = titles
    let words = AxisVocabulary.episodes.map { (word: Word($0.word), episode: $0.episode) }
    for code in 0..<count {
      for trigger in titles.triggers(of: code) where trigger.uses.kinds.contains(.episode) {
        let word = titles.words[trigger.position].word
        guard let episode = words.first(where: { $0.word == word })?.episode else { continue }
        if let earlier = candidates[code] {
          // A title that names two episodes has none.
          if earlier.episode == episode { continue }
          candidates[code] = nil
          break
        }
        let beginning = Beginning(
          category: relatives.categories[code], number: number(before: trigger.position, in: code))
        candidates[code] = Candidate(position: trigger.position, episode: episode, beginning: beginning)
      }
    }
    for (code, candidate) in candidates where candidate.position > titles.words(of: code).lowerBound {
      episodes[candidate.beginning, default: []].insert(candidate.episode)
    }
  }

  private func number(before position: Int, in code: Int) -> UInt64 {
    (titles.words(of: code).lowerBound..<position).reduce(0) {
      ($0 ^ titles.words[$1].word.number) &* 0x9E37_79B9_7F4A_7C15
    }
  }

  /// The episode of a title and the word that names it.
  func episode(of code: Int) -> (position: Int, episode: Episode)? {
    guard let candidate = candidates[code], episodes[candidate.beginning, default: []].count > 1 else {
      return nil
    }
    return (candidate.position, candidate.episode)
  }
}
