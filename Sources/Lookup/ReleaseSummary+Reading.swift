import CodeSetModel

extension CodeDatabase {
  /// What a release changes, compared with the one before it.
  public func summary(of release: Release) throws -> ReleaseSummary {
    let previous = releases.last {
      $0.system == release.system && $0.effective < release.effective
    }
    let chapters = try Chapters(self, of: release.system)
    let changes = try changes(of: release, chapters)
    let findings: [Finding] = try file.rows(Self.ofRelease + " ORDER BY number", named(release))
    var summary = ReleaseSummary(
      system: try system(release.system), release: release, previous: previous, changes: changes,
      chapters: try counts(of: changes, in: release, chapters),
      families: try previous.map { try familyChanges(from: $0, to: release) } ?? [],
      newShapes: try previous.map { try newShapes(among: changes, since: $0) } ?? [],
      reconciliation: try reconciliation(of: release, findings), findings: findings,
      inputs: try file.rows(Self.ofRelease, named(release)))
    summary.notes = try noteChanges(of: release)
    return summary
  }

  /// The notes that begin or end with a release; none with the first tabular list, which is compared with nothing.
  private func noteChanges(of release: Release) throws -> [NoteChange] {
    let day = ["system": release.system, "day": release.effective.description]
    let earlier = try file.values(
      "SELECT 1 FROM note WHERE system = :system AND valid_from < :day LIMIT 1", day)
    if earlier.isEmpty { return [] }
    return NoteChange.all(
      ended: try file.rows("WHERE system = :system AND valid_to = :day", day),
      begun: try file.rows("WHERE system = :system AND valid_from = :day", day))
  }

  private static let ofRelease = "WHERE system = :system AND release = :release"

  private func named(_ release: Release) -> [String: String?] {
    ["system": release.system, "release": release.label, "effective": release.effective.description]
  }

  private func changes(of release: Release, _ chapters: Chapters) throws -> [ReleaseChange] {
    let columns = Change.table.columns
    let rows = try file.values(
      """
      SELECT \(columns.map { "change.\($0.name)" }.joined(separator: ", ")), display_code, section
      FROM change JOIN code ON code.code = change.code AND code.system = change.system AND valid_from = (
        SELECT max(valid_from) FROM code AS other
        WHERE other.code = change.code AND other.system = change.system AND valid_from <= max(:effective, change.effective)
      )
      WHERE change.system = :system AND change.release = :release ORDER BY code.id, change.kind
      """, named(release))
    return try rows.map { values in
      var fields = FieldReader(Array(values.prefix(columns.count)), columns: columns)
      let change = try Change(from: &fields)
      return ReleaseChange(
        change: change, displayCode: values[columns.count] ?? change.code,
        chapter: chapters.chapter(of: change.code, in: values[columns.count + 1]))
    }
  }

  private func counts(
    of changes: [ReleaseChange], in release: Release, _ chapters: Chapters
  ) throws -> [ChapterCounts] {
    let totals = try file.values(
      """
      SELECT section, code, count(*) FROM code
      WHERE system = :system AND \(Self.isInForce("effective"))
      GROUP BY coalesce(section, substr(code, 1, 1)) ORDER BY min(id)
      """, named(release))
    var counts: [ChapterCounts] = []
    var places: [String: Int] = [:]
    func place(of chapter: String) -> Int {
      if let place = places[chapter] { return place }
      let (number, title) = chapters.name(of: chapter)
      counts.append(ChapterCounts(chapter: chapter, number: number, title: title))
      places[chapter] = counts.count - 1
      return counts.count - 1
    }
    for total in totals {
      let chapter = chapters.chapter(of: total[1] ?? "", in: total[0])
      counts[place(of: chapter)].total += total[2].flatMap { Int($0) } ?? 0
    }
    for change in changes { counts[place(of: change.chapter)].add(change.change.kind) }
    return counts
  }

  private func newShapes(among changes: [ReleaseChange], since previous: Release) throws -> [CodeShape] {
    var shapes: [CodeShape] = []
    var unseen: Set<String> = []
    for change in changes where change.change.kind == .added {
      guard unseen.insert(CodeShape.shape(of: change.change.code)).inserted else { continue }
      shapes.append(CodeShape(of: change.displayCode))
    }
    // The codes without their dots, so that the index on them has all that is asked.
    try file.texts(
      "SELECT code FROM code WHERE system = :system AND valid_from <= :effective", named(previous)
    ) { code in
      unseen.remove(CodeShape.shape(of: code))
      return !unseen.isEmpty
    }
    return shapes.filter { unseen.contains($0.shape.replacing(".", with: "")) }
  }

  private func reconciliation(
    of release: Release, _ findings: [Finding]
  ) throws -> ReconciliationSummary {
    let rows: [Reconciliation] = try file.rows(Self.ofRelease, named(release))
    let addenda = try file.values(
      "SELECT 1 FROM input \(Self.ofRelease) AND role = 'addenda'", named(release))
    // What an exemption explains is a note of the rule that would have stopped the build.
    let exempted = Set(
      findings.map(\.diagnostic).filter { $0.rule == "unexplained-change" && $0.severity == .note }
        .compactMap(\.code))
    let unmatched = rows.filter { $0.outcome == .missingInFiles || $0.outcome == .missingInAddenda }
    return ReconciliationSummary(
      hasAddenda: !addenda.isEmpty, baseline: rows.lazy.compactMap(\.baseline).first,
      matched: rows.count { $0.outcome == .matched },
      notCompared: rows.count { $0.outcome == .baselineNotHeld },
      exempted: unmatched.filter { exempted.contains($0.code) },
      unexplained: unmatched.filter { !exempted.contains($0.code) })
  }
}

extension ChapterCounts {
  fileprivate mutating func add(_ kind: Change.Kind) {
    switch kind {
    case .added: added += 1
    case .removed: removed += 1
    case .retitled, .shortRetitled: revised += 1
    case .becameBillable, .becameHeader: flipped += 1
    }
  }
}

/// The chapters of a code set, and the one that each block lies in.
private struct Chapters {
  private var parents: [String: String] = [:]
  private var names: [String: (number: String?, title: String?)] = [:]

  init(_ database: CodeDatabase, of system: String) throws {
    let sections = try database.file.values(
      // Of a section that has changed, the newest row comes last.
      "SELECT section, parent, number, title FROM section WHERE system = :system ORDER BY valid_from",
      ["system": system])
    for row in sections {
      guard let section = row[0] else { continue }
      parents[section] = row[1]
      names[section] = (row[2], row[3])
    }
  }

  /// The chapter of a code by its innermost section; the first character of the code where there is none.
  func chapter(of code: String, in section: String?) -> String {
    guard var section else { return String(code.prefix(1)) }
    // A section that is above itself ends nowhere: it has no more steps than there are sections.
    for _ in 0..<parents.count {
      guard let parent = parents[section] else { break }
      section = parent
    }
    return section
  }

  func name(of chapter: String) -> (number: String?, title: String?) { names[chapter] ?? (nil, nil) }
}
