import CodeSetModel

/// The sides and trimesters of a release that have no counterpart.
struct FamilyHoles: Sendable {
  private let groups: FamilyGroups
  private(set) var holes: [FamilyHole] = []

  init(_ groups: FamilyGroups) {
    self.groups = groups
    for members in groups.members where !members.isEmpty {
      let roles = Coordinates.roles(in: members.reduce(0) { $0 | groups.coordinates[$1].bits })
      addSides(.laterality, members, roles)
      if let second = Coordinates.Field.secondLaterality { addSides(second, members, roles) }
      // With two trimesters in a title not all pairs can be: a labor is not later than its delivery.
      if roles[.trimester].isEmpty { addTrimesters(members) }
    }
    holes.sort { ($0.codes[0], $0.missing) < ($1.codes[0], $1.missing) }
  }

  /// The rights without a left and the lefts without a right that is the same on all other axes.
  private mutating func addSides(
    _ field: Coordinates.Field, _ members: [Int], _ roles: Coordinates.Roles
  ) {
    let (right, left) = (AxisValue.laterality(.right).number, AxisValue.laterality(.left).number)
    for (side, missing) in [(right, left), (left, right)] {
      let codes = members.filter { code in
        var counterpart = groups.coordinates[code]
        counterpart[field] = missing
        return groups.coordinates[code][field] == side
          && !members.contains { groups.coordinates[$0] == counterpart }
      }
      add(codes, field, role: roles[field], value: side, missing: missing)
    }
  }

  /// The trimesters that a family has not, beside those it has.
  private mutating func addTrimesters(_ members: [Int]) {
    let named = [Trimester.first, .second, .third].map { AxisValue.trimester($0).number }
    let codes = members.filter { named.contains(groups.coordinates[$0][.trimester]) }
    guard let first = codes.first else { return }
    for missing in named where !codes.contains(where: { groups.coordinates[$0][.trimester] == missing }) {
      add(
        codes, .trimester, role: "", value: groups.coordinates[first][.trimester], missing: missing)
    }
  }

  private mutating func add(
    _ codes: [Int], _ field: Coordinates.Field, role: String, value: Int, missing: Int
  ) {
    guard !codes.isEmpty else { return }
    holes.append(
      FamilyHole(
        codes: codes, axis: field.axis, role: role, value: field.axis.vocabulary[value - 1],
        missing: field.axis.vocabulary[missing - 1]))
  }
}
