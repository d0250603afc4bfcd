import CodeSetModel

/// The families of a release and what follows from them.
package struct ReleaseFamilies: Sendable {
  package var families: [Family] = []
  /// The family of each code, by its position in `families`; `nil` for a code that is alone.
  package var familyOf: [Int?] = []
  /// By code, and then by target.
  package var pivots: [Pivot] = []
  /// The sides and trimesters without a counterpart, by their first code.
  package var holes: [FamilyHole] = []
  package var indistinct: [IndistinctCode] = []
}
