import CodeSetModel

/// A chapter or a block, with what is in it.
public struct SectionRecord: Sendable {
  public var section: Section
  public var system: CodeSystem
  /// The day for which it is shown.
  public var day: CalendarDay
  /// That a newer release than those in the build has come into force.
  public var asOf: String?
  /// The chapter that a block belongs to, after the blocks in between.
  public var parents: [Section] = []
  /// The blocks directly in it.
  public var blocks: [Section] = []
  /// The categories directly in it, in published order.
  public var categories: [CodeRow] = []
}

extension CodeDatabase {
  /// The chapters and blocks of this name, as `O30-O48`: one for each system that has it. Of one that is not in force
  /// on the day, the last row.
  ///
  /// - Parameter day: the day for which it is shown; `nil`: as of the newest release.
  public func sections(
    named typed: TypedCode, system: String?, on day: CalendarDay? = nil
  ) throws -> [SectionRecord] {
    let rows: [Section] = try file.rows(
      "WHERE section = :section AND (:system IS NULL OR system = :system) ORDER BY system, valid_from",
      ["section": typed.sectionName, "system": system])
    return try Dictionary(grouping: rows, by: \.system).sorted { $0.key < $1.key }.compactMap {
      system, rows in
      guard let asked = day ?? newestRelease(of: system)?.effective else { return nil }
      return try (rows.first { $0.isInForce(on: asked) } ?? rows.last).map { row in
        var record = try record(of: row, on: asked)
        record.asOf = try asOf(system, on: day)
        return record
      }
    }
  }

  private func record(of section: Section, on day: CalendarDay) throws -> SectionRecord {
    var record = SectionRecord(section: section, system: try system(section.system), day: day)
    // What is around a section that is not in force is that of the day on which it last began.
    let shown = section.isInForce(on: day) ? day : section.validFrom
    let named = ["system": section.system, "section": section.section, "day": shown.description]
    let inForce = Self.isInForce("day")
    var above = section.parent
    while let name = above {
      let parent: [Section] = try file.rows(
        "WHERE system = :system AND section = :section AND \(inForce)",
        ["system": section.system, "section": name, "day": shown.description])
      record.parents += parent
      above = parent.first?.parent
    }
    record.blocks = try file.rows(
      "WHERE system = :system AND parent = :section AND \(inForce) ORDER BY section", named)
    record.categories = try codes(
      inForceOn: shown, "system = :system AND section = :section AND parent IS NULL",
      ["system": section.system, "section": section.section])
    return record
  }

  /// The categories of a chapter or a block; of a filter that they cannot fit, the codes below them.
  func codes(in record: SectionRecord, _ filter: SearchFilter) throws -> [CodeRow] {
    var names = [record.section.section]
    var place = 0
    while place < names.count {
      names += try file.values(
        "SELECT DISTINCT section FROM section WHERE system = :system AND parent = :parent",
        ["system": record.system.id, "parent": names[place]]
      ).compactMap { $0.first ?? nil }.filter { !names.contains($0) }
      place += 1
    }
    let codes = try names.flatMap { name in
      try self.codes(
        inForceOn: record.day, "system = :system AND section = :section",
        ["system": record.system.id, "section": name])
    }
    return codes.filter { filter.admits($0) && ($0.parent == nil || filter.isNarrow) }
      .sorted { $0.ordinal < $1.ordinal }
  }

  /// The chapters and blocks that begin where a range begins.
  func sections(beginningLike typed: TypedCode, system: String?) throws -> [Section] {
    let parts = typed.sectionName.split(separator: "-")
    guard parts.count == 2, let first = parts.first else { return [] }
    return try file.rows(
      "WHERE section > :first || '-' AND section < :first || '.' AND (:system IS NULL OR system = :system) "
        + "GROUP BY system, section HAVING max(valid_from) ORDER BY system, section",
      ["first": String(first), "system": system])
  }
}
