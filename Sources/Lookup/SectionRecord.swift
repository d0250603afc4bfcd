import CodeSetModel

/// A chapter or a block, with what is in it.
public struct SectionRecord: Sendable {
  public var section: Section
  public var system: CodeSystem
  /// The chapter that a block belongs to, after the blocks in between.
  public var parents: [Section] = []
  /// The blocks directly in it.
  public var blocks: [Section] = []
  /// The categories directly in it, in published order.
  public var categories: [CodeRow] = []
}

extension CodeDatabase {
  /// The chapters and blocks of this name, as `O30-O48`: one for each system that has it.
  ///
  /// - Parameter day: the day on which its categories are in force (ISO 8601); `nil`: as of the newest release.
  public func sections(
    named typed: TypedCode, system: String?, on day: String? = nil
  ) throws -> [SectionRecord] {
    let found: [Section] = try file.rows(
      "WHERE section = :section AND (:system IS NULL OR system = :system)",
      ["section": typed.sectionName, "system": system])
    return try found.map { section in
      var record = SectionRecord(section: section, system: try self.system(section.system))
      var above = section.parent
      while let name = above {
        let parent: [Section] = try file.rows(
          "WHERE system = :system AND section = :section", ["system": section.system, "section": name])
        record.parents += parent
        above = parent.first?.parent
      }
      let named = ["system": section.system, "section": section.section]
      record.blocks = try file.rows("WHERE system = :system AND parent = :section ORDER BY section", named)
      record.categories = try codes(
        inForceOn: day ?? newestRelease(of: section.system)?.effective,
        "system = :system AND section = :section AND parent IS NULL", named)
      return record
    }
  }

  /// The chapters and blocks that begin where a range begins.
  func sections(beginningLike typed: TypedCode, system: String?) throws -> [Section] {
    let parts = typed.sectionName.split(separator: "-")
    guard parts.count == 2, let first = parts.first else { return [] }
    return try file.rows(
      "WHERE section > :first || '-' AND section < :first || '.' AND (:system IS NULL OR system = :system) ORDER BY system, section",
      ["first": String(first), "system": system])
  }
}
