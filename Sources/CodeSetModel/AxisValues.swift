/// The headline values of one code: at most one per axis, `nil` where the axis does not apply.
public struct AxisValues: Hashable, Sendable {
  public var trimester: Trimester?
  public var laterality: Laterality?
  public var episode: Episode?
  public var encounter: Encounter?
  public var fracture: Fracture?
  public var healing: Healing?
  public var fetus: Fetus?

  public init() {}
}

extension AxisValues {
  /// The raw value on an axis.
  public subscript(axis: Axis) -> String? {
    switch axis {
    case .trimester: trimester?.rawValue
    case .laterality: laterality?.rawValue
    case .episode: episode?.rawValue
    case .encounter: encounter?.rawValue
    case .fracture: fracture?.rawValue
    case .healing: healing?.rawValue
    case .fetus: fetus?.rawValue
    }
  }
}
