import CodeSetModel

/// The steps between the members of families.
struct FamilyPivots: Sendable {
  private let coordinates: [Coordinates]
  private(set) var pivots: [Pivot] = []

  init(_ groups: FamilyGroups) {
    coordinates = groups.coordinates
    pivots.reserveCapacity(coordinates.count * 6)
    let roles = groups.members.map { members in
      Coordinates.roles(in: members.reduce(0) { $0 | groups.coordinates[$1].bits })
    }
    for code in coordinates.indices where groups.groupOf[code] >= 0 {
      add(from: code, among: groups.members[groups.groupOf[code]], roles: roles[groups.groupOf[code]])
    }
  }

  private mutating func add(from code: Int, among members: [Int], roles: Coordinates.Roles) {
    let own = coordinates[code]
    for target in members where target != code {
      let other = coordinates[target]
      guard let field = own.onlyDifference(from: other), own[field] != 0, other[field] != 0 else { continue }
      pivots.append(
        Pivot(
          code: code, axis: field.axis, role: roles[field], value: field.axis.vocabulary[other[field] - 1],
          target: target))
    }
  }
}

extension Coordinates {
  /// The one field on which two coordinates differ; `nil` where there are several.
  ///
  /// Fracture and healing may differ with the encounter, as far as one of the two says nothing of them: an
  /// initial encounter states no healing, and a sequela not whether the fracture was open. What both state is
  /// the same: S52.501B, open type I or II, goes to S52.501E, not to S52.501D or S52.501F.
  func onlyDifference(from other: Coordinates) -> Field? {
    let difference = bits ^ other.bits
    for leader in Self.leaders where difference & leader.field.mask != 0 {
      guard difference & ~(leader.field.mask | leader.mask) == 0 else { return nil }
      let follows = leader.followers.allSatisfy {
        self[$0] == other[$0] || self[$0] == 0 || other[$0] == 0
      }
      return follows ? leader.field : nil
    }
    guard difference != 0 else { return nil }
    let field = Field(place: difference.trailingZeroBitCount / 4)
    return difference & ~field.mask == 0 ? field : nil
  }
}
