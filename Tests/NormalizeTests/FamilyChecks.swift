import CodeSetModel
import Normalize

/// Holds the families and pivots of a release against the values of its codes.
struct FamilyChecks {
  private let edition: Edition
  private let codes: [CodeRow]
  /// The members of each family, by its name.
  private var members: [String: [Int]] = [:]
  private var places: [Place]
  /// The codes of one side from which no pivot leads to the other.
  private(set) var codesWithoutOtherSide: Set<String> = []

  init(_ edition: Edition) {
    self.edition = edition
    codes = edition.codes
    places = codes.map { Place($0.axes) }
    for (position, code) in codes.enumerated() {
      if let family = code.family { members[family, default: []].append(position) }
    }
    addSecondValues()
  }

  var summary: String { "\(edition.families.count) families, \(edition.pivots.count) pivots" }

  mutating func check(_ faults: inout Faults) {
    checkFamilies(&faults)
    checkPivots(&faults)
    checkThatNoPivotIsMissing(&faults)
    findCodesWithoutOtherSide()
  }

  /// What the headlines leave out: the trimester of the labor, the side of the qualifier. A qualifier that is
  /// always on the side of the body part is no choice.
  private mutating func addSecondValues() {
    var firstSide: Int?
    for mention in edition.mentions {
      if mention.role == "labor" {
        places[mention.code][.labor] = Place.number(mention.value, of: .trimester)
      }
      guard mention.axis == .laterality, codes[mention.code].system == "icd10pcs" else { continue }
      if firstSide == mention.code, places[mention.code][.qualifier] == 0 {
        places[mention.code][.qualifier] = Place.number(mention.value, of: .laterality)
      }
      firstSide = mention.code
    }
    for family in members.values
    where family.allSatisfy({ places[$0][.qualifier] == places[$0][.laterality] }) {
      for code in family { places[code][.qualifier] = 0 }
    }
  }

  // MARK: Families

  private func checkFamilies(_ faults: inout Faults) {
    let isHierarchical = CodeSystem(id: edition.release.system)?.hierarchy == .prefix
    let names = edition.families.map(\.family)
    if Set(names).count != names.count || Set(names) != Set(members.keys) {
      faults.add("family of a code is listed, once", "\(names.count) families, \(members.count) with codes")
    }
    for family in edition.families {
      let codes = members[family.family, default: []]
      let name = "\(family.family) \(family.stem)"
      if codes.count < 2 || self.codes[codes[0]].code != family.family {
        faults.add("family has two codes at least, and the name of the first", name)
        continue
      }
      if Set(codes.map { self.codes[$0].isBillable }).count > 1 {
        faults.add("family is of headers alone or of billable codes alone", name)
      }
      // A code set without hierarchy is one category.
      if isHierarchical, Set(codes.map { self.codes[$0].code.prefix(3) }).count > 1 {
        faults.add("family is of one category", name)
      }
      let coordinates = codes.map { places[$0] }
      if Set(coordinates).count < codes.count {
        faults.add("member of a family has coordinates of its own", name)
      }
      let isOfTwoTrimesters = coordinates.contains { $0[.labor] != 0 }
      let varying = Place.Field.allCases.filter { field in Set(coordinates.map { $0[field] }).count > 1 }
        .map { $0.name(isOfTwoTrimesters: isOfTwoTrimesters) }
      if Set(family.axes.map(\.description)) != Set(varying) || family.axes.count != varying.count {
        faults.add("family lists the axes that vary in it", "\(name): \(family.axes), not \(varying)")
      }
      if family.system != edition.release.system || family.stem.isEmpty {
        faults.add("family has its code set and a stem", name)
      }
    }
  }

  // MARK: Pivots

  private func checkPivots(_ faults: inout Faults) {
    var steps: Set<Pivot> = []
    var ways: [Pivot: Int] = [:]
    steps.reserveCapacity(edition.pivots.count)
    ways.reserveCapacity(edition.pivots.count)
    for pivot in edition.pivots {
      var way = pivot
      way.target = 0
      ways[way, default: 0] += 1
      if !steps.insert(pivot).inserted { faults.add("pivot is listed once", describe(pivot)) }
    }
    for (pivot, next) in zip(edition.pivots, edition.pivots.dropFirst()) where pivot.code > next.code {
      faults.add("pivot stands by code", describe(next))
    }
    for pivot in edition.pivots {
      let (code, target) = (codes[pivot.code], codes[pivot.target])
      if code.family == nil || code.family != target.family {
        faults.add("pivot stays in its family", describe(pivot))
      }
      let field = Place.Field(pivot)
      guard let field, places[pivot.code].differs(from: places[pivot.target], on: field) else {
        faults.add("pivot changes one axis alone", describe(pivot))
        continue
      }
      if Place.number(pivot.value, of: pivot.axis) != places[pivot.target][field] {
        faults.add("pivot leads to its value", describe(pivot))
      }
      let origin = pivot.axis.vocabulary[places[pivot.code][field] - 1]
      let back = Pivot(
        code: pivot.target, axis: pivot.axis, role: pivot.role, value: origin, target: pivot.code)
      if !steps.contains(back) { faults.add("pivot leads back to where it began", describe(pivot)) }
      var way = pivot
      way.target = 0
      if pivot.axis != .encounter, ways[way] != 1 { faults.add("pivot has one target", describe(pivot)) }
      if pivot.axis == .laterality, code.system == "icd10pcs", !areAlike(code.longTitle, target.longTitle) {
        faults.add("pivot of ICD-10-PCS changes words of side in the title alone", describe(pivot))
      }
    }
  }

