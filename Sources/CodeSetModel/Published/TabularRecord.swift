/// A line of a tabular list, kept verbatim but for the white space of its layout: a title, a note, or what a seventh
/// character means.
///
///     <name>O34.3</name>
///     <desc>Maternal care for cervical incompetence</desc>
///     <inclusionTerm>
///       <note>Maternal care for Shirodkar suture with or without cervical incompetence</note>
public struct TabularRecord: Hashable, Sendable {
  /// Whose line it is.
  public enum OwnerKind: String, Sendable, CaseIterable {
    /// The list as a whole: its version, and what it says of its own conventions.
    case list
    case chapter, block, code
  }

  public enum Kind: String, Sendable, CaseIterable {
    case title
    /// The range of a block, as the chapter's own table of contents has it.
    case contents
    case includes
    case inclusionTerm = "inclusion_term"
    case excludes1, excludes2
    case codeFirst = "code_first"
    case useAdditional = "use_additional"
    case codeAlso = "code_also"
    case note
    case seventhCharacter = "seventh_character"
  }

  public var ownerKind: OwnerKind
  /// A chapter's number, a block's range (`O30-O48`), or a code as printed (`O34.3`); empty for the list.
  public var owner: String
  public var kind: Kind
  /// The place among the owner's lines of this kind, from 1.
  public var position: Int
  /// The seventh character whose meaning `text` is; a placeholder code's title has `placeholder`.
  public var value: String?
  public var text: String
  /// The line of the file, from 1.
  public var line: Int

  package init(
    ownerKind: OwnerKind, owner: String, kind: Kind, position: Int, value: String? = nil, text: String,
    line: Int
  ) {
    self.ownerKind = ownerKind
    self.owner = owner
    self.kind = kind
    self.position = position
    self.value = value
    self.text = text
    self.line = line
  }
}
