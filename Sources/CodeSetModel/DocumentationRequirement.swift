/// What a record must say of one axis so that a code can be told from its siblings, which have the same title but
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
    let choices = axis.axis.vocabulary.filter(values.contains)
    // Where one value alone can be stated, the others are in another family: H90.0 is bilateral, H90.1- one side.
    guard choices.count(where: { !Self.unstated.contains($0) }) > 1 else { return nil }
    self.axis = axis
    self.choices = choices
  }
}

extension DocumentationRequirement: CustomStringConvertible {
  public var description: String {
    let stated = choices.filter { !Self.unstated.contains($0) }.map(words)
    let unstated = choices.filter(Self.unstated.contains).map(words)
    var alternatives = stated.dropLast().joined(separator: ", ")
    if let last = stated.last { alternatives += (alternatives.isEmpty ? "" : " or ") + last }
    let exception = unstated.map { "; \($0) only when the record does not say" }.joined()
    return "\(name): \(alternatives)\(exception)"
  }

  /// The values by which a title says that the record does not.
  private static let unstated: Set = ["unspecified", Fetus.notApplicableOrUnspecified.rawValue]

  private var name: String {
    switch (axis.axis, axis.role) {
    case (.laterality, "qualifier"): "side that it is joined to"
    case (.laterality, _): "side"
    case (.trimester, "labor"): "trimester in which labor began"
    case (.trimester, "delivery"): "trimester of the delivery"
    case (.episode, _): "part of care"
    case (.healing, _): "healing of the fracture"
    default: axis.axis.rawValue
    }
  }

  private func words(_ value: String) -> String {
    switch (axis.axis, value) {
    case (.fracture, Fracture.openTypeIOrII.rawValue): "open type I or II"
    case (.fracture, Fracture.openTypeIII.rawValue): "open type IIIA, IIIB or IIIC"
    case (.fetus, Fetus.notApplicableOrUnspecified.rawValue): "not applicable for one fetus; unspecified"
    default: value
    }
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
