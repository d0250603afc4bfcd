/// What a release changes: the data after `codeset summary`, and after every other report on a refresh.
public struct ReleaseSummary: Sendable {
  public var system: CodeSystem
  public var release: Release
  /// The release before; `nil` where this is the first one in the build, which is compared with nothing.
  public var previous: Release?
  /// What changes, in published order.
  public var changes: [ReleaseChange]
  /// By chapter, in published order, those without changes too.
  public var chapters: [ChapterCounts]
  /// The families that gain or lose a code, by name.
  public var families: [FamilyChange]
  /// The forms of codes that no release before has, in published order of their examples.
  public var newShapes: [CodeShape]
  /// The notes of the tabular list that are other ones than in the list before, by owner.
  public var notes: [NoteChange] = []
  public var reconciliation: ReconciliationSummary
  /// The warnings and notes about the release.
  public var findings: [Finding]
  /// The files that the release was read from.
  public var inputs: [InputFile]

  /// How many changes there are of a kind.
  public func count(_ kind: Change.Kind) -> Int { changes.count { $0.change.kind == kind } }

  package init(
    system: CodeSystem, release: Release, previous: Release?, changes: [ReleaseChange] = [],
    chapters: [ChapterCounts] = [], families: [FamilyChange] = [], newShapes: [CodeShape] = [],
    reconciliation: ReconciliationSummary, findings: [Finding] = [], inputs: [InputFile] = []
  ) {
    self.system = system
    self.release = release
    self.previous = previous
    self.changes = changes
    self.chapters = chapters
    self.families = families
    self.newShapes = newShapes
    self.reconciliation = reconciliation
    self.findings = findings
    self.inputs = inputs
  }
}

/// A change of a release, with the names that a report needs.
public struct ReleaseChange: Sendable {
  public var change: Change
  /// The code as people write it.
  public var displayCode: String
  /// The chapter that the code belongs to, as `ChapterCounts.chapter` names it.
  public var chapter: String

  package init(change: Change, displayCode: String, chapter: String) {
    self.change = change
    self.displayCode = displayCode
    self.chapter = chapter
  }
}

/// A note that begins or ends with a release, or takes the place of another.
public struct NoteChange: Sendable {
  public var ownerKind: Note.OwnerKind
  public var owner: String
  public var kind: Note.Kind
  public var old: String?
  public var new: String?
}

extension NoteChange {
  /// The changes that some notes come to: of one owner and kind, those that begin take the place of those that end.
  public static func all(ended: [Note], begun: [Note]) -> [NoteChange] {
    struct Place: Hashable {
      var ownerKind: Note.OwnerKind
      var owner: String
      var kind: Note.Kind
      init(_ note: Note) { (ownerKind, owner, kind) = (note.ownerKind, note.owner, note.kind) }
    }
    let old = Dictionary(grouping: ended, by: Place.init)
    let new = Dictionary(grouping: begun, by: Place.init)
    return Set(old.keys).union(new.keys).sorted {
      ($0.owner, $0.kind.rawValue) < ($1.owner, $1.kind.rawValue)
    }
    .flatMap { place in
      let texts = [old[place] ?? [], new[place] ?? []].map { notes in
        notes.sorted { $0.position < $1.position }.map { ($0.value.map { "\($0) " } ?? "") + $0.text }
      }
      return (0..<max(texts[0].count, texts[1].count)).map { number in
        NoteChange(
          ownerKind: place.ownerKind, owner: place.owner, kind: place.kind,
          old: number < texts[0].count ? texts[0][number] : nil,
          new: number < texts[1].count ? texts[1][number] : nil)
      }
    }
  }
}

/// How many codes of a chapter there are, and what changes in them.
public struct ChapterCounts: Sendable {
  /// The range of categories, `O00-O9A`; where the code set has no chapters, the first character.
  public var chapter: String
  /// The chapter's number and its title; `nil` where the code set has no chapters.
  public var number: String?
  public var title: String?
  /// The codes and headers in the release.
  public var total = 0
  public var added = 0
  public var removed = 0
  /// The codes with another title, long or short.
  public var revised = 0
  /// The headers that become billable, and the codes that become headers.
  public var flipped = 0

  package init(chapter: String, number: String?, title: String?) {
    self.chapter = chapter
    self.number = number
    self.title = title
  }
}

/// A family that gains or loses a code with a release.
public struct FamilyChange: Sendable {
  /// The family; one that is gone is shown as it was.
  public var family: Family
  /// As people write them.
  public var gained: [String] = []
  public var lost: [String] = []
  /// Whether the release before had no such family.
  public var isNew = false
  /// Whether the release has no such family any more.
  public var isGone = false

  package init(
    family: Family, gained: [String] = [], lost: [String] = [], isNew: Bool = false, isGone: Bool = false
  ) {
    self.family = family
    self.gained = gained
    self.lost = lost
    self.isNew = isNew
    self.isGone = isGone
  }
}

/// A form that codes have: `A` for a letter, `9` for a digit, the dot where it is displayed.
public struct CodeShape: Hashable, Sendable {
  public var shape: String
  /// The first code of that form, as people write it.
  public var example: String

  package init(of displayCode: String) {
    shape = Self.shape(of: displayCode)
    example = displayCode
  }

  /// The form of a code: that of `O34.32` is `A99.99`.
  public static func shape(of code: String) -> String {
    String(unsafeUninitializedCapacity: code.utf8.count) { buffer in
      for (place, byte) in code.utf8.enumerated() {
        buffer[place] =
          switch byte {
          case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt8(ascii: "9")
          case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt8(ascii: "A")
          default: byte
          }
      }
      return code.utf8.count
    }
  }
}

/// How a release and the publisher's addenda agree.
public struct ReconciliationSummary: Sendable {
  /// Whether the build read addenda of the release.
  public var hasAddenda: Bool
  /// The release that the addenda are relative to; `nil` where it is not in the build, or nothing was to
  /// be compared.
  public var baseline: String?
  /// The changes that the addenda and the files agree on.
  public var matched: Int
  /// The changes that addenda list whose baseline is not in the build.
  public var notCompared: Int
  /// Those that they do not agree on, where that is a known fault of the publication.
  public var exempted: [Reconciliation]
  /// Those that they do not agree on, with nothing to explain it. They stop a build.
  public var unexplained: [Reconciliation]

  package init(
    hasAddenda: Bool, baseline: String? = nil, matched: Int = 0, notCompared: Int = 0,
    exempted: [Reconciliation] = [], unexplained: [Reconciliation] = []
  ) {
    self.hasAddenda = hasAddenda
    self.baseline = baseline
    self.matched = matched
    self.notCompared = notCompared
    self.exempted = exempted
    self.unexplained = unexplained
  }
}
