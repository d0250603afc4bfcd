import CodeSetModel

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
      var repeatsAxis = false
      while next < mentions.count, mentions[next].code == code {
        // Weeks of gestation define a trimester, and say more than that: Z3A.14 and Z3A.15 are both second.
        if mentions[next].basis != .definition {
          saysAny = true
          let axis = 1 << mentions[next].axis.number
          if axes & axis != 0 { repeatsAxis = true }
          axes |= axis
        }
        next += 1
      }
      guard saysAny else { continue }
      all[code] = values.coordinates(headlines[code])
      if repeatsAxis {
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
