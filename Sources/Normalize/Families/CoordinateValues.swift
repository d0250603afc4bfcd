import CodeSetModel

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
