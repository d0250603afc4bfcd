import CodeSetModel

/// What became of one code in all releases that the artifact holds.
public struct CodeHistory: Sendable {
  /// The code set, e.g. `icd10cm`.
  public var system: String
  /// The rows of the code, by date.
  public var rows: [CodeRow]
  /// What releases changed in it, by date.
  public var changes: [Change]
  /// The codes that stood for it before, from the conversion tables.
  public var replaces: [ReplacementStep] = []
  /// The codes that stand for it since: what replaced it, and what replaced those that are retired too.
  public var replacedBy: [ReplacementStep] = []
  /// Whether the newest release no longer has it.
  public var isRetired: Bool
  /// The releases of the code set of which nothing is known but their days.
  public var gaps: [SurroundedGap] = []

  /// Whether the publisher prints the days with the code, as in HCPCS.
  public var isStated: Bool { rows.allSatisfy { $0.validFromBasis == .record } }

  /// The days on which the code is in force, whatever changed in between.
  public var intervals: [ValidityInterval] { ValidityInterval.joined(rows.map(\.interval)) }
}

/// A replacement of one code by another, with the code at its far end.
public struct ReplacementStep: Sendable {
  public var replacement: Replacement
  /// The newest row of that code; `nil` where no release in the build has it.
  public var code: CodeRow?
  /// Whether the newest release no longer has that code.
  public var isRetired: Bool
  /// How many replacements lie in between: what replaced the code itself has 0.
  public var depth: Int
}

extension CodeDatabase {
  /// What became of a code, in each system that ever had it.
  ///
  /// - Parameter written: the code without its dot or with it, where its code set has it; in any case.
  public func histories(of written: String, system: String?) throws -> [CodeHistory] {
    let typed = TypedCode(written)
    let systems = try file.values(
      "SELECT DISTINCT system FROM code WHERE \(Self.isCode)", ["code": typed.code, "system": system])
    return try systems.compactMap(\.first).compactMap(\.self)
      .filter { try typed.agrees(with: self.system($0)) }
      .map { try history(of: typed.code, in: $0) }
  }

  /// The days that the releases of a system cover.
  public func coverage(of system: String) -> [ValidityInterval] {
    ValidityInterval.joined(
      releases.filter { $0.system == system }
        .map(\.interval))
  }

  /// What became of a code of one system.
  func history(of code: String, in system: String) throws -> CodeHistory {
    let named = ["code": code, "system": system]
    let rows: [CodeRow] = try file.rows("WHERE \(Self.isCode) ORDER BY valid_from", named)
    let changes: [Change] = try file.rows(
      from: "release JOIN change USING (system, release)",
      "WHERE system = :system AND change.code = :code ORDER BY release.effective, change.kind", named)
    var history = CodeHistory(system: system, rows: rows, changes: changes, isRetired: isRetired(rows.last))
    history.gaps = try gaps(of: system)
    let replacements: [Replacement] = try file.rows(
      "WHERE \(Self.isCode) ORDER BY effective, previous_code", named)
    history.replaces = try replacements.map { replacement in
      try step(replacement, to: replacement.previousCode, in: system, depth: 0)
    }
    var seen: Set = [code]
    history.replacedBy = try successors(
      of: code, in: system, goingOn: history.isRetired, depth: 0, seen: &seen)
    return history
  }

  /// The codes that replaced one, each followed by those that replaced it.
  ///
  /// - Parameters:
  ///   - goesOn: whether to go on from those that are retired: a code that is still in force is not at its end.
  ///   - seen: the codes from which the way has been gone, so that it ends.
  private func successors(
    of code: String, in system: String, goingOn goesOn: Bool, depth: Int, seen: inout Set<String>
  ) throws -> [ReplacementStep] {
    let replacements: [Replacement] = try file.rows(
      "WHERE previous_code = :code AND system = :system AND code <> :code ORDER BY effective, code",
      ["code": code, "system": system])
    var steps: [ReplacementStep] = []
    for replacement in replacements {
      let step = try step(replacement, to: replacement.code, in: system, depth: depth)
      steps.append(step)
      guard goesOn, step.isRetired, seen.insert(replacement.code).inserted else { continue }
      steps += try successors(
        of: replacement.code, in: system, goingOn: true, depth: depth + 1, seen: &seen)
    }
    return steps
  }

  private func step(
    _ replacement: Replacement, to code: String?, in system: String, depth: Int
  ) throws -> ReplacementStep {
    let newest: [CodeRow] = try file.rows(
      "WHERE code = :code AND system = :system ORDER BY valid_from DESC LIMIT 1",
      ["code": code, "system": system])
    return ReplacementStep(
      replacement: replacement, code: newest.first,
      isRetired: isRetired(newest.first), depth: depth)
  }

  /// Whether the code that a row is the last one of is no longer in force when the newest release begins.
  func isRetired(_ last: CodeRow?) -> Bool {
    guard let last, let newest = newestRelease(of: last.system) else { return false }
    return last.hasEnded(by: newest.effective)
  }

  /// The release whose codes are the current ones: the newest that has come into force.
  public func newestRelease(of system: String) -> Release? {
    let own = releases.filter { $0.system == system }
    return own.last { $0.effective <= today } ?? own.first
  }

  /// What is to be said of a code set on a day: that a newer release than those in the build has come into force.
  public func asOf(_ system: String, on day: CalendarDay?) throws -> String? {
    guard let newest = releases.last(where: { $0.system == system }) else { return nil }
    return try self.system(system).asOf(newest, on: day ?? today)
  }

  /// A day on which the last row of a retired code was in force, as late as any release of it.
  func lastDay(of code: CodeRow) -> CalendarDay {
    let last = releases.last { release in
      release.system == code.system && !code.hasEnded(by: release.effective)
    }
    return max(last?.effective ?? code.validFrom, code.validFrom)
  }
}
