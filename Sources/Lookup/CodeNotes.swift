import CodeSetModel

/// A note that holds for a code, with the codes that it names.
public struct NoteRow: Sendable {
  public var note: Note
  /// How many levels its owner is above the code; 0 for a note of the code itself.
  public var distance: Int
  /// The owner as people write it: `O34.3`, `O30-O48`.
  public var owner: String
  public var references: [NoteReference]
}

extension CodeDatabase {
  /// What the classification says of a code, and of all that it is below, in the order in which a coder needs it: what
  /// the code and the headers above it say, kind by kind, nearest first; then the block and the chapter.
  func notes(of code: CodeRow, in system: CodeSystem, on day: CalendarDay) throws -> [NoteRow] {
    let distances = try file.values(
      """
      SELECT note_id, distance FROM code_note
      WHERE code_id = :id AND valid_from <= :day AND (valid_to IS NULL OR valid_to > :day)
      """, ["id": String(code.id), "day": day.description])
    guard !distances.isEmpty else { return [] }
    var distanceOf: [Int: Int] = [:]
    for row in distances {
      if let note = row[0].flatMap(Int.init), let distance = row[1].flatMap(Int.init) {
        distanceOf[note] = distance
      }
    }
    let list = distanceOf.keys.sorted().map(String.init).joined(separator: ", ")
    let notes: [Note] = try file.rows("WHERE id IN (\(list)) ORDER BY id")
    let references: [NoteReference] = try file.rows("WHERE note_id IN (\(list)) ORDER BY note_id, start")
    let referencesOf = Dictionary(grouping: references, by: \.note)
    return notes.map { note in
      NoteRow(
        note: note, distance: distanceOf[note.id] ?? 0,
        owner: note.ownerKind == .code ? system.displayCode(note.owner) : note.owner,
        references: referencesOf[note.id] ?? [])
    }.sorted { $0.place < $1.place }
  }
}

extension NoteRow {
  /// Where it is on the page of a code: what block and chapter say comes last.
  fileprivate var place: (Int, Int, Int, Int) {
    let kind = Note.Kind.allCases.firstIndex(of: note.kind) ?? 0
    return note.ownerKind == .code
      ? (0, kind, distance, note.position) : (distance, kind, 0, note.position)
  }

  /// What it asks the coder to code besides: `code first O65.5`, `use additional Z3A`; `nil` where it names no code.
  public func codeToAdd(in system: CodeSystem) -> String? {
    guard note.kind == .codeFirst || note.kind == .useAdditional, !references.isEmpty else { return nil }
    let codes = references.map { reference in
      system.displayCode(reference.firstCode)
        + (reference.lastCode.map { "-\(system.displayCode($0))" } ?? "")
    }
    return "\(note.kind.words) \(codes.joined(separator: ", "))"
  }
}

extension Note.Kind {
  /// What the list itself calls it.
  public var words: String {
    switch self {
    case .inclusionTerm: "inclusion term"
    case .excludes1: "excludes1"
    case .excludes2: "excludes2"
    case .codeFirst: "code first"
    case .useAdditional: "use additional"
    case .codeAlso: "code also"
    case .includes: "includes"
    case .note: "note"
    case .seventhCharacter: "7th character"
    }
  }
}
