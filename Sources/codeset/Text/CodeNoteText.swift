import CodeSetModel
import Lookup

extension Page {
  /// Adds what the classification says of a code, each line with its owner.
  mutating func add(_ notes: [NoteRow]) {
    var before: NoteRow?
    for row in notes {
      let isSameKind = before?.note.kind == row.note.kind && before?.note.ownerKind == row.note.ownerKind
      let label = isSameKind ? "" : row.note.kind.label
      let value = row.note.value.map { "\($0) " } ?? ""
      add(label, wrapping: "\(row.owner) \(value)\(row.note.text)", indentedBy: row.owner.count + 1)
      before = row
    }
  }
}

extension Note.Kind {
  /// What fits beside its lines.
  fileprivate var label: String {
    switch self {
    case .inclusionTerm: "inclusion"
    case .useAdditional: "use add'l"
    case .seventhCharacter: "7th char."
    default: words
    }
  }
}
