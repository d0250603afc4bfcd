import CodeSetModel

/// A side or a trimester without its counterpart: the release has none, or the titles do not show which it
/// is.
///
/// Some have none by nature: K51.50 "Left sided colitis without complications", the right middle lobe of the
/// lung (0BTD0ZZ), a preterm labor in the first trimester (O60.02).
package struct FamilyHole: Hashable, Sendable {
  /// The codes that miss the counterpart, by their positions in the release.
  package var codes: [Int]
  package var axis: Axis
  /// What the axis is said of, as in `FamilyAxis`.
  package var role: String
  /// The raw value that the codes have.
  package var value: String
  /// The raw value for which there is no code.
  package var missing: String

  package init(codes: [Int], axis: Axis, role: String, value: String, missing: String) {
    self.codes = codes
    self.axis = axis
    self.role = role
    self.value = value
    self.missing = missing
  }
}
