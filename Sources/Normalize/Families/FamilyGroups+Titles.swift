import CodeSetModel

/// Titles that are not parallel: the same words in another order, siblings, and the codes below such headers.
extension FamilyGroups {
  /// A group that others may be united with, as the key they have in common says.
  private struct Candidate {
    var key: UInt64
    /// The group's first code.
    var code: Int
    /// Whether the key is that of the whole title.
    var isWhole = true
  }

  /// Unites the groups of a category whose titles have the same words in any order: Q53.10 "Unspecified
  /// undescended testicle, unilateral" and Q53.20 "Undescended testicle, unspecified, bilateral".
  ///
  /// Then, too, where some name an organ beside the side, for the first time or once more, and one does not:
  /// H11.221 "Conjunctival granuloma, right eye" and H11.223 "Conjunctival granuloma, bilateral", H60.01
  /// "Abscess of right external ear" and H60.00 "Abscess of external ear, unspecified ear".
  mutating func uniteSameWords() {
    var candidates: [Candidate] = []
    candidates.reserveCapacity(members.count * 2)
    for (group, members) in members.enumerated() where !members.isEmpty {
      let place = place(of: members[0]) ^ axes(of: group)
      candidates.append(Candidate(key: place ^ bags[group], code: members[0]))
    }
    unite(candidates)
    for (group, members) in members.enumerated() where !members.isEmpty {
      let organ = words.organ(of: members[0])
      guard !organ.isEmpty, organ.count <= FamilyVocabulary.organLength else { continue }
      let key = place(of: members[0]) ^ axes(of: group) ^ (bags[group] &- bag(of: organ, side: 0))
      candidates.append(Candidate(key: key, code: members[0], isWhole: false))
    }
    unite(candidates)
  }

  /// Unites the groups below one header whose titles differ by a few words: "Unspecified adhesions of iris,
  /// right eye" and "Unspecified adhesions of iris and ciliary body, unspecified eye" (H21.509).
  ///
  /// "Flaccid hemiplegia affecting unspecified side" is as near to the dominant as to the nondominant side,
  /// and is left alone.
  mutating func uniteSiblings() {
    let candidates = members.compactMap { members -> Candidate? in
      guard let first = members.first, let parent = commonParent(of: members) else { return nil }
      return Candidate(key: UInt64(parent) << 1 | (codes[first].isBillable ? 1 : 0), code: first)
    }
    for siblings in clusters(of: candidates) { uniteAlike(siblings.map { groupOf[$0] }) }
  }

  /// The header directly above all codes, if it is one.
  private func commonParent(of codes: [Int]) -> Int? {
    guard let first = codes.first, let parent = relatives.parents[first],
      codes.allSatisfy({ relatives.parents[$0] == parent })
    else { return nil }
    return parent
  }

  /// Unites the groups whose titles are alike, unless two of them have the same values.
  private mutating func uniteAlike(_ groups: [Int]) {
    guard groups.contains(where: { group in groups.contains { canUnite(group, $0) } }) else { return }
    let titles = groups.map { words.words(of: members[$0][0]).sorted() }
    // Groups with the same key are alike, or both like a third.
    var candidates = groups.map { Candidate(key: UInt64($0), code: members[$0][0]) }
    for place in groups.indices {
      for other in groups.indices.prefix(place) where canUnite(groups[place], groups[other]) {
        let difference = Self.difference(of: titles[place], and: titles[other])
        guard difference <= FamilyVocabulary.siblingDifference else { continue }
        let (old, new) = (candidates[place].key, candidates[other].key)
        for third in candidates.indices where candidates[third].key == old { candidates[third].key = new }
      }
    }
    unite(candidates)
  }

  /// Whether two groups have values on the same axes, and no coordinates in common.
  private func canUnite(_ group: Int, _ other: Int) -> Bool {
    group != other && axes(of: group) == axes(of: other) && areDisjoint(group, other)
  }

  /// The fields on which a group's members have values, but for those that follow another, as bits.
  private func axes(of group: Int) -> UInt64 {
    members[group].reduce(0) { $0 | coordinates[$1].fields } & ~Coordinates.followersMask
  }

  /// How many words are in one title and not in the other; both are sorted.
  private static func difference(of words: [UInt64], and others: [UInt64]) -> Int {
    var (place, other, common) = (0, 0, 0)
    while place < words.count, other < others.count {
      if words[place] == others[other] { common += 1 }
      let (word, otherWord) = (words[place], others[other])
      if word <= otherWord { place += 1 }
      if otherWord <= word { other += 1 }
    }
    return words.count + others.count - 2 * common
  }

  /// Unites the groups whose titles add the same words to those of headers of one family: S74.20XA "... at
  /// hip and thigh level, unspecified leg, initial encounter" and S74.21XA "... at hip and high level, right
  /// leg, initial encounter", after S74.20 and S74.21.
  mutating func uniteBelowFamilies() {
    let depths = members.map { $0.first.map(depth) ?? 0 }
    // From the top: headers have headers above them, too.
    for depth in 0...(depths.max() ?? 0) {
      let candidates = members.indices.compactMap { group -> Candidate? in
        guard depths[group] == depth, let first = members[group].first else { return nil }
        return keyBelowFamily(first).map { Candidate(key: $0, code: first) }
      }
      unite(candidates)
    }
  }

  /// How many headers are above a code.
  private func depth(of code: Int) -> Int { relatives.headers(above: code).count }

  /// A number for the family of the header above a code and for the words that the code's title adds to the
  /// header's; `nil` where that one has other words, or no family of different titles.
  private func keyBelowFamily(_ code: Int) -> UInt64? {
    guard let parent = relatives.parents[code], groupOf[parent] >= 0, isUnited[groupOf[parent]] else {
      return nil
    }
    let beginning = words.words(of: parent)
    let title = words.words(of: code)
    guard title.starts(with: beginning) else { return nil }
    let family = UInt64(groupOf[parent]) << 1 | (codes[code].isBillable ? 1 : 0)
    return title.dropFirst(beginning.count).reduce(mixed(family)) { mixed($0 ^ $1) }
  }

  // MARK: Candidates

  /// Makes one group of those with the same key, unless they have coordinates in common.
  private mutating func unite(_ candidates: [Candidate]) {
    for codes in clusters(of: candidates) {
      let groups = Set(codes.map { groupOf[$0] }).sorted { members[$0][0] < members[$1][0] }
      guard areDistinct(groups.flatMap { members[$0] }) else { continue }
      for group in groups.dropFirst() { move(group, into: groups[0]) }
    }
  }

  /// The codes with the same key, where there are several and the key is that of the whole title of one.
  private func clusters(of candidates: [Candidate]) -> [[Int]] {
    let sorted = candidates.sorted { ($0.key, $0.code) < ($1.key, $1.code) }
    var clusters: [[Int]] = []
    var start = 0
    for end in sorted.indices where end + 1 == sorted.count || sorted[end + 1].key != sorted[end].key {
      let cluster = sorted[start...end]
      if cluster.count > 1, cluster.contains(where: \.isWhole) { clusters.append(cluster.map(\.code)) }
      start = end + 1
    }
    return clusters.sorted { $0[0] < $1[0] }
  }
}
