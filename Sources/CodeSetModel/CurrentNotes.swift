/// The notes of the codes of a code set that hold when its newest release begins.
package struct CurrentNotes: Sendable {
  private let byOwner: [String: [Note]]

  package init(of system: String, in tables: Tables) {
    let newest = tables.newestRelease(of: system)
    byOwner = Dictionary(
      grouping: tables.notes.filter { note in
        guard let newest, note.system == system, note.ownerKind == .code else { return false }
        return ValidityInterval(from: note.validFrom, until: note.validTo).contains(newest.effective)
      }, by: \.owner)
  }

  /// The own notes of a code, kind by kind, as the list has them.
  package func notes(of code: String) -> [Note] {
    guard let notes = byOwner[code] else { return [] }
    return Note.Kind.allCases.flatMap { kind in
      notes.filter { $0.kind == kind }.sorted { $0.position < $1.position }
    }
  }

  /// The inclusion terms of a code: other names of what it is for.
  package func inclusionTerms(of code: String) -> [String] {
    notes(of: code).filter { $0.kind == .inclusionTerm }.map(\.text)
  }
}
