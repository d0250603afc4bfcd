import CodeSetModel
import GRDB

/// The published SQLite artifact, read and nothing else.
public struct CodeDatabase {
  private let queue: DatabaseQueue

  /// Opens the artifact.
  ///
  /// - Throws: `DatabaseError` when the file cannot be read as an artifact of this program.
  public init(path: String) throws {
    var configuration = Configuration()
    configuration.readonly = true
    queue = try DatabaseQueue(path: path, configuration: configuration)
    _ = try queue.read { try Row.fetchOne($0, sql: "SELECT id FROM code LIMIT 1") }
  }

  /// What is known of a code in the newest release of its system.
  ///
  /// - Parameter written: the code with or without its dot, in any case.
  /// - Returns: one record for each system that has the code.
  public func records(for written: String, system: String?) throws -> [CodeRecord] {
    try queue.read { database in
      try Self.codes(
        "code = ? AND (?2 IS NULL OR system = ?2)", [Self.undotted(written), system], in: database
      ).map { try Self.record(for: $0, in: database) }
    }
  }

  /// The code that shares the longest beginning with one that does not exist, in each system.
  public func nearest(to written: String, system: String?) throws -> [Code] {
    try queue.read { database in
      var beginning = Self.undotted(written).dropLast()
      while !beginning.isEmpty {
        let found = try Self.codes(
          "code = ? AND (?2 IS NULL OR system = ?2)", [String(beginning), system], in: database)
        if !found.isEmpty { return found }
        beginning = beginning.dropLast()
      }
      return []
    }
  }

