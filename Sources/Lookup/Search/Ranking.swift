import CodeSetModel
import Foundation
import Search

/// The codes of one code set for a query, best first.
struct Ranking {
  let index: StoredIndex
  let understood: UnderstoodQuery
  let rules: SearchRules
  /// By query and code: which words of the query its title has.
  var titleBits: [Int: [Int: UInt32]] = [:]
  // By text, what one query has found there: all 0 between two queries.
  private var covers: [Double]
  private var shares: [Double]
  private var masks: [UInt32]

  init(_ index: StoredIndex, _ understood: UnderstoodQuery, _ rules: SearchRules) {
    self.index = index
    self.understood = understood
    self.rules = rules
    let total = index.targets.count
    covers = Array(repeating: 0, count: total)
    shares = Array(repeating: 0, count: total)
    masks = Array(repeating: 0, count: total)
  }

  /// A word of a query: what it may be in the index, and what it counts for.
  struct AskedWord {
    let form: String
    let matches: [(word: StoredWord, strength: Double)]
    var isLight: Bool
    var isSoft: Bool
    let weight: Double
  }

  /// A query as it is matched.
  struct Asked {
    let query: SearchQuery
    let words: [AskedWord]
    let number: Int
    let sum: Double
    /// The words that must be found, as bits, and how many they are.
    let required: UInt32
    let count: Int
    let asksProcedure: Bool
    /// By group: the words of its titles, and of those of all codes below them.
    var below: [UInt32] = []
  }

  /// A text that may lead to an answer.
  struct Candidate {
    let score: Double
    let entry: Int
    let mask: UInt32
    let cover: Double
    let share: Double
    let asked: Int
  }

  /// - Parameter limit: how many are wanted; more may come.
  mutating func results(limit: Int) throws -> [SearchHit] {
    var asked: [Asked] = []
    var best: [Int32: Candidate] = [:]
    for (number, query) in understood.queries.enumerated() {
      guard var one = try ask(query, number) else { continue }
      try match(&one, into: &best, place: asked.count)
      asked.append(one)
    }
    let candidates = best.values.sorted { ($1.score, $0.entry) < ($0.score, $1.entry) }.prefix(
      rules.candidates)
    var hits: [Int32: SearchHit] = [:]
    for candidate in candidates {
      // No later text has a better answer than this.
      let most = candidate.score * prior(asked[candidate.asked])
      if hits.count >= limit, hits.values.count(where: { $0.score > most }) >= limit { break }
      for hit in try resolved(candidate, asked[candidate.asked]) {
        let group = index.groups[hit.code]
        if let known = hits[group], (known.score, -known.code) >= (hit.score, -hit.code) { continue }
        hits[group] = hit
      }
    }
    return hits.values.sorted { ($1.score, $0.code) < ($0.score, $1.code) }
  }

  func prior(_ asked: Asked) -> Double {
    asked.asksProcedure ? 1 : rules.prior(of: index.system)
  }

  // MARK: Words

  private func ask(_ query: SearchQuery, _ number: Int) throws -> Asked? {
    let total = Double(index.targets.count)
    var words = try query.words.prefix(30).map { form in
      let matches = try matches(form, isLast: form == understood.last && query.phrases.isEmpty)
      let count = Double(matches.map(\.word.count).max() ?? 0)
      let isLight = rules.lightWords.contains(form.hasPrefix("-") ? String(form.dropFirst()) : form)
      return AskedWord(
        form: form, matches: matches, isLight: isLight, isSoft: rules.softWords.contains(form),
        weight: log(1 + total / (1 + count)) * (isLight ? 0.25 : 1))
    }
    if words.allSatisfy({ $0.isLight || $0.isSoft }) {
      for place in words.indices { (words[place].isLight, words[place].isSoft) = (false, false) }
    }
    guard words.contains(where: { !$0.matches.isEmpty }) else { return nil }
    var required: UInt32 = 0
    for (place, word) in words.enumerated() where !word.isLight && !word.isSoft {
      required |= 1 << UInt32(place)
    }
    return Asked(
      query: query, words: words, number: number, sum: words.reduce(0) { $0 + $1.weight }, required: required,
      count: required.nonzeroBitCount,
      asksProcedure: query.words.contains { rules.procedureWords.contains($0) })
  }

