/// What the classification itself says of a chapter, a block or a code, from its tabular list (table `note`). It holds
/// for everything below its owner.
public struct Note: Hashable, Sendable {
  /// Whose note it is.
  public enum OwnerKind: String, Sendable, CaseIterable {
    case chapter, block, code
  }

  /// What a note says, in the order in which a coder needs it.
  public enum Kind: String, Sendable, CaseIterable {
    /// A condition that is coded here, by another name.
    case inclusionTerm = "inclusion_term"
    /// What is never coded together with this.
    case excludes1
    /// What is not part of this, and may be coded beside it.
    case excludes2
    case codeFirst = "code_first"
    case useAdditional = "use_additional"
    case codeAlso = "code_also"
    case includes
    case note
    /// What a seventh character means, or how one is chosen.
    case seventhCharacter = "seventh_character"
  }

  /// The note's number among all of a release or a build, from 1.
  public package(set) var id = 0
  public var system: String
  public var ownerKind: OwnerKind
  /// The range of a chapter or block, as in table `section`, or a code, undotted.
  public var owner: String
  /// The first day on which it holds.
  public var validFrom: CalendarDay
  /// The first day on which it no longer does, or `nil` while it still does.
  public var validTo: CalendarDay?
  public var kind: Kind
  /// The place among the owner's notes of this kind, from 1, in the newest list that has it.
  public var position: Int
  /// The seventh character whose meaning the text is.
  public var value: String?
  public var text: String
  /// The newest release whose tabular list has the note.
  public var release: String
  /// The line of that list, from 1.
  public var sourceLine: Int

  package init(
    system: String, ownerKind: OwnerKind, owner: String, kind: Kind, position: Int, value: String?,
    text: String, of release: Release, sourceLine: Int
  ) {
    self.system = system
    self.ownerKind = ownerKind
    self.owner = owner
    validFrom = release.effective
    validTo = release.until
    self.kind = kind
    self.position = position
    self.value = value
    self.text = text
    self.release = release.label
    self.sourceLine = sourceLine
  }
}

/// A code, or a range of codes, that a note names (table `note_reference`).
public struct NoteReference: Hashable, Sendable {
  /// The number of the note.
  public var note: Int
  /// Where it is in the text, in bytes.
  public var start: Int
  public var length: Int
  /// Undotted: `O655`; of a range its first code.
  public var firstCode: String
  /// The last code of a range, else `nil`.
  public var lastCode: String?

  package init(note: Int, start: Int, length: Int, firstCode: String, lastCode: String?) {
    self.note = note
    self.start = start
    self.length = length
    self.firstCode = firstCode
    self.lastCode = lastCode
  }
}

extension Tables {
  /// Gives the notes numbers so much higher.
  package mutating func moveNotes(by count: Int) {
    guard count > 0 else { return }
    for place in notes.indices { notes[place].id += count }
    for place in noteReferences.indices { noteReferences[place].note += count }
  }
}
