import CodeSetModel

extension Rule {
  static let tabularCode = Rule(
    "tabular-code", .warning, "A code of the tabular list is a code of the release.")
  static let noteReference = Rule(
    "note-reference", .note, "A code that a note names in parentheses is a code of the release.")
}

extension NormalizedRelease {
  /// Takes over the tabular list: its notes with the codes they name, and its spelling of the titles.
  mutating func addNotes(_ table: PublishedTable<TabularRecord>, of system: CodeSystem, codes: CodeIndex) {
    let chapters = chapterRanges(table.records)
    let resolver = ReferenceResolver(edition.codes.map(\.code))
    var unresolved: [(found: String, line: Int, code: String)] = []
    var unknown = unresolved
    for record in table.records {
      guard let kind = Note.OwnerKind(rawValue: record.ownerKind.rawValue) else { continue }
      let owner = kind == .chapter ? chapters[record.owner] ?? record.owner : undotted(record.owner)
      if kind == .code, record.kind == .title, codes.position(of: owner) == nil {
        unknown.append((record.owner, record.line, owner))
      }
      guard let noteKind = Note.Kind(rawValue: record.kind.rawValue) else { continue }
      var note = Note(
        system: system.id, ownerKind: kind, owner: owner, kind: noteKind, position: record.position,
        value: record.value, text: record.text, of: edition.release, sourceLine: record.line)
      note.id = edition.notes.count + 1
      edition.notes.append(note)
      for reference in codeReferences(in: record.text) {
        let leads = resolver.leads(reference)
        guard leads || reference.isEnclosed else { continue }
        if !leads {
          let text = "\(reference.first)\(reference.last.map { "-\($0)" } ?? "")"
          unresolved.append(("\(text) in \"\(record.text)\"", record.line, kind == .code ? owner : ""))
        }
        edition.noteReferences.append(
          NoteReference(
            note: note.id, start: reference.start, length: reference.length, firstCode: reference.first,
            lastCode: reference.last))
      }
    }
    findings += Rule.tabularCode.findings(unknown, expected: "a code of \(releaseName)", in: table.file)
    findings += Rule.noteReference.findings(
      unresolved, expected: "a code of \(releaseName)", in: table.file)
    addTabularTitles(table, codes: codes)
    checkSections(table, of: system)
    checkSeventhCharacters(table)
  }
}

/// A code as printed, without its dot.
func undotted(_ code: String) -> String {
  code.utf8.contains(UInt8(ascii: ".")) ? code.filter { $0 != "." } : code
}

/// The range of each chapter by its number: it is in parentheses at the end of the chapter's title.
private func chapterRanges(_ records: [TabularRecord]) -> [String: String] {
  var ranges: [String: String] = [:]
  for record in records where record.ownerKind == .chapter && record.kind == .title {
    ranges[record.owner] = SectionTitle(record.text).range
  }
  return ranges
}

/// The title of a chapter or block as printed: `Neoplasms (C00-D49)`.
struct SectionTitle {
  var title: String
  /// What is in parentheses at its end.
  var range: String?

  init(_ printed: String) {
    title = printed
    guard printed.hasSuffix(")"), let open = printed.lastIndex(of: "(") else { return }
    range = String(printed[printed.index(after: open)...].dropLast())
    title = String(printed[..<open].reversed().drop { $0 == " " }.reversed())
  }
}

/// Finds whether a reference leads to codes of a release: to one, to the codes that begin with it, or to those of a
/// range.
struct ReferenceResolver {
  private let sorted: [String]

  init(_ codes: [String]) {
    sorted = codes.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  func leads(_ reference: CodeReference) -> Bool {
    isBeginning(reference.first) && (reference.last.map(isBeginning) ?? true)
  }

  private func isBeginning(_ text: String) -> Bool {
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].utf8.lexicographicallyPrecedes(text.utf8) { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low].utf8.starts(with: text.utf8)
  }
}
