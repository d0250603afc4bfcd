import CodeSetModel

/// The codes of a release that are taken to be of one family, while more and more titles are compared.
struct FamilyGroups: Sendable {
  let codes: [Code]
  private(set) var coordinates: [Coordinates]
  let relatives: Relatives
  let words: StemWords
  private let isHierarchical: Bool

  /// The members of each group in published order; empty after it has become part of another.
  private(set) var members: [[Int]] = []
  /// A number for the words of each group's first title, whatever their order.
  private(set) var bags: [UInt64] = []
  /// Whether the titles of a group do not all have the same words in the same order.
  private(set) var isUnited: [Bool] = []
  /// The group of each code, or -1.
  private(set) var groupOf: [Int]
  /// The codes that no title, and no place, tells from another.
  private(set) var indistinct: [IndistinctCode] = []

  init(
    codes: [Code], of system: CodeSystem, coordinates: [Coordinates], relatives: Relatives, words: StemWords
  ) {
    self.codes = codes
    self.coordinates = coordinates
    self.relatives = relatives
    self.words = words
    isHierarchical = system.hierarchy == .prefix
    groupOf = Array(repeating: -1, count: codes.count)
    groupSameWords()
    for group in members.indices where !areDistinct(members[group]) { splitByPlace(group) }
  }

  // MARK: Same words

  /// Puts together the codes of a category whose titles have the same words in the same order.
  private mutating func groupSameWords() {
    var groups: [UInt64: Int] = [:]
    groups.reserveCapacity(codes.count / 2)
    var title: [UInt64] = []
    for code in codes.indices where coordinates[code].bits != 0 {
      words.read(code, into: &title)
      let key = title.reduce(place(of: code)) { mixed($0 ^ $1) }
      if let group = groups[key] {
        members[group].append(code)
        groupOf[code] = group
      } else {
        groups[key] = members.count
        add([code], bag: bag(of: title, side: coordinates[code][.laterality]))
      }
    }
  }

  /// A number for the category, apart for headers and billable codes, which never share a family. A code set
  /// without known hierarchy is one category: LT and RT begin with different letters.
  func place(of code: Int) -> UInt64 {
    let category = isHierarchical ? relatives.categories[code] : 0
    return mixed(UInt64(category) << 1 | (codes[code].isBillable ? 1 : 0))
  }

  /// A number for the words of a title in any order.
  ///
  /// A word of side that is no axis phrase counts as the same side or the other one: "left" in H54.511A "Low
  /// vision right eye category 1, normal vision left eye".
  func bag(of title: [UInt64], side: Int) -> UInt64 {
    title.reduce(0) { sum, word in
      guard side != 0, let other = sideWords.firstIndex(of: word) else { return sum &+ mixed(word) }
      return sum &+ mixed(other + 1 == side ? 1 : 2)
    }
  }

  private mutating func add(_ codes: [Int], bag: UInt64) {
    for code in codes { groupOf[code] = members.count }
    members.append(codes)
    bags.append(bag)
    isUnited.append(false)
  }

  /// Makes a group part of another.
  mutating func move(_ group: Int, into other: Int) {
    for code in members[group] { groupOf[code] = other }
    members[other] = (members[other] + members[group]).sorted()
    members[group] = []
    isUnited[other] = true
  }

  // MARK: Coordinates

  /// Whether no two of these codes have the same coordinates.
  func areDistinct(_ members: [Int]) -> Bool {
    for (position, code) in members.enumerated() {
      for other in members[..<position] where coordinates[other] == coordinates[code] { return false }
    }
    return true
  }

  /// Whether no member of one group has the coordinates of one of the other.
  func areDisjoint(_ group: Int, _ other: Int) -> Bool {
    members[group].allSatisfy { code in
      members[other].allSatisfy { coordinates[$0] != coordinates[code] }
    }
  }

  /// Takes the side of the qualifier for that of the body part where in all titles of a family it is the
  /// same: "Bypass Right Brachial Artery to Right Upper Arm Artery" has a counterpart on the left.
  mutating func leaveOutRepeatedSides() {
    guard let second = Coordinates.Field.secondLaterality else { return }
    for members in members {
      let repeats = members.allSatisfy { coordinates[$0][second] == coordinates[$0][.laterality] }
      guard repeats else { continue }
      for code in members { coordinates[code][second] = 0 }
    }
  }

  // MARK: Same words and same values

  /// Splits a group in which two codes have the same coordinates, by the headers below which they are:
  /// Q65.00 "Congenital dislocation of unspecified hip, unilateral" and Q65.2 "..., unspecified". Those below
  /// the same header are left out.
  private mutating func splitByPlace(_ group: Int) {
    var parts = [members[group]]
    let headers = members[group].reduce(into: [:]) { $0[$1] = relatives.headers(above: $1) }
    let deepest = headers.values.map(\.count).max() ?? 0
    for depth in 1..<max(deepest, 1) {
      parts = parts.flatMap { part in
        guard !areDistinct(part) else { return [part] }
        let below = Dictionary(grouping: part) { code in
          headers[code]?.prefix(depth + 1).last ?? code
        }
        return below.values.sorted { $0[0] < $1[0] }
      }
    }
    members[group] = []
    for part in parts {
      add(part.filter { twin(of: $0, in: part) == nil }, bag: bags[group])
      for code in part {
        guard let twin = twin(of: code, in: part) else { continue }
        indistinct.append(IndistinctCode(code: code, twin: twin))
        groupOf[code] = -1
      }
    }
  }

  /// A code of the same part with the same coordinates.
  private func twin(of code: Int, in part: [Int]) -> Int? {
    part.first { $0 != code && coordinates[$0] == coordinates[code] }
  }

  // MARK: Numbers

  /// "Right" and "left", as words of titles, in the order of their numbers as coordinates.
  private let sideWords = [Laterality.right, .left].map { StemWord($0.rawValue).number }
}

extension Relatives {
  /// The headers above a code, the category first.
  func headers(above code: Int) -> [Int] {
    sequence(first: code) { parents[$0] }.dropFirst().reversed()
  }
}
