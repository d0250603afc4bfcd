/// Codes of one release whose titles are the same but for the axis phrases (table `family`).
///
/// O34.30, O34.31, O34.32 and O34.33 are one, over the trimester: "Maternal care for cervical incompetence".
/// S42.001A, S42.002A, S42.009A, S42.001D, ... are one, over laterality, encounter, fracture and healing.
public struct Family: Hashable, Sendable {
  /// The first member's code in published order, undotted, which names the family: `O3430`.
  public var family: String
  /// The code set's identifier, e.g. `icd10cm`.
  public var system: String
  /// The first member's title without its axis phrases: "Maternal care for cervical incompetence".
  public var stem: String
  /// The axes on which the members differ.
  public var axes: [FamilyAxis]

  package init(family: String, system: String, stem: String, axes: [FamilyAxis]) {
    self.family = family
    self.system = system
    self.stem = stem
    self.axes = axes
  }
}

/// One coordinate of a family's members: an axis, and what it is said of where titles say it of two things.
public struct FamilyAxis: Hashable, Sendable {
  public var axis: Axis
  /// `labor` or `delivery` (O60.1-), `qualifier` for what an ICD-10-PCS body part is joined to. Else blank.
  public var role: String

  package init(axis: Axis, role: String = "") {
    self.axis = axis
    self.role = role
  }
}

extension FamilyAxis {
  /// Whether the value is the headline of its axis, the one in the column of the code itself: of two
  /// trimesters in a title, the delivery's is.
  public var isHeadline: Bool { role.isEmpty || role == axis.headlineRole }
}
