import CodeSetModel

/// The families of a release and what follows from them.
public struct ReleaseFamilies: Sendable {
  public var families: [Family] = []
  /// The family of each code, by its position in `families`; `nil` for a code that stands alone.
  public var familyOf: [Int?] = []
  /// By code, and then by target.
  public var pivots: [Pivot] = []
  /// The sides and trimesters without a counterpart, by their first code.
  public var holes: [FamilyHole] = []
  public var indistinct: [IndistinctCode] = []
}
