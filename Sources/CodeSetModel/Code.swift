/// A code or a header of one release, in the canonical model. Parent by code, one value per axis.
///
/// An axis is `nil` when it does not apply to the code, and for no other reason: "published as unspecified"
/// is a value.
public struct Code: Hashable, Sendable {
  /// The row's number among all rows of a build, from 1.
  public var id: Int
  /// The code set's identifier, e.g. `icd10cm`.
  public var system: String
  /// The code without its dot: `O3432`.
  public var code: String
  /// The code as people write it: `O34.32`.
  public var displayCode: String
  /// The first day on which this row is in force (ISO 8601).
  public var validFrom: String
  /// The first day on which it no longer is, or `nil` while it still is.
  public var validTo: String?
  /// The order number in the newest release that prints this row, ascending within a release.
  public var ordinal: Int
  /// The longest other code of the release that this one begins with.
  public var parent: String?
  /// How many codes stand above this one: 0 for a category.
  public var depth: Int
  /// The innermost block or chapter that holds the code, where the code set has them.
  public var section: String?
  /// A code of its own, or a modifier of one.
  public var kind: Kind
  /// Valid for submission: not a header, and not a modifier, which is submitted with a code alone.
  public var isBillable: Bool
  public var shortTitle: String
  public var longTitle: String
  /// The headline value of each axis.
  public var axes: AxisValues
  /// The first member of the family that the code belongs to, which names the family.
  public var family: String?
  /// The label of the release that introduced this row, e.g. `fy2025`.
  public var release: String
  /// The line of that release's file that prints the code, from 1.
  public var sourceLine: Int
  /// On what ground `validFrom` stands.
  public var validFromBasis: ValidityBasis

  /// On what ground a code is taken to be in force from its first day.
  public enum ValidityBasis: String, Sendable, CaseIterable {
    /// The effective date of the release that prints it.
    case release
    /// The date that the publisher's conversion table states, before the first release held that prints it.
    case conversion
    /// The date that the publisher prints with the code.
    case record
  }

  public enum Kind: String, Sendable, CaseIterable {
    case code
    /// Two characters that say more of a code: `LT`, on the left side.
    case modifier
  }

  public init(
    id: Int, system: String, code: String, displayCode: String, validFrom: String, validTo: String?,
    ordinal: Int, parent: String?, depth: Int, section: String?, kind: Kind = .code, isBillable: Bool,
    shortTitle: String,
    longTitle: String, axes: AxisValues = AxisValues(), family: String? = nil, release: String,
    sourceLine: Int, validFromBasis: ValidityBasis = .release
  ) {
    self.id = id
    self.system = system
    self.code = code
    self.displayCode = displayCode
    self.validFrom = validFrom
    self.validTo = validTo
    self.ordinal = ordinal
    self.parent = parent
    self.depth = depth
    self.section = section
    self.kind = kind
    self.isBillable = isBillable
    self.shortTitle = shortTitle
    self.longTitle = longTitle
    self.axes = axes
    self.family = family
    self.release = release
    self.sourceLine = sourceLine
    self.validFromBasis = validFromBasis
  }
}