  private func describe(_ pivot: Pivot) -> String {
    let (code, target) = (codes[pivot.code], codes[pivot.target])
    return "\(code.code) \(code.longTitle) -> \(pivot.axis) \(pivot.role) \(pivot.value) "
      + "\(target.code) \(target.longTitle)"
  }

  /// Whether two titles are the same without their words of side. Beside both sides is a plural.
  private func areAlike(_ title: String, _ other: String) -> Bool {
    func rest(_ title: String, singular: Bool) -> [Substring] {
      title.split { " ,-".contains($0) }
        .filter { !["Right", "Left", "Bilateral", "Unilateral"].contains($0) }
        .map { singular ? $0.singular : $0 }
    }
    let isOfBoth = title.contains("Bilateral") || other.contains("Bilateral")
    return rest(title, singular: isOfBoth) == rest(other, singular: isOfBoth)
  }

  /// Any two members that differ on one axis alone, with a value each, are a pivot.
  private func checkThatNoPivotIsMissing(_ faults: inout Faults) {
    var expected = 0
    for family in members.values {
      for (position, code) in family.enumerated() {
        for other in family[..<position] {
          let isStep = Place.Field.allCases.contains { places[code].differs(from: places[other], on: $0) }
          if isStep { expected += 2 }
        }
      }
    }
    if expected != edition.pivots.count {
      faults.add("step on one axis is a pivot", "\(expected) steps, \(edition.pivots.count) pivots")
    }
  }

  // MARK: Counterparts

  private mutating func findCodesWithoutOtherSide() {
    let otherSide = ["right": "left", "left": "right"]
    var found: Set<Int> = []
    for pivot in edition.pivots
    where pivot.axis == .laterality && pivot.role.isEmpty
      && otherSide[pivot.value] == codes[pivot.code].axes[.laterality]
    {
      found.insert(pivot.code)
    }
    for (position, code) in codes.enumerated() {
      let side = code.axes.laterality
      if side == .right || side == .left, !found.contains(position) {
        codesWithoutOtherSide.insert(code.code)
      }
    }
  }
}

extension Substring {
  /// "Artery" for "Arteries", "Arch" for "Arches", "Testis" for "Testes", "Breast" for "Breasts".
  fileprivate var singular: Substring {
    if self == "Testis" || self == "Testes" { return "Testis" }
    if hasSuffix("ies") { return dropLast(3) + "y" }
    return hasSuffix("ches") ? dropLast(2) : hasSuffix("s") ? dropLast() : self
  }
}

/// Where a code is in its family: the number of its value on each axis, 0 for none.
private struct Place: Hashable {
  private var bits: UInt64 = 0

  enum Field: UInt64, CaseIterable {
    case trimester, laterality, episode, encounter, fracture, healing, fetus, intent
    case labor, qualifier

    /// The field that a pivot changes; `nil` for a role that its axis has not.
    init?(_ pivot: Pivot) {
      let field: Field? =
        switch (pivot.axis, pivot.role) {
        case (.trimester, ""), (.trimester, "delivery"): .trimester
        case (.trimester, "labor"): .labor
        case (.laterality, "qualifier"): .qualifier
        case (let axis, ""): Axis.allCases.firstIndex(of: axis).flatMap { Field(rawValue: UInt64($0)) }
        default: nil
        }
      guard let field else { return nil }
      self = field
    }

    func name(isOfTwoTrimesters: Bool) -> String {
      switch self {
      case .trimester: isOfTwoTrimesters ? "trimester:delivery" : "trimester"
      case .labor: "trimester:labor"
      case .qualifier: "laterality:qualifier"
      default: Axis.allCases[Int(rawValue)].rawValue
      }
    }
  }

  init(_ values: AxisValues) {
    for (field, axis) in zip(Field.allCases, Axis.allCases) {
      if let value = values[axis] { self[field] = Self.number(value, of: axis) }
    }
  }

  subscript(field: Field) -> Int {
    get { Int(bits >> (field.rawValue * 4) & 15) }
    set { bits = bits & ~(15 << (field.rawValue * 4)) | UInt64(newValue) << (field.rawValue * 4) }
  }

  private static let numbers = Axis.allCases.map { axis in
    Dictionary(uniqueKeysWithValues: axis.vocabulary.enumerated().map { ($1, $0 + 1) })
  }

  static func number(_ value: String, of axis: Axis) -> Int {
    Axis.allCases.firstIndex(of: axis).flatMap { numbers[$0][value] } ?? 0
  }

  /// Whether both have a value on this axis, another one, and agree on all others. A fracture and its healing
  /// follow the encounter, as far as one of the two has none.
  func differs(from other: Place, on field: Field) -> Bool {
    guard bits != other.bits, self[field] != 0, other[field] != 0, self[field] != other[field] else {
      return false
    }
    return Field.allCases.allSatisfy { each in
      let follows = field == .encounter && (each == .fracture || each == .healing)
      return each == field || self[each] == other[each]
        || follows && (self[each] == 0 || other[each] == 0)
    }
  }
}
