import CodeSetModel

/// The published SQLite artifact, read and nothing else.
public struct CodeDatabase: Sendable {
  let file: SQLiteFile
  /// The releases that the artifact was made of, by system and effective date.
  public let releases: [Release]
  /// The day that is today.
  public let today: CalendarDay

  /// Opens the artifact.
  ///
  /// - Throws: an error of the database when the file cannot be read as an artifact of this program.
  public init(path: String, today: CalendarDay = .today) throws {
    self.today = today
    file = try SQLiteFile(path: path)
    releases = try file.rows("ORDER BY system, effective")
  }

  /// A code set of the artifact, by its identifier.
  public func system(_ identifier: String) throws -> CodeSystem {
    let rows: [CodeSystem] = try file.rows("WHERE system = :system", ["system": identifier])
    guard let row = rows.first else {
      throw DatabaseFault("expected the code set \(identifier), which has releases, found none")
    }
    return row
  }

  /// The code sets of the artifact, in the order in which they were published there.
  public func systems() throws -> [CodeSystem] { try file.rows("ORDER BY rowid") }

  /// The code sets whose newest release had ended by a day, each with the day on which it ended;
  /// `nil`: by today.
  public func endedSystems(by day: CalendarDay? = nil) throws -> [String: CalendarDay] {
    newestReleases().reduce(into: [:]) { ended, release in
      if let until = release.until, until <= day ?? today { ended[release.system] = until }
    }
  }

  /// The newest release of each code set, among some systems and labels; no names mean all.
  public func newestReleases(systems: [String] = [], labels: [String] = []) -> [Release] {
    let chosen = releases.filter { release in
      (systems.isEmpty || systems.contains(release.system))
        && (labels.isEmpty || labels.contains(release.label))
    }
    return chosen.indices.filter { place in
      place + 1 == chosen.count || chosen[place + 1].system != chosen[place].system
    }.map { chosen[$0] }
  }

  /// The release of the same code set that changed something last, where a release itself changes nothing.
  public func lastChanging(before release: Release) throws -> Release? {
    let changing = try file.values(
      "SELECT DISTINCT release FROM change WHERE system = :system", ["system": release.system]
    ).map { $0[0] }
    guard !changing.contains(release.label) else { return nil }
    return releases.last {
      $0.system == release.system && $0.effective < release.effective && changing.contains($0.label)
    }
  }

  /// Where a pivot leads: the codes that differ from one on one axis alone, by its value there.
  ///
  /// - Parameters:
  ///   - axis: an axis without a role means the headline of that axis.
  ///   - day: the day of which the step is asked; `nil`: as of the newest release.
  public func pivots(
    from code: CodeRow, axis: FamilyAxis, to value: String, on day: CalendarDay? = nil
  ) throws -> [CodeRow] {
    let targets = try file.values(
      "SELECT target_id, role FROM pivot WHERE code_id = :id AND axis = :axis AND value = :value",
      ["id": String(code.id), "axis": axis.axis.rawValue, "value": value])
    let chosen = targets.filter { row in
      let role = row[1] ?? ""
      return axis.role.isEmpty ? FamilyAxis(axis: axis.axis, role: role).isHeadline : role == axis.role
    }
    // A pivot holds as long as both of its rows are in force.
    return try chosen.flatMap { try codes(inForceOn: day, "id = :id", ["id": $0[0]]) }
  }

  /// The published files that the artifact was made of.
  package func inputs() throws -> [InputFile] { try file.rows("ORDER BY system, release, role") }

  /// What SQLite's own checks find wrong with the artifact; empty when it is whole.
  public func integrityFaults() throws -> [String] {
    let faults = try file.values("PRAGMA integrity_check", unbounded: true).compactMap(\.first).compactMap(
      \.self
    )
    .filter { $0 != "ok" }
    let violations = try file.values("PRAGMA foreign_key_check", unbounded: true).map { row in
      "a row of \(row[0] ?? "") refers to no row of \(row[2] ?? "")"
    }
    return faults + violations
  }
}

extension CodeDatabase {
  /// The condition by which a code is found, in one system or in all.
  static let isCode = "code = :code AND (:system IS NULL OR system = :system)"

  /// The rows of codes that are in force on a day and fulfil a condition: of each code, one at the most.
  ///
  /// - Parameter day: `nil`: as of the newest release of each system.
  func codes(
    inForceOn day: CalendarDay?, _ condition: String, _ arguments: [String: String?] = [:],
    orderedBy order: String = "code.id"
  ) throws -> [CodeRow] {
    let source = day == nil ? currentCode : "code"
    var (condition, arguments) = (condition, arguments)
    if let day {
      condition += " AND \(Self.isInForce("day"))"
      arguments["day"] = day.description
    }
    return try file.rows(from: source, "WHERE \(condition) ORDER BY \(order)", arguments)
  }

  /// The codes of the newest release of each code set that has come into force; of one that has ended, the last ones.
  private var currentCode: String {
    """
    (SELECT code.* FROM code JOIN (
      SELECT system, coalesce(max(effective) FILTER (WHERE effective <= '\(today)'), min(effective)) AS newest
      FROM release GROUP BY system) USING (system)
    WHERE valid_from <= newest AND (valid_to IS NULL OR valid_to > newest)) AS code
    """
  }

  /// The condition that a row of `code` is in force on the day of an argument.
  static func isInForce(_ day: String) -> String {
    "valid_from <= :\(day) AND (valid_to IS NULL OR valid_to > :\(day))"
  }
}