  /// The words of the index that a word means, with what each is worth, the best first.
  private func matches(_ form: String, isLast: Bool) throws -> [(word: StoredWord, strength: Double)] {
    var found: [(word: StoredWord, strength: Double)] = []
    if let word = try index.word(form) { found.append((word, 1)) }
    let length = form.utf16.count
    let isAbbreviation = understood.synonyms.meanings(of: form) != nil
    if length >= rules.prefixLength, !isAbbreviation, isLast || !understood.known.contains(form) {
      for word in try index.words(beginningWith: form) where word.form != form {
        found.append((word, rules.prefixStrength * Double(length) / Double(word.form.utf16.count)))
      }
    }
    for correction in understood.corrections where correction.words.first == form {
      for near in correction.words.dropFirst() {
        if let word = try index.word(near) { found.append((word, rules.oneEditStrength)) }
      }
    }
    return found.sorted { ($1.strength, $0.word.form) < ($0.strength, $1.word.form) }
  }

  // MARK: Texts

  private mutating func match(_ asked: inout Asked, into best: inout [Int32: Candidate], place: Int) throws {
    var touched: [Int] = []
    defer { for entry in touched { (covers[entry], shares[entry], masks[entry]) = (0, 0, 0) } }
    for (place, word) in asked.words.enumerated() {
      let bit: UInt32 = 1 << UInt32(place)
      for (stored, strength) in word.matches {
        let weight = word.weight * strength
        try index.forEachPosting(of: stored) { entry, share in
          if masks[entry] & bit != 0 { return }
          if masks[entry] == 0 { touched.append(entry) }
          masks[entry] |= bit
          covers[entry] += weight
          shares[entry] += Double(share) * strength
        }
      }
    }
    asked.below = below(touched)
    let allowed = asked.count >= rules.wordsForTwoMissing ? 2 : asked.count >= 2 ? 1 : 0
    for entry in touched {
      let group = index.groups[Int(index.targets[entry])]
      let both = masks[entry] | asked.below[Int(group)]
      if asked.count - (both & asked.required).nonzeroBitCount > allowed { continue }
      let candidate = Candidate(
        score: score(entry, masks[entry], covers[entry], shares[entry], both: both, asked), entry: entry,
        mask: masks[entry], cover: covers[entry], share: shares[entry], asked: place)
      if let known = best[group], (known.score, -known.entry) >= (candidate.score, -candidate.entry) {
        continue
      }
      best[group] = candidate
    }
  }

  private func below(_ touched: [Int]) -> [UInt32] {
    let groups = index.groupParents.count
    var below = [UInt32](repeating: 0, count: groups)
    for entry in touched where entry < groups {
      var group = entry
      while group >= 0, below[group] | masks[entry] != below[group] {
        below[group] |= masks[entry]
        group = Int(index.groupParents[group])
      }
    }
    return below
  }

  func score(
    _ entry: Int, _ mask: UInt32, _ cover: Double, _ share: Double, both: UInt32, _ asked: Asked
  ) -> Double {
    var found = cover
    var softMissing = 0
    for (place, word) in asked.words.enumerated() {
      let bit: UInt32 = 1 << UInt32(place)
      if both & bit != 0, mask & bit == 0 { found += word.weight * rules.titleStrength }
      if word.isSoft, both & bit == 0 { softMissing += 1 }
    }
    let entryCover = min(1, share / 255)
    var score = found / asked.sum * (rules.queryShare + (1 - rules.queryShare) * entryCover)
    score *= SearchSource(rawValue: String(UnicodeScalar(index.sources[entry])))?.prior ?? 0
    let missing = asked.count - (both & asked.required).nonzeroBitCount
    if missing > 0 { score *= power(asked.count == 2 ? rules.missingOfTwo : rules.missingOfMore, missing) }
    if softMissing > 0 {
      score *= power(rules.missingSoftWord, softMissing)
    } else if missing == 0, entryCover >= 0.98, cover / asked.sum >= 0.98 {
      score += rules.sameText
    }
    return score
  }
}

/// An answer to a query: a code of a code set's index, and what led to it.
struct SearchHit {
  /// Its place in the index.
  let code: Int
  var score: Double
  /// Whether the whole code was typed.
  var isExact = false
  /// Where the text is from; `nil`: the code itself was typed.
  var source: SearchSource?
  var entry = 0
  var phrases: [SearchQuery.Phrase] = []
  /// The words of the query that neither the text nor the title has.
  var absent: [String] = []

  /// Whether a code was typed, not words.
  var isTyped: Bool { source == nil && score >= 1 }

  /// As an answer beside those of words: "ms" is a modifier, too.
  func asWord(_ rules: SearchRules) -> SearchHit {
    var hit = self
    hit.score = rules.codeThatIsAWord
    return hit
  }
}

/// A factor so many times.
private func power(_ factor: Double, _ times: Int) -> Double {
  var result = 1.0
  for _ in 0..<times { result *= factor }
  return result
}
