import CodeSetModel

/// What one character of a code of ICD-10-PCS says, by the newest tables in the build.
public struct PCSAxisValue: Sendable {
  /// The place of the character in the code, from 1 to 7.
  public var position: Int
  /// What the position says: `Body Part`.
  public var axis: String
  public var value: String
  /// What the character means: `Cervix`.
  public var label: String
}

extension CodeDatabase {
  /// What each character of a code of ICD-10-PCS says: seven of a code that a table builds, three of the header of a
  /// table; none of other codes.
  func pcsAxes(of code: CodeRow) throws -> [PCSAxisValue] {
    let source =
      code.isBillable
      ? "pcs_axis WHERE code = :code AND system = :system"
      : "pcs_table WHERE pcs_table = :code AND system = :system AND table_row = 0"
    return try file.values(
      "SELECT position, axis, value, label FROM \(source) ORDER BY position",
      ["code": code.code, "system": code.system]
    ).compactMap { row in
      guard let position = row[0].flatMap(Int.init), let axis = row[1], let value = row[2], let label = row[3]
      else { return nil }
      return PCSAxisValue(position: position, axis: axis, value: value, label: label)
    }
  }

  /// What CMS says of the root operation among some axes.
  func pcsDefinitions(of axes: [PCSAxisValue], in system: String) throws -> [PCSDefinitionRecord] {
    guard let section = axes.first(where: { $0.position == 1 }),
      let operation = axes.first(where: { $0.position == 3 })
    else { return [] }
    return try file.rows(
      "WHERE system = :system AND section = :section AND position = 3 AND term = :term ORDER BY source_line",
      ["system": system, "section": section.value, "term": operation.label])
  }
}
