/// What a record must say of one axis so that a code can be known from its siblings, which have the same title but
/// for their axes.
///
///     trimester: first, second or third; unspecified only when the record does not say
public struct DocumentationRequirement: Hashable, Sendable {
  public var axis: FamilyAxis
  /// The values that siblings have on the axis, in the order of its vocabulary.
  public var choices: [String]

  /// - Parameter values: the values that the members of the family have on the axis.
  /// - Returns: `nil` where there is nothing to choose.
  public init?(_ axis: FamilyAxis, among values: Set<String>) {
    let choices = axis.axis.values.filter { values.contains($0.name) }
    // Where one value alone can be stated, the others are in another family: H90.0 is bilateral, H90.1- one side.
    guard choices.count(where: { !$0.isUnstated }) > 1 else { return nil }
    self.axis = axis
    self.choices = choices.map(\.name)
  }
}

extension DocumentationRequirement: CustomStringConvertible {
  public var description: String {
    let values = axis.axis.values.filter { choices.contains($0.name) }
    let stated = values.filter { !$0.isUnstated }.map(\.answer)
    let unstated = values.filter(\.isUnstated).map(\.answer)
    var alternatives = stated.dropLast().joined(separator: ", ")
    if let last = stated.last { alternatives += (alternatives.isEmpty ? "" : " or ") + last }
    let exception = unstated.map { "; \($0) only when the record does not say" }.joined()
    return "\(name): \(alternatives)\(exception)"
  }

  private var name: String {
    let questions = axis.axis.declaration.questions
    return questions[axis.role] ?? questions[""] ?? axis.axis.rawValue
  }
}

extension [AxisMention] {
  /// The value that a title has besides the headline. The second side of an ICD-10-PCS title is that of the
  /// qualifier, and has no role of its own.
  public func value(on axis: FamilyAxis) -> String? { self[...].value(on: axis) }
}

extension ArraySlice<AxisMention> {
  /// The value that a title has besides the headline.
  public func value(on axis: FamilyAxis) -> String? {
    let ofAxis = filter { $0.axis == axis.axis }
    return (ofAxis.first { $0.role == axis.role } ?? ofAxis.dropFirst().first { $0.role.isEmpty })?.value
  }
}
