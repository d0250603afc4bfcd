import CodeSetModel

/// A record of a file beside a release's codes, which says how such files are read.
package protocol CompanionRecord: StageRow, Sendable {
  static var kind: CompanionKind { get }
}

/// A kind of file beside a release's codes: how it is written and read, and what its rows are.
package struct CompanionKind: Sendable {
  /// The layouts that the registry may name besides a declaration.
  package let layouts: [String]
  /// What its rows are called: "282 rows = 282 mappings + 0 rejected".
  package let plural: String
  /// Whether it completes the codes themselves, and so is read before any other file.
  package let completesCodes: Bool
  private let reader: @Sendable (CompanionSource, inout IngestedRelease) throws(IngestError) -> ReadCompanion

  /// - Parameter read: reads a file; what it says of the codes themselves goes into the release.
  init<Record: CompanionRecord>(
    layouts: [String], plural: String, completesCodes: Bool = false,
    read:
      @escaping @Sendable (CompanionSource, inout IngestedRelease) throws(IngestError) -> IngestedCompanion<
        Record
      >
  ) {
    self.layouts = layouts
    self.plural = plural
    self.completesCodes = completesCodes
    reader = { (source, codes) throws(IngestError) in
      let companion = try read(source, &codes)
      try companion.rejection.check(companion.findings, file: companion.name)
      return ReadCompanion(companion)
    }
  }

  /// Reads a file of this kind.
  ///
  /// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
  package func read(
    _ source: CompanionSource, into codes: inout IngestedRelease
  ) throws(IngestError) -> ReadCompanion {
    try reader(source, &codes)
  }
}

extension InputFile.Role {
  /// How files of this role are read, by their layouts; none for the codes themselves and for a declaration.
  package var kinds: [CompanionKind] { records.compactMap { ($0 as? any CompanionRecord.Type)?.kind } }
}

extension CompanionFile {
  /// How the file is read.
  package var kind: CompanionKind? {
    declaration?.kind ?? role.kinds.first { $0.layouts.contains(layout) } ?? role.kinds.first
  }
}

/// A file beside a release's codes, and what is known of the release.
package struct CompanionSource: Sendable {
  package var file: CompanionFile
  package var release: Release
  package var system: CodeSystem
  /// The layout of the codes.
  package var layout: Layout
  /// The registry's folder, to which the file is relative.
  package var folder: String

  package init(
    _ file: CompanionFile, of release: Release, system: CodeSystem, layout: Layout, folder: String
  ) {
    self.file = file
    self.release = release
    self.system = system
    self.layout = layout
    self.folder = folder
  }
}

/// What ingest makes of a file beside the codes, whatever its records.
package struct ReadCompanion: Sendable {
  /// Its records and the rows of further tables.
  package private(set) var tables: Companions
  package private(set) var keptCount: Int
  package private(set) var rejected: [Rejected]
  package private(set) var findings: [Diagnostic]
  package private(set) var sha256: String
  package private(set) var fileSize: Int

  init<Record: CompanionRecord>(_ read: IngestedCompanion<Record>) {
    tables = read.further
    tables.add(read.table)
    keptCount = read.keptRows > 0 ? read.keptRows : read.records.count + read.furtherCount
    rejected = read.rejected
    findings = read.findings.withRepeatedNotesCounted
    sha256 = read.sha256
    fileSize = read.fileSize
  }
}
