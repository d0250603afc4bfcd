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
