import CodeSetModel

/// Where a code is in its family: one value per axis and role, four bits each, zero for none.
///
/// Two codes that differ on one axis differ in four neighboring bits. Those of the headline values are the bits of
/// `AxisValues`.
struct Coordinates: Hashable, Sendable {
  var bits: UInt64 = 0

  subscript(field: Field) -> Int {
    get { Int(truncatingIfNeeded: bits >> field.shift) & 15 }
    set { bits = bits & ~field.mask | UInt64(newValue) << field.shift }
  }

  /// Which fields have a value: their lowest bits.
  var fields: UInt64 { (bits | bits >> 1 | bits >> 2 | bits >> 3) & 0x1111_1111_1111_1111 }
}

extension Coordinates {
  /// One of the coordinates: an axis, or what a title says an axis of besides.
  struct Field: Hashable, Sendable {
    let place: Int

    var shift: UInt64 { UInt64(place) * 4 }
    var mask: UInt64 { 15 << shift }
    var isSecond: Bool { place >= Axis.allCases.count }
    var axis: Axis { isSecond ? Self.axesWithSecond[place - Axis.allCases.count] : Axis.allCases[place] }

    /// The axes that a title may say of two things.
    private static let axesWithSecond = Axis.allCases.filter { $0.secondRole != nil }
    static let all = (0..<Axis.allCases.count + axesWithSecond.count).map(Field.init(place:))

    init(place: Int) { self.place = place }
    init(_ axis: Axis) { place = axis.number }

    /// The coordinate of what the axis is said of besides; `nil` where it is said of one thing.
    init?(second axis: Axis) {
      guard let place = Self.axesWithSecond.firstIndex(of: axis) else { return nil }
      self.place = Axis.allCases.count + place
    }

    static let trimester = Field(.trimester)
    static let laterality = Field(.laterality)
    static let secondLaterality = Field(second: .laterality)
  }

  /// An axis that others follow: a fracture is open or closed, and heals, within an encounter.
  struct Leader: Sendable {
    var field: Field
    var followers: [Field]
    var mask: UInt64
  }

  static let leaders: [Leader] = Axis.allCases.compactMap { axis in
    let followers = Axis.allCases.filter { $0.followed == axis }.map { Field($0) }
    let mask = followers.reduce(0) { $0 | $1.mask }
    return followers.isEmpty ? nil : Leader(field: Field(axis), followers: followers, mask: mask)
  }

  /// The fields that follow another.
  static let followersMask = leaders.reduce(0) { $0 | $1.mask }
}

extension Coordinates {
  /// What the fields of a family are said of: blank, but where titles say an axis of two things.
  struct Roles {
    fileprivate let bits: UInt64

    subscript(field: Field) -> String {
      if field.isSecond { return field.axis.secondRole ?? "" }
      guard let second = Field(second: field.axis), bits & second.mask != 0 else { return "" }
      return field.axis.headlineRole
    }
  }

  /// The roles in a family whose members have together these bits set.
  static func roles(in bits: UInt64) -> Roles { Roles(bits: bits) }

  /// The axes on which the members of a family differ.
  static func axesThatVary(_ members: [Coordinates]) -> [FamilyAxis] {
    guard let first = members.first else { return [] }
    let roles = roles(in: members.reduce(0) { $0 | $1.bits })
    let differences = members.reduce(0) { $0 | ($1.bits ^ first.bits) }
    return Field.all.filter { differences & $0.mask != 0 }
      .map { FamilyAxis(axis: $0.axis, role: roles[$0]) }
  }
}
