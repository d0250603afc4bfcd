/// The rows of all tables: of one release, of the history of a code set, or of everything that a build publishes.
///
/// This is the one list of the tables. Whatever is done with each of them goes over `forEach`: reading and
/// writing the files between the stages, SQLite, CSV, the schema, the data package, the load scripts, and putting the
/// code sets of a build together.
public struct Tables: Sendable {
  public var systems: [CodeSystem] = []
  /// By effective date.
  public var releases: [Release] = []
  /// The releases of which nothing is known but their days, by effective date.
  public var gaps: [ReleaseGap] = []
  /// The files that the releases were read from.
  public var inputs: [InputFile] = []
  /// Each before those it holds; the rows of one together, by date.
  public var sections: [Section] = []
  /// As the newest release with the family has it.
  public var families: [Family] = []
  /// In published order; the rows of one code together, by date.
  public var codes: [CodeRow] = []
  /// By code; the positions are those of `codes`.
  public var mentions: [AxisMention] = []
  /// By code; the positions are those of `codes`. A pivot holds as long as both of its rows are in force.
  public var pivots: [Pivot] = []
  /// Each where it first appeared: by release, and then in the order of the list.
  public var notes: [Note] = []
  /// By note.
  public var noteReferences: [NoteReference] = []
  /// By index, as the newest release with one has it; in the order of its file.
  public var indexTerms: [IndexTerm] = []
  /// By release.
  public var changes: [Change] = []
  /// By release.
  public var reconciliations: [Reconciliation] = []
  /// In the order of the conversion tables.
  public var replacements: [Replacement] = []
  /// By release, and then in the order of the file, as are the tables below.
  public var hcpcs: [HCPCSDetail] = []
  public var crosswalks: [Crosswalk] = []
  public var flags: [CodeFlag] = []
  public var groups: [CodeGroup] = []
  public var annotations: [Annotation] = []
  /// Of the newest release that came with some, in the order of the file, as are the tables below.
  public var synonyms: [Synonym] = []
  public var pcsTables: [PCSTableRecord] = []
  public var pcsDefinitions: [PCSDefinitionRecord] = []
  public var rejected: [Rejected] = []
  public var findings: [Finding] = []

  package init() {}

  /// Visits each table, parents before the tables that refer to them.
  ///
  /// Inlinable, as `write(to:)` of large tables is: a visitor is compiled for the rows of each.
  @inlinable
  package static func forEach<Visitor: TableVisitor & ~Copyable>(
    _ visitor: inout Visitor
  ) throws(Visitor.Failure) {
    try visitor.visit(\.systems, from: .build)
    try visitor.visit(\.releases, from: .codes)
    try visitor.visit(\.gaps, from: .history)
    try visitor.visit(\.inputs, from: .history)
    try visitor.visit(\.sections, from: .codes)
    try visitor.visit(\.families, from: .codes)
    try visitor.visit(\.codes, from: .codes)
    try visitor.visit(\.mentions, from: .codes)
    try visitor.visit(\.pivots, from: .codes)
    try visitor.visit(\.notes, from: .codes)
    try visitor.visit(\.noteReferences, from: .codes)
    try visitor.visit(\.indexTerms, from: .release)
    try visitor.visit(\.changes, from: .history)
    try visitor.visit(\.reconciliations, from: .history)
    try visitor.visit(\.replacements, from: .history)
    try visitor.visit(\.hcpcs, from: .release)
    try visitor.visit(\.crosswalks, from: .release)
    try visitor.visit(\.flags, from: .release)
    try visitor.visit(\.groups, from: .release)
    try visitor.visit(\.annotations, from: .release)
    try visitor.visit(\.synonyms, from: .release)
    try visitor.visit(\.pcsTables, from: .release)
    try visitor.visit(\.pcsDefinitions, from: .release)
    try visitor.visit(\.rejected, from: .release)
    try visitor.visit(\.findings, from: .history)
  }
}

/// Where the rows of a table come from.
@usableFromInline
package enum TableOrigin: Sendable {
  /// The codes of a release, of which a history makes rows with dates.
  case codes
  /// A release; a history has the rows of all its releases, one release after the other.
  case release
  /// The history of a code set.
  case history
  /// The build, for all code sets.
  case build

  /// Whether a single release has such rows.
  package var isOfRelease: Bool { self == .codes || self == .release }
}

/// Something that is done with each table.
@usableFromInline
package protocol TableVisitor: ~Copyable {
  associatedtype Failure: Error = Never
  mutating func visit<Row: StageRow>(
    _ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin
  ) throws(Failure)
}

extension Tables {
  /// The version of the published schema: `PRAGMA user_version`, and named in JSON, CSV and the manifest.
  package static let schemaVersion = 8

  /// What `file` and the `sqlite3` shell know an artifact by, `PRAGMA application_id`: "CdSt".
  package static let applicationID = 0x4364_5374

  /// What each table is, parents first.
  package static let declarations: [Table] = {
    struct Collector: TableVisitor {
      var tables: [Table] = []
      mutating func visit<Row: StageRow>(_ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin) {
        tables.append(Row.table)
      }
    }
    var collector = Collector()
    forEach(&collector)
    return collector.tables
  }()

  /// Adds the rows that another release brings, apart from its codes.
  package mutating func add(_ release: Tables) {
    struct Addition: TableVisitor {
      var tables: Tables
      let release: Tables
      mutating func visit<Row: StageRow>(_ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin) {
        if origin == .release { tables[keyPath: rows] += release[keyPath: rows] }
      }
    }
    var addition = Addition(tables: self, release: release)
    self = Tables()
    Self.forEach(&addition)
    self = addition.tables
  }

  /// Puts the tables of several code sets together.
  ///
  /// A table that has been moved is given up: no second copy is kept while the next is.
  package init(joining codeSets: consuming [Tables]) {
    struct Joining: TableVisitor {
      var joined = Tables()
      var codeSet = Tables()
      var start = 0
      mutating func visit<Row: StageRow>(_ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin) {
        var moved: [Row] = []
        swap(&moved, &codeSet[keyPath: rows])
        if start > 0, Row.refersToPositions {
          for place in moved.indices { moved[place].movePositions(by: start) }
        }
        if joined[keyPath: rows].isEmpty {
          joined[keyPath: rows] = moved
        } else {
          joined[keyPath: rows] += moved
        }
      }
    }
    var joining = Joining()
    for place in codeSets.indices {
      joining.start = joining.joined.codes.count
      joining.codeSet = codeSets[place]
      joining.codeSet.moveNotes(by: joining.joined.notes.count)
      codeSets[place] = Tables()
      Self.forEach(&joining)
    }
    // Numbered where they are: a copy of the codes of a build is large.
    joining.joined.numberCodes()
    joining.joined.numberIndexTerms()
    self = joining.joined
  }

  /// Gives each code the number by which the tables refer to it: its position, from 1.
  package mutating func numberCodes() {
    for position in codes.indices { codes[position].id = position + 1 }
  }

  /// Gives each entry of an index its number in the build: within its file they are numbered from 1.
  private mutating func numberIndexTerms() {
    var first = 0
    for position in indexTerms.indices {
      if indexTerms[position].id == 1 { first = position }
      indexTerms[position].id += first
      if let parent = indexTerms[position].parent { indexTerms[position].parent = parent + first }
    }
  }
}
