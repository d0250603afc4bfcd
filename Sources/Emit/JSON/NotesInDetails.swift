import CodeSetModel

/// What the classification says, in the files of a category: each code has its own notes, and the category besides
/// those of its block and chapter, so that every note is said once in a file.
///
///     "notes":[{"owner":"O343","kind":"inclusion_term","text":"Maternal care for ...","release":"fy2025-april"}],
///     "section_notes":[{"owner":"O00-O9A","kind":"excludes1","text":"... (Z34.-)",...,"references":[...]}]
struct NotesInDetails {
  private let notes: [Note]
  private let byOwner: RowsByCode
  /// The codes that each note names.
  private let references: [Int: ArraySlice<NoteReference>]
  /// The section that holds each one.
  private let parents: [String: String]

  /// - Parameter day: the day on which the notes hold.
  init(of catalog: Tables, system: String, on day: CalendarDay?) {
    notes = catalog.notes.filter { note in
      guard let day, note.system == system else { return false }
      return ValidityInterval(from: note.validFrom, until: note.validTo).contains(day)
    }.sorted { ($0.owner, $0.place, $0.position) < ($1.owner, $1.place, $1.position) }
    byOwner = RowsByCode(notes.map(\.owner))
    var references: [Int: ArraySlice<NoteReference>] = [:]
    var rest = catalog.noteReferences[...]
    while let first = rest.first {
      let own = rest.prefix { $0.note == first.note }
      references[first.note] = own
      rest = rest[own.endIndex...]
    }
    self.references = notes.isEmpty ? [:] : references
    let sections = catalog.sections.filter { section in
      section.system == system && day.map(section.isInForce) ?? false
    }
    parents = Dictionary(
      sections.compactMap { section in section.parent.map { (section.section, $0) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// Appends the notes of a code, and, of a category, those of its block and chapter, where there are some.
  func append(of code: Code, to text: inout JSONText) {
    if notes.isEmpty { return }
    append(byOwner.rows(of: code.code), key: "notes", to: &text)
    guard code.parent == nil else { return }
    var rows: [Int] = []
    var section = code.section
    while let name = section {
      rows += byOwner.rows(of: name)
      section = parents[name]
    }
    append(rows, key: "section_notes", to: &text)
  }

  private func append(_ rows: [Int], key: StaticString, to text: inout JSONText) {
    if rows.isEmpty { return }
    text.key(key)
    text.beginArray()
    for row in rows { append(notes[row], to: &text) }
    text.endArray()
  }

  private func append(_ note: Note, to text: inout JSONText) {
    text.beginObject()
    text.member("owner", note.owner)
    text.member("kind", note.kind.rawValue)
    text.member("value", note.value)
    text.member("text", note.text)
    text.member("release", note.release)
    if let references = references[note.id] {
      text.key("references")
      text.beginArray()
      for reference in references { append(reference, to: &text) }
      text.endArray()
    }
    text.endObject()
  }

  private func append(_ reference: NoteReference, to text: inout JSONText) {
    text.beginObject()
    text.member("start", reference.start)
    text.member("length", reference.length)
    text.member("first_code", reference.firstCode)
    text.member("last_code", reference.lastCode)
    text.endObject()
  }
}

extension Note {
  /// Where its kind comes in the order in which a coder needs them.
  fileprivate var place: Int { Kind.allCases.firstIndex(of: kind) ?? 0 }
}
