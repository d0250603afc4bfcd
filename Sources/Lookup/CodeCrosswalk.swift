import CodeSetModel

/// A mapping between two code sets, with the code at its far end.
public struct CrosswalkStep: Sendable {
  public var mapping: Crosswalk
  /// The code set at the far end, e.g. `icd9cm`.
  public var system: String
  /// The newest row of that code; `nil` where the file says that there is none, or no release in the build has it.
  public var code: CodeRow?
  /// How that code ceased to be valid for submission; `nil` where it did not, and for the codes of a code set that has
  /// ended as a whole.
  public var end: CodeEnd?
}

extension CodeDatabase {
  /// The codes of other code sets that mappings lead to from a code, as in their files. Mappings are those of a
  /// release, whatever the day.
  func crosswalks(from code: CodeRow) throws -> [CrosswalkStep] {
    try crosswalks(where: "source_system = :system AND source_code = :code", of: code).map { mapping in
      try step(by: mapping, to: mapping.targetCode, in: mapping.targetSystem)
    }
  }

  /// The codes of other code sets from which mappings lead to a code, likewise.
  func crosswalks(to code: CodeRow) throws -> [CrosswalkStep] {
    try crosswalks(where: "target_system = :system AND target_code = :code", of: code).map { mapping in
      try step(by: mapping, to: mapping.sourceCode, in: mapping.sourceSystem)
    }
  }

  private func step(by mapping: Crosswalk, to code: String?, in system: String) throws -> CrosswalkStep {
    let row = try code.flatMap { try newestRow(of: $0, in: system) }
    return CrosswalkStep(mapping: mapping, system: system, code: row, end: try row.flatMap(end))
  }

  /// How a code ceased to be valid for submission, by its newest row.
  private func end(of code: CodeRow) throws -> CodeEnd? {
    let named = ["code": code.code, "system": code.system]
    let isRetired = releases.contains { release in
      release.system == code.system && code.validTo.map(release.interval.contains) ?? false
    }
    guard isRetired || !code.isBillable && code.kind == .code else { return nil }
    let successors = try file.values(
      "SELECT successor FROM code_successor WHERE \(Self.isCode) ORDER BY successor", named
    ).compactMap { $0[0] }
    if isRetired { return CodeEnd(.retired, day: code.validTo, successors: successors) }
    let days = try file.values("SELECT max(valid_to) FROM code WHERE \(Self.isCode) AND billable = 1", named)
    return CodeEnd(.header, day: days.first?[0].flatMap { CalendarDay($0) }, successors: successors)
  }

  private func crosswalks(where condition: String, of code: CodeRow) throws -> [Crosswalk] {
    try file.rows(
      from:
        "crosswalk JOIN release ON release.system = source_system AND release.release = crosswalk.release",
      "WHERE \(condition) ORDER BY release.effective, source_system, target_system, crosswalk.source_line",
      ["system": code.system, "code": code.code])
  }

  /// The row of a code that begins last.
  func newestRow(of code: String, in system: String) throws -> CodeRow? {
    let rows: [CodeRow] = try file.rows(
      "WHERE \(Self.isCode) ORDER BY valid_from DESC LIMIT 1", ["code": code, "system": system])
    return rows.first
  }

  /// The lists on which a code is, by release.
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
