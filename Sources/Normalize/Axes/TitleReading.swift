import CodeSetModel

/// What has been found in one title.
struct TitleReading {
  struct Found {
    var value: AxisValue
    var words: Range<Int>
    var role: String
    var basis: AxisMention.Basis
    /// Whether a parenthesis that follows the words belongs to them.
    var closesParenthesis: Bool
  }

  private(set) var found: [Found] = []

  mutating func clear() { found.removeAll(keepingCapacity: true) }

  mutating func add(
    _ value: AxisValue, _ words: Range<Int>, role: String = "", basis: AxisMention.Basis = .title,
    closesParenthesis: Bool = false
  ) {
    found.append(
      Found(value: value, words: words, role: role, basis: basis, closesParenthesis: closesParenthesis))
  }

  /// Adds what a phrase says, unless it is part of a longer one: "accidental" of "accidental (unintentional)".
  mutating func addPhrase(_ value: AxisValue, _ words: Range<Int>, closesParenthesis: Bool) {
    func isPart(_ inner: Range<Int>, of outer: Range<Int>) -> Bool {
      outer.lowerBound <= inner.lowerBound && inner.upperBound <= outer.upperBound
    }
    let axis = value.axis
    if found.contains(where: { $0.value.axis == axis && isPart(words, of: $0.words) }) { return }
    found.removeAll { $0.value.axis == axis && isPart($0.words, of: words) }
    add(value, words, closesParenthesis: closesParenthesis)
  }

  /// Tells two trimesters in one title apart: each is that of the labor or the delivery named before it.
  mutating func giveRoles(in title: Range<Int>, of titles: TitleWords) {
    guard found.lazy.filter({ $0.value.axis == .trimester }).count > 1 else { return }
    let roles = Axis.trimester.roles.map { (role: $0, word: Word($0)) }
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
    let axes = found.reduce(0) { $0 | 1 << $1.value.axis.number }
    found.removeAll { found in
      Self.followed[found.value.axis.number].map { axes & 1 << $0.number == 0 } ?? false
    }
    if found.count > 1 { found.sort { $0.words.lowerBound < $1.words.lowerBound } }
  }

  /// At most one value per axis.
  func headlines(bodyPartFirst: Bool) -> AxisValues {
    var values = AxisValues()
    for found in found {
      let axis = found.value.axis
      if values[number: axis] == 0 || !found.role.isEmpty && found.role == axis.headlineRole {
        values[number: axis] = found.value.number
      }
    }
    if found.count > 1, !bodyPartFirst, values[number: .laterality] != 0 {
      values[number: .laterality] = findingsSide.number
    }
    return values
  }

  /// The side of a title that may name several findings: two different sides are both. Right or left is more
  /// than "unilateral", and so is "unspecified".
  private var findingsSide: AxisValue {
    func says(_ side: Laterality) -> Bool { found.contains { $0.value == .laterality(side) } }
    if says(.right) { return .laterality(says(.left) ? .bilateral : .right) }
    if let side = [Laterality.left, .bilateral, .unspecified].first(where: says) { return .laterality(side) }
    // "One eye, other eye": each in a role of its own.
    return .laterality(
      found.count { $0.value.axis == .laterality && !$0.role.isEmpty } > 1 ? .bilateral : .unilateral)
  }

  /// The axis that each axis follows, by number.
  private static let followed = Axis.allCases.map(\.followed)
}
