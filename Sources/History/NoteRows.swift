import CodeSetModel

/// The notes of a history while releases are added: a row for each note and run of lists in which it stays the same.
///
/// A release without a tabular list keeps the notes of the release before.
struct NoteRows: Sendable {
  /// A note with the codes that it names in its newest list.
  private struct Row: Sendable {
    var note: Note
    var references: ArraySlice<NoteReference>
  }

  /// What makes a note the same in the next list. Its place among the others may change.
  private struct Key: Hashable {
    var ownerKind: Note.OwnerKind
    var owner: String
    var kind: Note.Kind
    var value: String?
    @Verbatim var text: String
    /// The list prints some lines twice under one owner.
    var occurrence: Int

    init(_ note: Note) {
      ownerKind = note.ownerKind
      owner = note.owner
      kind = note.kind
      value = note.value
      text = note.text
      occurrence = 1
    }
  }

  private var rows: [Row] = []
  /// The rows that have no end yet.
  private var open: [Key: Int] = [:]

  init() {}

  /// Takes up a history where it ended, on the last day of its newest release.
  init(resuming tables: Tables) {
    guard let newest = tables.releases.last else { return }
    var references = tables.noteReferences[...]
    for var note in tables.notes {
      let own = references.prefix { $0.note == note.id }
      references = references[own.endIndex...]
      let isOpen = note.validTo.map { $0 > newest.effective } ?? true
      if isOpen {
        note.validTo = nil
        open[key(of: note)] = rows.count
      }
      rows.append(Row(note: note, references: own))
    }
  }

  /// Adds a release: notes that stay the same go on, others end and begin.
  ///
  /// - Parameter gap: the day on which the release before ended, where it is not the one on which this begins.
  mutating func add(_ edition: Edition, after gap: CalendarDay?) {
    let day = edition.release.effective
    let before = open
    if let gap { end(before.values, on: gap) }
    guard !edition.notes.isEmpty else {
      if gap != nil { beginAgain(before, on: day) }
      follow(edition.sections, on: day)
      return
    }
    var goingOn: [Key: Int] = [:]
    goingOn.reserveCapacity(edition.notes.count)
    var references = edition.noteReferences[...]
    for note in edition.notes {
      let own = references.prefix { $0.note == note.id }
      references = references[own.endIndex...]
      var key = Key(note)
      while goingOn[key] != nil { key.occurrence += 1 }
      if gap == nil, let row = open[key] {
        goingOn[key] = row
        continueRow(row, with: note, own)
      } else {
        goingOn[key] = rows.count
        rows.append(Row(note: note, references: own))
        rows[rows.count - 1].note.validTo = nil
      }
    }
    if gap == nil { end(before.lazy.filter { goingOn[$0.key] == nil }.map(\.value), on: day) }
    open = goingOn
  }

  /// The notes of all releases, numbered, and the codes that they name.
  ///
  /// - Parameter end: the first day after the newest release, where it is known.
  func finish(until end: CalendarDay?) -> (notes: [Note], references: [NoteReference]) {
    var notes: [Note] = []
    var references: [NoteReference] = []
    notes.reserveCapacity(rows.count)
    for (place, row) in rows.enumerated() {
      var note = row.note
      note.id = place + 1
      note.validTo = note.validTo ?? end
      notes.append(note)
      for var reference in row.references {
        reference.note = note.id
        references.append(reference)
      }
    }
    return (notes, references)
  }

  private mutating func continueRow(_ row: Int, with note: Note, _ references: ArraySlice<NoteReference>) {
    rows[row].note.position = note.position
    rows[row].note.release = note.release
    rows[row].note.sourceLine = note.sourceLine
    rows[row].references = references
  }

  private mutating func end(_ ended: some Sequence<Int>, on day: CalendarDay) {
    for row in ended { rows[row].note.validTo = day }
  }

  /// Begins notes after days of which nothing is known.
  private mutating func beginAgain(_ notes: [Key: Int], on day: CalendarDay) {
    for (key, row) in notes.sorted(by: { $0.value < $1.value }) {
      open[key] = rows.count
      rows.append(rows[row])
      rows[rows.count - 1].note.validFrom = day
      rows[rows.count - 1].note.validTo = nil
    }
  }

  /// Where a chapter or block has another range now, its notes are those of the new one: J40-J47 became J40-J4A. A
  /// range is known by the category that it begins with.
  private mutating func follow(_ sections: [Section], on day: CalendarDay) {
    let names = Set(sections.map(\.section))
    for (key, row) in open.sorted(by: { $0.value < $1.value })
    where key.ownerKind != .code && !names.contains(key.owner) {
      let successor = sections.first { section in
        section.kind.rawValue == key.ownerKind.rawValue && section.section.prefix(3) == key.owner.prefix(3)
      }
      guard let successor else { continue }
      end(CollectionOfOne(row), on: day)
      open[key] = nil
      rows.append(rows[row])
      rows[rows.count - 1].note.owner = successor.section
      rows[rows.count - 1].note.validFrom = day
      rows[rows.count - 1].note.validTo = nil
      open[self.key(of: rows[rows.count - 1].note)] = rows.count - 1
    }
  }

  private func key(of note: Note) -> Key {
    var key = Key(note)
    while open[key] != nil { key.occurrence += 1 }
    return key
  }
}
