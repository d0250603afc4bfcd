import CodeSetModel

/// Turns the releases of one code set, added one by one in the order of their effective dates, into one
/// dated history.
///
/// Only what changes is kept of a release, so that fifteen releases take little more room than one.
package struct HistoryBuilder: Sendable {
  /// What the releases come to, but for the tables that are made of their codes at the end.
  private(set) var tables: Tables
  var rows = HistoryRows()
  private(set) var families: [String: Family] = [:]
  private(set) var notes = NoteRows()
  private(set) var sections = SectionRows()

  var system: CodeSystem { tables.systems[0] }
  var releases: [Release] { tables.releases }

  package init(_ system: CodeSystem) {
    tables = SystemHistory(system: system).tables
  }

  /// Takes up a history where it ended; not one whose days the publisher prints, as in HCPCS.
  package init(resuming history: SystemHistory) {
    tables = history.tables
    let releases = tables.releases
    let positions = Dictionary(
      releases.enumerated().map { ($1.label, $0) }, uniquingKeysWith: { first, _ in first })
    let newest = releases.count - 1
    rows = HistoryRows(
      resuming: history, first: tables.codes.map { positions[$0.release] ?? newest },
      last: tables.codes.map { code in
        guard let end = code.validTo else { return newest }
        return releases.lastIndex { $0.effective < end } ?? newest
      })
    for family in tables.families { families[family.family] = family }
    notes = NoteRows(resuming: tables)
    sections = SectionRows(resuming: tables)
    // Made of the rows at the end.
    tables.sections = []
    tables.notes = []
    tables.noteReferences = []
    tables.codes = []
    tables.mentions = []
    tables.pivots = []
  }

  /// Adds a release of which nothing is known but its days.
  package mutating func addGap(_ gap: ReleaseGap) { tables.gaps.append(gap) }

  /// Adds the next release.
  ///
  /// - Parameter addenda: the publisher's own list of its changes, where there is one.
  /// - Returns: what the addenda and the files do not agree on, and whether the release that the addenda are
  ///   relative to is in the build, so that every change was compared.
  package mutating func add(
    _ edition: Edition, addenda: Addenda?
  ) -> (findings: [Diagnostic], isReconciled: Bool) {
    let position = releases.count
    var findings: [Diagnostic] = []
    var continues = false
    var gap: CalendarDay?
    if let last = releases.last {
      let gaps = tables.gaps.filter {
        $0.effective > last.effective && $0.effective < edition.release.effective
      }
      if let fault = Rule.sequence(last, gaps, edition.release) { findings.append(fault) }
      // What is the same before and after a gap is taken to have been so in between.
      let end = last.until ?? edition.release.effective
      continues = end == edition.release.effective || !gaps.isEmpty
      if !continues { gap = last.until }
      tables.releases[position - 1].until = last.until ?? edition.release.effective
    }
    tables.releases.append(edition.release)
    let stated = StatedEnds(
      before: tables.hcpcs, now: edition.tables.hcpcs, last: position > 0 ? releases[position - 1] : nil)
    let edition = continues ? rows.carryingOverShortTitles(to: edition) : edition
    let before = rows.add(edition, at: position, continues: continues, reactivated: stated.reactivated)
    if position > 0 { addChanges(at: position, before: before, stated) }
    notes.add(edition, after: gap)
    sections.add(edition, after: gap)
    for family in edition.tables.families { families[family.family] = family }
    let indexes = Set(edition.tables.indexTerms.map(\.index))
    tables.indexTerms.removeAll { indexes.contains($0.index) }
    if !edition.synonyms.isEmpty { tables.synonyms = [] }
    // Of the tables of ICD-10-PCS the newest are kept: they are for building codes, not for telling what was.
    if !edition.pcsTables.isEmpty { tables.pcsTables = [] }
    if !edition.pcsDefinitions.isEmpty { tables.pcsDefinitions = [] }
    tables.add(edition.tables)
    guard let addenda else { return (findings, false) }
    let reconciled = reconcile(addenda, at: position)
    tables.reconciliations += reconciled.rows
    return (findings + reconciled.findings, reconciled.isHeld)
  }

  private mutating func addChanges(at position: Int, before: [Int], _ stated: StatedEnds) {
    let release = releases[position]
    func change(_ kind: Change.Kind, _ code: String, from old: String?, to new: String?) -> Change {
      Change(
        system: system.id, release: release.label, effective: release.effective, code: code, kind: kind,
        old: old, new: new)
    }
    for row in rows.current where rows.rows[row].first == position {
      let new = rows.rows[row].code
      guard let earlier = rows.earlierRow[row], rows.rows[earlier].last == position - 1 else {
        tables.changes.append(change(.added, new.code, from: nil, to: new.longTitle))
        continue
      }
      let old = rows.rows[earlier].code
      if stated.reactivated.contains(new.code) {
        tables.changes.append(change(.added, new.code, from: nil, to: new.longTitle))
      }
      if old.isBillable != new.isBillable {
        tables.changes.append(
          change(
            new.isBillable ? .becameBillable : .becameHeader, new.code, from: old.longTitle,
            to: new.longTitle))
      }
      if !old.longTitle.hasSameBytes(as: new.longTitle) {
        tables.changes.append(change(.retitled, new.code, from: old.longTitle, to: new.longTitle))
      } else if !old.shortTitle.isEmpty, !new.shortTitle.isEmpty,
        !old.shortTitle.hasSameBytes(as: new.shortTitle)
      {
        tables.changes.append(change(.shortRetitled, new.code, from: old.shortTitle, to: new.shortTitle))
      }
    }
    for row in before where rows.rows[row].last < position {
      let old = rows.rows[row].code
      if rows.newestRow(of: old.code) == row, !stated.endedBefore.contains(old.code) {
        tables.changes.append(change(.removed, old.code, from: old.longTitle, to: nil))
      }
    }
    guard !stated.endedSince.isEmpty || !stated.restored.isEmpty else { return }
    for row in rows.current where stated.restored.contains(rows.rows[row].code.content.code) {
      let code = rows.rows[row].code
      // Not where the first release in the build said so, which has no changes.
      guard tables.changes.last(where: { $0.code == code.code })?.kind == .removed else { continue }
      tables.changes.append(change(.added, code.code, from: nil, to: code.longTitle))
    }
    for row in rows.current where stated.endedSince.contains(rows.rows[row].code.content.code) {
      tables.changes.append(
        change(
          .removed, rows.rows[row].code.content.code, from: rows.rows[row].code.content.longTitle, to: nil))
    }
  }
}

