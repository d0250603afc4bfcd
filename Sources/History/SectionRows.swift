import CodeSetModel

/// The chapters and blocks of a history while releases are added: a row for each and run of releases in which nothing
/// of it changes.
struct SectionRows: Sendable {
  private var rows: [Section] = []

  init() {}

  /// Takes up a history where it ended, on the last day of its newest release.
  init(resuming tables: Tables) {
    guard let newest = tables.releases.last else { return }
    rows = tables.sections.map { section in
      var section = section
      if section.validTo.map({ $0 > newest.effective }) ?? true { section.validTo = nil }
      return section
    }
  }

  /// Adds a release: sections that stay the same go on, others end and begin.
  ///
  /// - Parameter gap: the day on which the release before ended, where it is not the one on which this begins.
  mutating func add(_ edition: Edition, after gap: CalendarDay?) {
    var isOpen = rows.map { $0.validTo == nil }
    // Where the next row belongs, so that each comes before those it holds.
    var place = 0
    for var section in edition.sections {
      if gap == nil, let same = rows.indices.first(where: { isOpen[$0] && rows[$0].saysTheSame(as: section) })
      {
        isOpen[same] = false
        place = same + 1
        continue
      }
      if let newest = rows.lastIndex(where: { $0.section == section.section }) { place = newest + 1 }
      section.validTo = nil
      rows.insert(section, at: place)
      isOpen.insert(false, at: place)
      place += 1
    }
    for row in rows.indices where isOpen[row] { rows[row].validTo = gap ?? edition.release.effective }
  }

  /// The chapters and blocks of all releases.
  ///
  /// - Parameter end: the first day after the newest release, where it is known.
  func finish(until end: CalendarDay?) -> [Section] {
    rows.map { section in
      var section = section
      section.validTo = section.validTo ?? end
      return section
    }
  }
}

extension Section {
  /// Whether nothing but its days is another.
  fileprivate func saysTheSame(as other: Section) -> Bool {
    section == other.section && kind == other.kind && number == other.number && parent == other.parent
      && title.hasSameBytes(as: other.title)
  }
}
