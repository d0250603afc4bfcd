/// A code that is in no family, because another has the same words and the same values.
package struct IndistinctCode: Hashable, Sendable {
  /// The position of the code in its release.
  package var code: Int
  /// The position of the one it cannot be known from.
  package var twin: Int

  package init(code: Int, twin: Int) {
    self.code = code
    self.twin = twin
  }
}
