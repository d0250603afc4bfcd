/// One place in a long title that carries a value of an axis (table `axis_mention`).
///
/// O60.13X0 "Preterm labor second trimester with preterm delivery third trimester, not applicable or
/// unspecified" has three: trimester second of the labor, trimester third of the delivery, and the fetus.
public struct AxisMention: Hashable, Sendable {
  /// The position of the code among the codes it is listed with, from 0: its `id` less 1.
  public var code: Int
  public var axis: Axis
  /// The raw value of the axis's own type: `second`, `right`, `open-I-II`.
  public var value: String
  /// What the value is said of, where a title says it of two things: `labor`, `delivery`, `right eye`,
  /// `left eye`. Else blank.
  public var role: String
  public var basis: Basis
  /// Where the words are in the long title, in bytes of its UTF-8.
  public var start: Int
  public var length: Int

  /// On what ground a mention has its value.
  public enum Basis: String, Sendable, CaseIterable {
    /// The title says so: "second trimester".
    case title
    /// Sibling titles show what the title leaves open: "unspecified femur" beside "right femur".
    case sibling
    /// The classification defines it: 13 completed weeks of gestation are the first trimester.
    case definition
  }

  package init(
    code: Int, axis: Axis, value: String, role: String = "", basis: Basis = .title, start: Int, length: Int
  ) {
    self.code = code
    self.axis = axis
    self.value = value
    self.role = role
    self.basis = basis
    self.start = start
    self.length = length
  }
}
