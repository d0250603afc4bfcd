/// One line of the General Equivalence Mappings, in which CMS and NCHS say which codes of another code set come
/// nearest to a code.
///
///     T8853XD v5889 10000
///     V9199 O30899  10000
///
/// Nothing is interpreted here; only the blanks around a field are gone.
public struct GEMRecord: Hashable, Sendable {
  /// The code that is mapped, undotted, as printed.
  public var source: String
  /// The code it maps to, undotted, as printed, or `NoDx`, `NoPCS` or `NoI9`.
  public var target: String
  /// The five flags as digits: approximate, no map, combination, scenario, choice list. Of the first three, 1
  /// means yes; the others count from 1.
  public var flags: String
  /// The line of the file, from 1.
  public var line: Int
  /// The code set of the target, where a declaration names it; else the one that the publisher's mappings lead to.
  public var targetSystem: String?
  /// The file for people, where a declaration describes it: a release may have several.
  public var file: String?

  package init(
    source: String, target: String, flags: String, line: Int, targetSystem: String? = nil,
    file: String? = nil
  ) {
    self.targetSystem = targetSystem
    self.file = file
    self.source = source
    self.target = target
    self.flags = flags
    self.line = line
  }

  /// What is in place of a target where there is none.
  public static let noTargets = ["NoDx", "NoPCS", "NoI9"]
}
