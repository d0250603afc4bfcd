/// A published file that a build read (table `input`).
public struct InputFile: Hashable, Sendable {
  /// What a file is for, as the registry's column `role` says it.
  public enum Role: String, Sendable, CaseIterable {
    case codes, addenda, conversion
    case shortTitles = "short-titles"
    /// The declaration of the code set and its layout.
    case layout
    /// Equivalent codes of another code set.
    case crosswalk
    /// The codes that are exempt from reporting whether they were present on admission.
    case poaExempt = "poa-exempt"
    /// The groups that the codes belong to.
    case groups
    /// Something that holds for some codes and not for others.
    case flags
    /// What an organization keeps beside the codes.
    case annotations
    /// What an organization calls things, and what the classification calls them.
    case synonyms
    /// The classification's own notes, chapters and blocks.
    case tabular
    /// Its alphabetic index, and its tables of neoplasms and drugs: a release has several.
    case index
    /// What the values of a code mean.
    case definitions
  }

  public var system: String
  public var release: String
  public var role: Role
  /// Which of the release's files of this role it is, from 1: addenda may be several.
  public var number: Int
  /// The file, relative to the registry's folder.
  public var file: String
  /// The path inside `file` where that is a zip, else `nil`.
  public var member: String?
  /// The SHA-256 of `file`, in lower-case hexadecimal.
  public var sha256: String
  /// The size of `file` in bytes.
  public var size: Int

  /// The file for people: `FILE`, or `FILE.zip/MEMBER`.
  public var fileDescription: String { member.map { "\(file)/\($0)" } ?? file }

  package init(
    system: String, release: String, role: Role, number: Int = 1, file: String, member: String?,
    sha256: String,
    size: Int
  ) {
    self.system = system
    self.release = release
    self.role = role
    self.number = number
    self.file = file
    self.member = member
    self.sha256 = sha256
    self.size = size
  }
}

extension InputFile.Role {
  /// Whether its files say what changed since the release before: the history reads them.
  package var isOfChanges: Bool { self == .addenda || self == .conversion }

  /// What the rows of a file of this role become after ingest, the type of the records first; none for the codes
  /// themselves and for a declaration.
  ///
  /// The types that are records of a file say how it is read, each in its layouts. All that ingest writes, reads back and counts of the files beside
  /// the codes follows from this list.
  package var records: [any (StageRow & Sendable).Type] {
    switch self {
    case .codes, .layout: []
    case .addenda: [AddendaRecord.self, AddendaCount.self]
    case .conversion: [ConversionRecord.self]
    case .shortTitles: [ShortTitleRecord.self]
    case .crosswalk: [GEMRecord.self]
    case .poaExempt: [POAExemptRecord.self]
    case .groups: [CCSRecord.self, DeclaredGroupRecord.self]
    case .flags: [DeclaredFlagRecord.self]
    case .annotations: [AnnotationRecord.self]
    case .synonyms: [Synonym.self]
    case .tabular: [TabularRecord.self, PCSTableRecord.self]
    case .index: [IndexTerm.self]
    case .definitions: [PCSDefinitionRecord.self]
    }
  }
}
