import CodeSetModel

/// A side or a trimester without its counterpart: what a release leaves out, or titles do not let see.
///
/// H54.3 and the codes of a right middle lobe have no counterpart by nature; Q37.- has one title for both.
public struct FamilyHole: Hashable, Sendable {
  /// The codes that miss the counterpart, by their positions in the release.
  public var codes: [Int]
  public var axis: Axis
  /// What the axis is said of, as in `FamilyAxis`.
  public var role: String
  /// The raw value that the codes have.
  public var value: String
  /// The raw value for which there is no code.
  public var missing: String

  public init(codes: [Int], axis: Axis, role: String, value: String, missing: String) {
    self.codes = codes
    self.axis = axis
    self.role = role
    self.value = value
    self.missing = missing
  }
}

/// A code that stands in no family, because another has the same words and the same values.
public struct IndistinctCode: Hashable, Sendable {
  /// The position of the code in its release.
  public var code: Int
  /// The position of the one it cannot be told from.
  public var twin: Int

  public init(code: Int, twin: Int) {
    self.code = code
    self.twin = twin
  }
}
