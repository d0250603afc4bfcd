/// One line of the multi-level Clinical Classifications Software, in which AHRQ groups the codes of ICD-9-CM.
///
///     '1370 ','1',"Infectious and parasitic diseases",'1.1',"Bacterial infection",'1.1.1',"Tuberculosis [1.]",' '," "
///
/// Nothing is interpreted here; only the quotes and the blanks around a field are gone.
public struct CCSRecord: Hashable, Sendable {
  /// A group on one level.
  public struct Group: Hashable, Sendable {
    /// The group's own code: `1.1.1`.
    public var code: String
    /// Its label; the number in brackets is that of the single-level classification: `Tuberculosis [1.]`.
    public var label: String

    package init(code: String, label: String) {
      self.code = code
      self.label = label
    }
  }

  /// The code, undotted: `1370`.
  public var code: String
  /// The groups from the widest level, 1, to the narrowest that the code has, 4 at the most.
  public var groups: [Group]
  /// The line of the file, from 1.
  public var line: Int

  package init(code: String, groups: [Group], line: Int) {
    self.code = code
    self.groups = groups
    self.line = line
  }

  /// How many levels the classification has.
  public static let levelCount = 4
}
