import CodeSetModel

/// Titles that are not parallel: the same words in another order, siblings, and the codes below such headers.
extension FamilyGroups {
  /// Unites the groups of a category whose titles have the same words in any order: "Fracture of lower end of
  /// right ulna" and "Fracture of right lower ulna end".
  mutating func uniteSameWordsInAnyOrder() {
    var groupsOfKey: [UInt64: [Int]] = [:]
    groupsOfKey.reserveCapacity(members.count)
    for (group, members) in members.enumerated() where !members.isEmpty {
      groupsOfKey[place(of: members[0]) ^ bags[group], default: []].append(group)
    }
    unite(groupsOfKey.values)
  }

  /// Unites siblings whose titles differ by a few words, the nearest first: "Conjunctival granuloma, right eye"
  /// and "Conjunctival granuloma, bilateral". Then nephews, too: M18.0 "Bilateral primary osteoarthritis of first
  /// carpometacarpal joints" and M18.11 "Unilateral ... joint, right hand".
  ///
  /// "Flaccid hemiplegia affecting unspecified side" is as near to the dominant as to the nondominant side,
  /// and is left alone.
  mutating func uniteNearestTitles() {
    for difference in 0...FamilyVocabulary.siblingDifference { uniteNearest(generations: 1, difference) }
    uniteNearest(generations: 2, FamilyVocabulary.nephewDifference)
  }

  /// Unites the groups below a header, up to so many generations, whose titles differ by up to so many words.
  private mutating func uniteNearest(generations: Int, _ difference: Int) {
    var groupsOfPlace: [Int: [Int]] = [:]
    for group in members.indices {
      var header = commonParent(of: group)
      for _ in 0..<generations {
        guard let parent = header else { break }
        let place = parent << 1 | (codes[members[group][0]].isBillable ? 1 : 0)
        groupsOfPlace[place, default: []].append(group)
        header = relatives.parents[parent]
      }
    }
    for (_, groups) in groupsOfPlace.sorted(by: { $0.key < $1.key }) {
      uniteNearest(among: groups.filter { !members[$0].isEmpty }, difference)
    }
  }

  /// The header directly above all members of a group, if it is one.
  private func commonParent(of group: Int) -> Int? {
    guard let first = members[group].first, let parent = relatives.parents[first],
      members[group].allSatisfy({ relatives.parents[$0] == parent })
    else { return nil }
    return parent
  }

  /// Unites the groups of which one differs by so many words from one other and from no second one, and has
  /// other values on the same axes.
  private mutating func uniteNearest(among groups: [Int], _ difference: Int) {
    let others = groups.map { group in groups.indices.filter { canUnite(group, groups[$0]) } }
    guard others.contains(where: { !$0.isEmpty }) else { return }
    let titles = groups.map { words.words(of: members[$0][0]).sorted() }
    // The group that each one is to be part of, by its place among `groups`.
    var united = Array(groups.indices)
    for place in groups.indices {
      let near = others[place].filter { Self.difference(of: titles[place], and: titles[$0]) <= difference }
      guard near.count == 1 else { continue }
      let (old, new) = (united[place], united[near[0]])
      for other in united.indices where united[other] == old { united[other] = new }
    }
    unite(groups.indices.map { part in groups.indices.filter { united[$0] == part }.map { groups[$0] } })
  }

  private func canUnite(_ group: Int, _ other: Int) -> Bool {
    group != other && areDisjoint(group, other) && axes(of: group) == axes(of: other)
  }

  /// How many words stand in one title and not in the other.
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

  /// The fields on which a group's members have values, but for those that follow another.
  private func axes(of group: Int) -> [Coordinates.Field] {
    let bits = members[group].reduce(0) { $0 | coordinates[$1].bits }
    return Coordinates.Field.allCases.filter {
      bits & $0.mask != 0 && !Coordinates.followers.contains($0)
    }
  }

  /// Unites the groups whose titles add the same words to those of headers of one family: "Primary open-angle
  /// glaucoma, bilateral, mild stage" (H40.113-) and "..., right eye, mild stage" (H40.111-).
  mutating func uniteBelowFamilies() {
    let depths = members.map { $0.first.map(depth) ?? 0 }
    for level in 1...max(depths.max() ?? 1, 1) {
      var groupsOfKey: [UInt64: [Int]] = [:]
      for (group, members) in members.enumerated() where depths[group] == level {
        guard let first = members.first, let key = keyBelowFamily(first) else { continue }
        groupsOfKey[key, default: []].append(group)
      }
      unite(groupsOfKey.values)
    }
  }

  private func depth(of code: Int) -> Int {
    sequence(first: code) { relatives.parents[$0] }.reduce(-1) { count, _ in count + 1 }
  }

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
    return title.dropFirst(beginning.count).reduce(Self.mixed(family)) { Self.mixed($0 ^ $1) }
  }

  /// Makes one group each of several that have no coordinates in common.
  private mutating func unite(_ candidates: some Sequence<[Int]>) {
    for groups in candidates.filter({ $0.count > 1 }).sorted(by: { $0[0] < $1[0] })
    where areDistinct(groups.flatMap { members[$0] }) {
      let groups = groups.sorted { members[$0][0] < members[$1][0] }
      for group in groups.dropFirst() { move(group, into: groups[0]) }
    }
  }
}
