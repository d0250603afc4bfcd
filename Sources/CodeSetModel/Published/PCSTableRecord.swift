/// A value that a table of ICD-10-PCS allows in one position of a code, kept verbatim (table `pcs_table`).
///
///     <pcsTable>
///       <axis pos="3" values="1">
///         <title>Operation</title>
///         <label code="V">Restriction</label>
///         <definition>Partially closing an orifice or the lumen of a tubular body part</definition>
///       </axis>
///       <pcsRow codes="18">
///         <axis pos="4" values="1">
///           <title>Body Part</title>
///           <label code="C">Cervix</label>
public struct PCSTableRecord: Hashable, Sendable {
  public var system: String
  public var release: String
  /// The table, by the three characters that its codes begin with: `0UV`.
  public var table: String
  /// The row of the table, from 1; 0 for the three characters that all its codes share.
  public var row: Int
  /// The position of the character in a code, from 1 to 7.
  public var position: Int
  /// What the position says: `Body Part`.
  public var axis: String
  /// The character.
  public var value: String
  /// What the character means: `Cervix`.
  public var label: String
  /// The definition that the table prints with it, where it does: that of a root operation.
  public var definition: String?
  /// The line of the file, from 1.
  public var line: Int

  package init(
    of release: Release, table: String, row: Int, position: Int, axis: String, value: String, label: String,
    definition: String? = nil, line: Int
  ) {
    system = release.system
    self.release = release.label
    self.table = table
    self.row = row
    self.position = position
    self.axis = axis
    self.value = value
    self.label = label
    self.definition = definition
    self.line = line
  }
}
