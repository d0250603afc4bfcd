import CodeSetModel

/// Where a code stands in its family: one value per axis and role, four bits each, zero for none.
///
/// Two codes that differ on one axis differ in four neighboring bits.
struct Coordinates: Hashable, Sendable {
  var bits: UInt64 = 0

  subscript(field: Field) -> Int {
    get { Int(truncatingIfNeeded: bits >> field.shift) & 15 }
    set { bits = bits & ~field.mask | UInt64(newValue) << field.shift }
  }

  /// One of the coordinates. The `second` ones are those of titles that say an axis of two things.
  enum Field: UInt64, CaseIterable {
    case trimester, laterality, episode, encounter, fracture, healing, fetus
    case secondTrimester, secondLaterality

    var shift: UInt64 { rawValue * 4 }
    var mask: UInt64 { 15 << shift }

    var axis: Axis {
      switch self {
      case .trimester, .secondTrimester: .trimester
      case .laterality, .secondLaterality: .laterality
      case .episode: .episode
      case .encounter: .encounter
      case .fracture: .fracture
      case .healing: .healing
      case .fetus: .fetus
      }
    }
  }

  /// The fields that follow the encounter: a fracture is open or closed, and heals, within one.
  static let followers: [Field] = [.fracture, .healing]
  static let followersMask = followers.reduce(0) { $0 | $1.mask }

  /// Which fields have a value: their lowest bits.
  var fields: UInt64 { (bits | bits >> 1 | bits >> 2 | bits >> 3) & 0x1111_1111_1111_1111 }
}

extension Coordinates {
  /// What the fields of a family are said of: blank, but where titles say an axis of two things.
  struct Roles {
    fileprivate let hasTwoTrimesters: Bool

    subscript(field: Field) -> String {
      switch field {
      case .trimester: hasTwoTrimesters ? AxisVocabulary.headlineTrimesterRole : ""
      case .secondTrimester:
        AxisVocabulary.trimesterRoles.first { $0 != AxisVocabulary.headlineTrimesterRole } ?? ""
      case .secondLaterality: "qualifier"
      default: ""
      }
    }
  }

  /// The roles in a family whose members have together these bits set.
  static func roles(in bits: UInt64) -> Roles {
    Roles(hasTwoTrimesters: bits & Field.secondTrimester.mask != 0)
  }

  /// The axes on which the members of a family differ.
  static func axesThatVary(_ members: [Coordinates]) -> [FamilyAxis] {
    guard let first = members.first else { return [] }
    let roles = roles(in: members.reduce(0) { $0 | $1.bits })
    let differences = members.reduce(0) { $0 | ($1.bits ^ first.bits) }
    return Field.allCases.filter { differences & $0.mask != 0 }
      .map { FamilyAxis(axis: $0.axis, role: roles[$0]) }
  }
}
