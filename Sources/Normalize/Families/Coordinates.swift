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

  /// The fields that follow the encounter: A fracture is open or closed, and heals, within one.
  static let followers: [Field] = [.fracture, .healing]
  static let encounterMask = followers.reduce(Field.encounter.mask) { $0 | $1.mask }
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

/// The values of the axes as the numbers that coordinates hold.
struct CoordinateValues: Sendable {
  private let trimesters = Trimester.allCases
  private let lateralities = Laterality.allCases
  private let episodes = Episode.allCases
  private let encounters = Encounter.allCases
  private let fractures = Fracture.allCases
  private let healings = Healing.allCases
  private let fetuses = Fetus.allCases
  /// The raw values of each field, by number less one.
  private let names: [[String]]

  init() {
    let trimesters = trimesters.map(\.rawValue)
    let lateralities = lateralities.map(\.rawValue)
    names = [
      trimesters, lateralities, episodes.map(\.rawValue), encounters.map(\.rawValue),
      fractures.map(\.rawValue), healings.map(\.rawValue), fetuses.map(\.rawValue), trimesters, lateralities,
    ]
  }

  /// The raw value for a number, blank for none.
  func name(_ number: Int, of field: Coordinates.Field) -> String {
    number == 0 ? "" : names[Int(field.rawValue)][number - 1]
  }

  func coordinates(_ values: AxisValues) -> Coordinates {
    var coordinates = Coordinates()
    coordinates[.trimester] = number(values.trimester, trimesters)
    coordinates[.laterality] = number(values.laterality, lateralities)
    coordinates[.episode] = number(values.episode, episodes)
    coordinates[.encounter] = number(values.encounter, encounters)
    coordinates[.fracture] = number(values.fracture, fractures)
    coordinates[.healing] = number(values.healing, healings)
    coordinates[.fetus] = number(values.fetus, fetuses)
    return coordinates
  }

  func number(_ trimester: Trimester?) -> Int { number(trimester, trimesters) }
  func number(_ laterality: Laterality?) -> Int { number(laterality, lateralities) }

  private func number<Value: Equatable>(_ value: Value?, _ all: [Value]) -> Int {
    guard let value else { return 0 }
    return (all.firstIndex(of: value) ?? -1) + 1
  }
}

/// The coordinates of a release's codes.
struct ReleaseCoordinates: Sendable {
  let values = CoordinateValues()
  /// Zero for a code whose title carries no value.
  private(set) var all: [Coordinates]
  /// Where the mentions of each code begin.
  private(set) var firstMention: [Int]

  init(codes: [Code], values headlines: [AxisValues], mentions: [AxisMention]) {
    all = Array(repeating: Coordinates(), count: codes.count)
    firstMention = []
    firstMention.reserveCapacity(codes.count + 1)
    let bodyPartFirst = codes.first.map { AxisVocabulary.bodyPartFirstSystems.contains($0.system) } ?? false
    var next = 0
    for code in codes.indices {
      firstMention.append(next)
      var saysAny = false
      var axes = 0
      var second: Int?
      while next < mentions.count, mentions[next].code == code {
        // Weeks of gestation count days within a trimester: Z3A.14 and Z3A.15 say two different things.
        if mentions[next].basis != .definition {
          saysAny = true
          let axis = 1 << mentions[next].axis.number
          if axes & axis != 0, second == nil { second = next }
          axes |= axis
        }
        next += 1
      }
      guard saysAny else { continue }
      all[code] = values.coordinates(headlines[code])
      if second != nil {
        addSecond(of: mentions[firstMention[code]..<next], to: code, bodyPartFirst: bodyPartFirst)
      }
    }
    firstMention.append(next)
  }

  /// The value that is not the headline: the trimester of the labor (O60.13X0), the side of the qualifier.
  private mutating func addSecond(
    of mentions: ArraySlice<AxisMention>, to code: Int, bodyPartFirst: Bool
  ) {
    let trimesters = mentions.filter { $0.axis == .trimester && !$0.role.isEmpty }
    if let labor = trimesters.first(where: { $0.role != AxisVocabulary.headlineTrimesterRole }) {
      all[code][.secondTrimester] = values.number(Trimester(rawValue: labor.value))
    }
    guard bodyPartFirst else { return }
    let sides = mentions.filter { $0.axis == .laterality }
    if let qualifier = sides.dropFirst().first {
      all[code][.secondLaterality] = values.number(Laterality(rawValue: qualifier.value))
    }
  }
}

extension Axis {
  /// The axis's place among all axes.
  fileprivate var number: Int {
    switch self {
    case .trimester: 0
    case .laterality: 1
    case .episode: 2
    case .encounter: 3
    case .fracture: 4
    case .healing: 5
    case .fetus: 6
    }
  }
}