extension Rule {
  static let releaseSequence = Rule(
    "release-sequence", .error, "The releases of a history follow each other, each after the one before.")
  static let releaseGap = Rule(
    "release-gap", .warning, "Each release of a history begins on the day on which the one before ends.")

  /// What is wrong with a release that comes after another.
  fileprivate static func sequence(
    _ first: Release, _ gaps: [ReleaseGap], _ second: Release
  ) -> Diagnostic? {
    let end = first.until ?? second.effective
    let until = first.until.map { " until \($0)" } ?? ""
    let place = Place(file: second.fileDescription, line: 1)
    let found = "\(first.label) from \(first.effective)\(until) and \(second.label) from \(second.effective)"
    if first.effective >= second.effective || end > second.effective {
      return releaseSequence.finding(
        "expected releases of \(first.system) that follow each other, found \(found)", at: place)
    }
    guard end < second.effective else { return nil }
    guard gaps.isEmpty else {
      let names = gaps.map { "\($0.label) of \($0.effective)" }.joined(separator: ", ")
      var note = releaseGap.finding(
        "expected a file of \(names), or addenda that lead back to it, found none; what was in force from \(end) "
          + "until \(second.effective) is not known", at: place)
      note.severity = .note
      return note
    }
    return releaseGap.finding(
      "expected the releases of \(first.system) in between too, found \(found); what was in force from \(end) on "
        + "is not known", at: place)
  }
}
