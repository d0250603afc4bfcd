/// One release in the canonical model, with everything that was read from it.
public struct Edition: Sendable {
  public var release: Release
  /// The codes and headers in published order.
  public var codes: [Code]
  /// Every place in a title that carries a value of an axis, by code.
  public var mentions: [AxisMention]
  public var families: [Family]
  /// The steps between the members of a family, by code.
  public var pivots: [Pivot]
  /// The rows of the release that did not become codes.
  public var rejected: [Rejected]

  public init(
    release: Release, codes: [Code] = [], mentions: [AxisMention] = [], families: [Family] = [],
    pivots: [Pivot] = [], rejected: [Rejected] = []
  ) {
    self.release = release
    self.codes = codes
    self.mentions = mentions
    self.families = families
    self.pivots = pivots
    self.rejected = rejected
  }
}
