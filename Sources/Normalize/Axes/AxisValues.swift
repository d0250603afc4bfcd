import CodeSetModel

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
