import CodeSetModel

/// A mapping between two code sets, with the code at its far end.
public struct CrosswalkStep: Sendable {
  public var mapping: Crosswalk
  /// The code set at the far end, e.g. `icd9cm`.
  public var system: String
  /// The newest row of that code; `nil` where the file says that there is none, or no release held has it.
  public var code: CodeRow?
}

extension CodeDatabase {
  /// The codes of other code sets that mappings lead to from a code, as in their files. Mappings are those of a
  /// release, whatever the day.
  func crosswalks(from code: CodeRow) throws -> [CrosswalkStep] {
    try crosswalks(where: "source_system = :system AND source_code = :code", of: code).map { mapping in
      CrosswalkStep(
        mapping: mapping, system: mapping.targetSystem,
        code: try mapping.targetCode.flatMap { try newestRow(of: $0, in: mapping.targetSystem) })
    }
  }

  /// The codes of other code sets from which mappings lead to a code, likewise.
  func crosswalks(to code: CodeRow) throws -> [CrosswalkStep] {
    try crosswalks(where: "target_system = :system AND target_code = :code", of: code).map { mapping in
      CrosswalkStep(
        mapping: mapping, system: mapping.sourceSystem,
        code: try newestRow(of: mapping.sourceCode, in: mapping.sourceSystem))
    }
  }

  private func crosswalks(where condition: String, of code: CodeRow) throws -> [Crosswalk] {
    try file.rows(
      from:
        "crosswalk JOIN release ON release.system = source_system AND release.release = crosswalk.release",
      "WHERE \(condition) ORDER BY release.effective, crosswalk.source_system, crosswalk.source_line",
      ["system": code.system, "code": code.code])
  }

  /// The row of a code that begins last.
  func newestRow(of code: String, in system: String) throws -> CodeRow? {
    let rows: [CodeRow] = try file.rows(
      "WHERE \(Self.isCode) ORDER BY valid_from DESC LIMIT 1", ["code": code, "system": system])
    return rows.first
  }

  /// The lists on which a code stands, by release.
  func flags(of code: CodeRow) throws -> [CodeFlag] { try rowsByRelease(of: code, then: "flag") }

  /// The groups that a code belongs to, by release, the widest first.
  func groups(of code: CodeRow) throws -> [CodeGroup] { try rowsByRelease(of: code, then: "grouping, level") }

  private func rowsByRelease<Row: StageRow>(of code: CodeRow, then order: String) throws -> [Row] {
    try file.rows(
      from: "\(Row.table.name) JOIN release USING (system, release)",
      "WHERE system = :system AND code = :code ORDER BY release.effective, \(order)",
      ["system": code.system, "code": code.code])
  }
}
