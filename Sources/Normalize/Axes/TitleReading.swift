import CodeSetModel

/// What has been found in one title.
struct TitleReading {
  struct Found {
    var value: AxisValue
    var words: Range<Int>
    var role: String
    var basis: AxisMention.Basis
  }

  private(set) var found: [Found] = []

  mutating func clear() { found.removeAll(keepingCapacity: true) }

  mutating func add(
    _ value: AxisValue, _ words: Range<Int>, role: String = "", basis: AxisMention.Basis = .title
  ) {
    found.append(Found(value: value, words: words, role: role, basis: basis))
  }

  /// Tells two trimesters in one title apart: each is that of the labor or the delivery named before it.
  mutating func giveRoles(in title: Range<Int>, of titles: TitleWords) {
    guard found.lazy.filter({ $0.value.axis == .trimester }).count > 1 else { return }
    let roles = AxisVocabulary.trimesterRoles.map { (role: $0, word: Word($0)) }
    for index in found.indices where found[index].value.axis == .trimester {
      let before = (title.lowerBound..<found[index].words.lowerBound).reversed()
      let role = before.lazy.compactMap { position in
        roles.first { $0.word == titles.words[position].word }?.role
      }.first
      found[index].role = role ?? ""
    }
  }

  /// Puts the places in the order of the title.
  mutating func finish() {
    // A fracture and its healing qualify an encounter: "nonunion" alone is a disease.
    if !found.contains(where: { $0.value.axis == .encounter }) {
      found.removeAll { $0.value.axis == .fracture || $0.value.axis == .healing }
    }
    if found.count > 1 { found.sort { $0.words.lowerBound < $1.words.lowerBound } }
  }

  /// At most one value per axis.
  func headlines(bodyPartFirst: Bool) -> AxisValues {
    var values = AxisValues()
    for found in found {
      switch found.value {
      case .trimester(let value):
        if values.trimester == nil || found.role == AxisVocabulary.headlineTrimesterRole {
          values.trimester = value
        }
      case .laterality(let value): values.laterality = values.laterality ?? value
      case .episode(let value): values.episode = value
      case .encounter(let value): values.encounter = value
      case .fracture(let value): values.fracture = value
      case .healing(let value): values.healing = value
      case .fetus(let value): values.fetus = value
      }
    }
    if found.count > 1, !bodyPartFirst { values.laterality = findingsSide }
    return values
  }

  /// The side of a title that may name several findings: two different sides are both. Right or left is more
  /// than "unilateral", and so is "unspecified".
  private var findingsSide: Laterality? {
    func says(_ side: Laterality) -> Bool { found.contains { $0.value == .laterality(side) } }
    if says(.right) { return says(.left) ? .bilateral : .right }
    if says(.left) { return .left }
    if says(.bilateral) { return .bilateral }
    if says(.unspecified) { return .unspecified }
    guard says(.unilateral) else { return nil }
    return found.count { $0.value == .laterality(.unilateral) && !$0.role.isEmpty } > 1
      ? .bilateral : .unilateral
  }
}
