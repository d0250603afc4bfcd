import CodeSetModel

/// The coordinates of a release's codes.
struct ReleaseCoordinates: Sendable {
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
      all[code] = Coordinates(bits: headlines[code].bits)
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
    add(trimesters.first { $0.role == Axis.trimester.secondRole }, to: code)
    guard bodyPartFirst else { return }
    add(mentions.filter { $0.axis == .laterality }.dropFirst().first, to: code)
  }

  private mutating func add(_ mention: AxisMention?, to code: Int) {
    guard let mention, let field = Coordinates.Field(second: mention.axis) else { return }
    all[code][field] = AxisValue(mention.axis, mention.value).number
  }
}