  /// The codes whose display code or titles hold every word of a text, best first. The last word may be
  /// the beginning of one.
  public func search(_ text: String, _ filter: SearchFilter, limit: Int) throws -> [Code] {
    let words = text.split(whereSeparator: \.isWhitespace)
      .map { "\"\($0.replacing("\"", with: "\"\""))\"" }
    guard !words.isEmpty else { return [] }
    return try queue.read { database in
      try Self.codes(
        """
        (?2 IS NULL OR system = ?2) AND (?3 IS NULL OR trimester = ?3) AND (?4 IS NULL OR laterality = ?4)
        AND billable >= ?5
        """,
        from: "code_search JOIN current_code ON current_code.id = code_search.rowid AND code_search MATCH ?1",
        [
          words.joined(separator: " ") + "*", filter.system, filter.trimester?.rawValue,
          filter.laterality?.rawValue, filter.billableOnly,
        ], orderedBy: "rank, current_code.id LIMIT \(limit)", in: database)
    }
  }

  /// Where a pivot leads: the codes that differ from one on one axis alone, by its value there.
  ///
  /// - Parameter axis: an axis without a role means the headline of that axis.
  public func pivots(from code: Code, axis: FamilyAxis, to value: String) throws -> [Code] {
    try queue.read { database in
      let targets = try Row.fetchAll(
        database, sql: "SELECT target_id, role FROM pivot WHERE code_id = ? AND axis = ? AND value = ?",
        arguments: [code.id, axis.axis.rawValue, value])
      let chosen = targets.filter { row in
        let role = row["role"] as String? ?? ""
        return axis.role.isEmpty ? FamilyAxis(axis: axis.axis, role: role).isHeadline : role == axis.role
      }
      return try chosen.flatMap { try Self.codes("id = ?", [$0["target_id"] as Int], in: database) }
    }
  }

  /// The releases that the artifact was made of.
  public func releases() throws -> [Release] {
    try queue.read { database in
      let columns = Release.table.columns
      let names = columns.map(\.name).joined(separator: ", ")
      return try Row.fetchAll(database, sql: "SELECT \(names) FROM release").map { row in
        var fields = FieldReader(Self.values(of: row), columns: columns)
        return try Release(from: &fields)
      }
    }
  }

  /// What SQLite's own checks find wrong with the artifact; empty when it is whole.
  public func integrityFaults() throws -> [String] {
    try queue.read { database in
      let faults = try String.fetchAll(database, sql: "PRAGMA integrity_check").filter { $0 != "ok" }
      let violations = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { row in
        "a row of \(row["table"] as String) refers to no row of \(row["parent"] as String)"
      }
      return faults + violations
    }
  }

  private static func undotted(_ written: String) -> String {
    written.uppercased().filter { $0 != "." && !$0.isWhitespace }
  }

  private static func record(for code: Code, in database: Database) throws -> CodeRecord {
    var record = CodeRecord(code: code)
    var above = code.parent
    while let parent = above {
      let found = try codes("code = ? AND system = ?", [parent, code.system], in: database)
      record.parents += found
      above = found.first?.parent
    }
    record.sections = try Row.fetchAll(
      database,
      sql: """
        WITH RECURSIVE chain AS (
          SELECT * FROM section WHERE system = ?1 AND section = ?2
          UNION ALL
          SELECT section.* FROM section JOIN chain
          ON section.system = chain.system AND section.section = chain.parent
        )
        SELECT section, title FROM chain
        """, arguments: [code.system, code.section]
    ).map { (section: $0[0], title: $0[1]) }
    record.children = try codes(
      "code > ?1 AND code < ?1 || 'a' AND system = ?2 AND parent = ?1", [code.code, code.system], in: database
    )
    record.mentions = try mentions(of: code, in: database)
    record.family = try family(of: code, in: database)
    record.file = try Row.fetchOne(
      database, sql: "SELECT file, member FROM release WHERE system = ? AND release = ?",
      arguments: [code.system, code.release]
    ).map { row in (row["member"] as String?).map { "\(row["file"] as String)/\($0)" } ?? row["file"] }
    return record
  }

  private static func mentions(of code: Code, in database: Database) throws -> [AxisMention] {
    let columns = AxisMention.table.columns
    return try Row.fetchAll(
      database,
      sql: "SELECT \(columns.map(\.name).joined(separator: ", ")) FROM axis_mention WHERE code_id = ?",
      arguments: [code.id]
    ).map { row in
      var fields = FieldReader(values(of: row), columns: columns)
      return try AxisMention(from: &fields)
    }.sorted { $0.start < $1.start }
  }

  private static func family(of code: Code, in database: Database) throws -> FamilyRecord? {
    let columns = Family.table.columns
    let names = columns.map(\.name).joined(separator: ", ")
    guard let name = code.family,
      let row = try Row.fetchOne(
        database, sql: "SELECT \(names) FROM family WHERE system = ? AND family = ?",
        arguments: [code.system, name])
    else { return nil }
    var fields = FieldReader(values(of: row), columns: columns)
    let family = try Family(from: &fields)
    // The members of a family share their category.
    let members = try codes(
      "code >= ?1 AND code < ?1 || 'a' AND system = ?2 AND family = ?3",
      [String(code.code.prefix(3)), code.system, name], in: database)
    return FamilyRecord(
      family: family,
      members: try members.map { member in
        let mentions =
          family.axes.allSatisfy(\.isHeadline) ? [] : try self.mentions(of: member, in: database)
        return (
          member,
          family.axes.map { axis in
            axis.isHeadline ? member.axes[axis.axis] : Self.value(in: mentions, on: axis)
          }
        )
      })
  }

  /// The value that a title has besides the headline. The second side of an ICD-10-PCS title is that of the
  /// qualifier, and has no role of its own.
  fileprivate static func value(in mentions: [AxisMention], on axis: FamilyAxis) -> String? {
    let ofAxis = mentions.filter { $0.axis == axis.axis }
    return (ofAxis.first { $0.role == axis.role } ?? ofAxis.dropFirst().first { $0.role.isEmpty })?.value
  }

  /// The current codes that fulfil a condition.
  private static func codes(
    _ condition: String, from source: String = "current_code", _ arguments: StatementArguments,
    orderedBy order: String = "current_code.id", in database: Database
  ) throws -> [Code] {
    let columns = Code.table.columns.map { "current_code.\($0.name)" }.joined(separator: ", ")
    return try Row.fetchAll(
      database, sql: "SELECT \(columns) FROM \(source) WHERE \(condition) ORDER BY \(order)",
      arguments: arguments
    ).map(code)
  }

  private static func code(from row: Row) throws -> Code {
    var fields = FieldReader(values(of: row), columns: Code.table.columns)
    return try Code(from: &fields)
  }

  /// The values of a row as the texts that the tables' readers take.
  private static func values(of row: Row) -> [String?] {
    Array(row.databaseValues).map { value in
      switch value.storage {
      case .null: nil
      case .int64(let number): String(number)
      default: String.fromDatabaseValue(value)
      }
    }
  }
}

/// A code with what stands around it.
public struct CodeRecord {
  public var code: Code
  /// The codes above it, the nearest first.
  public var parents: [Code] = []
  /// The blocks and the chapter above those, the innermost first.
  public var sections: [(section: String, title: String)] = []
  /// The codes directly below a header.
  public var children: [Code] = []
  /// Every place in the title that carries a value of an axis, in order.
  public var mentions: [AxisMention] = []
  /// The family that the code belongs to.
  public var family: FamilyRecord?
  /// The published file that prints the code.
  public var file: String?
}

extension CodeRecord {
  /// Whether the code itself has a value on an axis.
  public func has(_ value: String, on axis: FamilyAxis) -> Bool {
    axis.isHeadline ? code.axes[axis.axis] == value : CodeDatabase.value(in: mentions, on: axis) == value
  }
}

/// A family with its members.
public struct FamilyRecord {
  public var family: Family
  /// The members in published order, each with its value on each of the family's axes.
  public var members: [(code: Code, values: [String?])]
}

/// What a search is narrowed to.
public struct SearchFilter {
  public var system: String?
  public var trimester: Trimester?
  public var laterality: Laterality?
  public var billableOnly: Bool

  public init(system: String?, trimester: Trimester?, laterality: Laterality?, billableOnly: Bool) {
    self.system = system
    self.trimester = trimester
    self.laterality = laterality
    self.billableOnly = billableOnly
  }
}
