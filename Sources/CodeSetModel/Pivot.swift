/// A step from a code to the one that differs from it on one axis alone.
///
/// O34.32 with trimester third is O34.33. Fracture and healing qualify the encounter, and follow it: S42.001A
/// as a subsequent encounter is S42.001D, S42.001G, S42.001K or S42.001P, a pivot each.
public struct Pivot: Hashable, Sendable {
  /// The position of the code among the codes it is listed with, from 0: its `id` less 1.
  public var code: Int
  public var axis: Axis
  /// What the axis is said of, as in `FamilyAxis`.
  public var role: String
  /// The raw value that the other code has on the axis: `third`, `left`, `sequela`.
  public var value: String
  /// The position of the other code, likewise.
  public var target: Int

  package init(code: Int, axis: Axis, role: String = "", value: String, target: Int) {
    self.code = code
    self.axis = axis
    self.role = role
    self.value = value
    self.target = target
  }
}
