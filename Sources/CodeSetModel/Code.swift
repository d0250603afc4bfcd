/// What a release prints of a code or a header, and what was read from it. Parent by code, one value per axis.
///
/// An axis is `nil` when it does not apply to the code, and for no other reason: "published as unspecified"
/// is a value. Equality is that of everything: where it differs between two releases, the history begins a new row.
public struct Code: Hashable, Sendable {
  /// The code set's identifier, e.g. `icd10cm`.
  public var system: String
  /// The code without its dot: `O3432`.
  public var code: String
  /// The code as people write it: `O34.32`.
  public var displayCode: String
  /// The longest other code of the release that this one begins with.
  public var parent: String?
  /// How many codes are above this one: 0 for a category.
  public var depth: Int
  /// The innermost block or chapter that holds the code, where the code set has them.
  public var section: String?
  /// A code of its own, or a modifier of one.
  public var kind: Kind
  /// Valid for submission: not a header, and not a modifier, which is submitted with a code alone.
  public var isBillable: Bool
  @Verbatim public var shortTitle: String
  @Verbatim public var longTitle: String
  /// The headline value of each axis.
  public var axes: AxisValues
  /// The first member of the family that the code belongs to, which names the family.
  public var family: String?

  public enum Kind: String, Sendable, CaseIterable {
    case code
    /// Two characters that say more of a code: `LT`, on the left side.
    case modifier
  }

  package init(
    system: String, code: String, displayCode: String, parent: String?, depth: Int, section: String?,
    kind: Kind = .code, isBillable: Bool, shortTitle: String, longTitle: String,
    axes: AxisValues = AxisValues(), family: String? = nil
  ) {
    self.system = system
    self.code = code
    self.displayCode = displayCode
    self.parent = parent
    self.depth = depth
    self.section = section
    self.kind = kind
    self.isBillable = isBillable
    self.shortTitle = shortTitle
    self.longTitle = longTitle
    self.axes = axes
    self.family = family
  }
}
