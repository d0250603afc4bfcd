import CodeSetModel
import Search

// From a text to the code that it means.

extension Ranking {
  /// The codes that a text leads to: the one that is meant, of a header two more below it, and itself.
  mutating func resolved(_ candidate: Candidate, _ asked: Asked) throws -> [SearchHit] {
    let start = try member(Int(index.targets[candidate.entry]), asked)
    let children = try children(of: start, candidate, asked)
    if children.isEmpty { return [try hit(start, candidate, asked, part: 1)] }
    let below = try children.prefix(1 + rules.otherChildren.count).enumerated().map { place, child in
      let leaf = try leaf(below: child, candidate, asked)
      let part =
        try place == 0 ? defaultPart(start, leaf, candidate, asked) : rules.otherChildren[place - 1]
      return try hit(leaf, candidate, asked, part: part)
    }
    return below + [try hit(start, candidate, asked, part: rules.header)]
  }

  /// A child is as good as its header where it has words of the query that the header has not, or none of its own.
  private mutating func defaultPart(
    _ header: Int, _ leaf: Int, _ candidate: Candidate, _ asked: Asked
  ) throws -> Double {
    let more = try bits(leaf, asked) & ~(bits(header, asked) | candidate.mask)
    return more != 0 || index.costs[leaf] <= 4 ? 1 : rules.defaultChild
  }

  private mutating func leaf(below code: Int, _ candidate: Candidate, _ asked: Asked) throws -> Int {
    var leaf = code
    while let next = try children(of: leaf, candidate, asked).first { leaf = next }
    return try member(leaf, asked)
  }

  /// The code of a group whose title has most of the words: itself, or the nearest.
  private mutating func member(_ code: Int, _ asked: Asked) throws -> Int {
    let members = index.members(of: Int(index.groups[code]))
    guard members.count > 1 else { return code }
    try readTitles(of: members, asked)
    var best = code
    var most = worth(try bits(code, asked), asked)
    for other in members where other != best {
      let worth = worth(try bits(other, asked), asked)
      let isNearer =
        worth == most && best != code && (index.costs[other], other) < (index.costs[best], best)
      if worth > most || isNearer { (most, best) = (worth, other) }
    }
    return best
  }

  /// The codes below a header, that which is meant first.
  private mutating func children(of code: Int, _ candidate: Candidate, _ asked: Asked) throws -> [Int] {
    let children = index.children(of: code)
    guard children.count > 1 else { return children }
    try readTitles(of: children, asked)
    let known = candidate.mask | (try bits(code, asked))
    let worths = try children.map { child in
      let own = try bits(child, asked) & ~known
      let deeper = asked.below[Int(index.groups[child])] & ~known & ~own
      return (worth: worth(own, asked) + worth(deeper, asked) / 2, cost: index.costs[child], child: child)
    }
    return worths.sorted { ($1.worth, $0.cost, $0.child) < ($0.worth, $1.cost, $1.child) }.map(\.child)
  }

  private func worth(_ bits: UInt32, _ asked: Asked) -> Double {
    var worth = 0.0
    for (place, word) in asked.words.enumerated() where bits & (1 << UInt32(place)) != 0 {
      worth += word.weight
    }
    return worth
  }

  /// Which words of the query the title of a code has.
  private mutating func bits(_ code: Int, _ asked: Asked) throws -> UInt32 {
    if let known = titleBits[asked.number]?[code] { return known }
    try readTitles(of: [code], asked)
    return titleBits[asked.number]?[code] ?? 0
  }

  private mutating func readTitles(of codes: [Int], _ asked: Asked) throws {
    let unread = codes.filter { titleBits[asked.number]?[$0] == nil }
    guard !unread.isEmpty else { return }
    var bitsOfForm: [String: UInt32] = [:]
    for (place, word) in asked.words.enumerated() {
      for (stored, _) in word.matches { bitsOfForm[stored.form, default: 0] |= 1 << UInt32(place) }
    }
    for (code, title) in try index.titles(of: unread) {
      var bits: UInt32 = 0
      for form in searchWords(title.long, rules) + abbreviations(in: title.short, of: title.long, rules) {
        bits |= bitsOfForm[form] ?? 0
      }
      titleBits[asked.number, default: [:]][code] = bits
    }
  }

  private mutating func hit(_ code: Int, _ candidate: Candidate, _ asked: Asked, part: Double) throws
    -> SearchHit
  {
    let both = candidate.mask | (try bits(code, asked))
    var score =
      score(candidate.entry, candidate.mask, candidate.cover, candidate.share, both: both, asked) * part
      * prior(asked)
    if index.isRetired[code] != 0 { score *= rules.retired }
    let absent = asked.words.enumerated().filter { !$1.isLight && both & (1 << UInt32($0)) == 0 }.map(
      \.element.form)
    return SearchHit(
      code: code, score: score,
      source: SearchSource(rawValue: String(UnicodeScalar(index.sources[candidate.entry]))),
      entry: candidate.entry, phrases: asked.query.phrases, absent: absent)
  }
}
