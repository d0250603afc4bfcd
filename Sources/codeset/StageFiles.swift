import CSVTables
import CodeSetModel
import Foundation

/// The files that stand between the stages when make drives them: CSV tables, a folder for each release and
/// one for each code set's history.
///
///     Outputs/stages/releases.mk                           which releases there are, for make
///     Outputs/stages/icd10cm/fy2025/registered.txt         what the registry says of the release
///     Outputs/stages/icd10cm/fy2025/ingest/published.csv   and release.csv, addenda.csv, rejected.csv, ...
///     Outputs/stages/icd10cm/fy2025/normalize/code.csv     and the other tables of the release
///     Outputs/stages/icd10cm/fy2025/validate/findings.csv
///     Outputs/stages/history/icd10cm/code.csv              and the other tables of all releases together
struct StageFiles {
  let output: String

  init(output: String) {
    self.output = output
  }

  /// The stages that leave tables of a release, in order.
  private static let stages = ["ingest", "normalize", "validate"]

  var path: String { "\(output)/stages" }

  func folder(of system: String, _ release: String) -> String { "\(path)/\(system)/\(release)" }

  /// Writes the tables of one stage of a release, all or none.
  func write(
    _ stage: String, of system: String, _ release: String, _ tables: (inout StageTables) -> Void
  ) throws {
    let folder = try OutputFolder(path: folder(of: system, release), access: .exclusive)
    // What later stages made of the old tables no longer holds.
    for later in Self.stages.drop(while: { $0 != stage }).dropFirst() { try folder.remove(later) }
    try write(into: folder, stage, tables)
  }

  /// Writes tables under a name of a folder, all or none.
  private func write(
    into folder: OutputFolder, _ name: String, _ tables: (inout StageTables) -> Void
  ) throws {
    var contents = StageTables()
    tables(&contents)
    var fingerprint = Fingerprint()
    for (table, text) in contents.files {
      try append(text, to: "\(folder.building)/\(name)/\(table).csv")
      text.withUnsafeBytes { fingerprint.add($0) }
    }
    try append(Array(fingerprint.sha256.utf8), to: "\(folder.building)/\(name)/\(Self.fingerprint)")
    try folder.publish([name])
  }

  /// The SHA-256 of all tables of a stage, in a file of their folder: the history tells by it whether a
  /// release is still the one that it was made of.
  private static let fingerprint = "sha256.txt"

  /// What tells the tables that a history is made of from others of the same release.
  func fingerprint(of system: String, _ release: String) throws(Failure) -> String {
    var texts: [String] = []
    for stage in ["ingest", "normalize"] {
      let path = "\(folder(of: system, release))/\(stage)/\(Self.fingerprint)"
      texts.append(String(decoding: try readFile(path), as: UTF8.self))
    }
    return texts.joined(separator: " ")
  }

  /// Reads a table of a stage of a release.
  ///
  /// - Throws: `Failure` when the file cannot be read, `Diagnostic` when it is not such a table.
  func read<Row: StageRow>(
    _ type: Row.Type, _ stage: String, of system: String, _ release: String
  ) throws -> [Row] {
    try read(Row.self, in: "\(folder(of: system, release))/\(stage)")
  }

  private func read<Row: StageRow>(_ type: Row.Type, in folder: String) throws -> [Row] {
    let path = "\(folder)/\(Row.table.name).csv"
    return try readTable(Row.self, readFile(path), file: path)
  }

  /// Reads a normalized release, all tables of the same run.
  func readEdition(of system: String, _ release: String) throws -> Edition {
    let stage = "normalize"
    let lock = try SharedLock(on: folder(of: system, release))
    defer { lock.release() }
    return Edition(
      release: try readRelease(stage, of: system, release),
      codes: try read(Code.self, stage, of: system, release),
      mentions: try read(AxisMention.self, stage, of: system, release),
      families: try read(Family.self, stage, of: system, release),
      pivots: try read(Pivot.self, stage, of: system, release),
      rejected: try read(Rejected.self, stage, of: system, release))
  }

  /// - Throws: `Failure` when a release is not validated.
  func expectValidated(_ system: String, _ release: String) throws(Failure) {
    let path = "\(folder(of: system, release))/validate"
    guard FileManager.default.fileExists(atPath: path) else {
      throw Failure(.inputOutput, "\(path): no such folder; `codeset validate \(system) \(release)` makes it")
    }
  }

  /// Reads the one row of `release.csv`.
  func readRelease(_ stage: String, of system: String, _ release: String) throws -> Release {
    let rows = try read(Release.self, stage, of: system, release)
    guard let row = rows.first, rows.count == 1 else {
      throw Rule.columnType.finding(
        "expected one release, found \(rows.count)",
        at: Place(file: "\(folder(of: system, release))/\(stage)/release.csv", line: 2))
    }
    return row
  }
}

extension StageFiles {
  private var histories: String { "\(path)/history" }

  func historyFolder(of system: String) -> String { "\(histories)/\(system)" }

  /// Reads the history of a code set, all tables of the same run.
  func readHistory(of system: CodeSystem) throws -> SystemHistory {
    let lock = try SharedLock(on: histories)
    defer { lock.release() }
    let folder = historyFolder(of: system.system)
    return SystemHistory(
      system: system, releases: try read(Release.self, in: folder),
      inputs: try read(InputFile.self, in: folder), codes: try read(Code.self, in: folder),
      mentions: try read(AxisMention.self, in: folder), families: try read(Family.self, in: folder),
      pivots: try read(Pivot.self, in: folder), changes: try read(Change.self, in: folder),
      reconciliations: try read(Reconciliation.self, in: folder),
      replacements: try read(Replacement.self, in: folder), rejected: try read(Rejected.self, in: folder),
      findings: try read(Finding.self, in: folder))
  }

  /// Reads of the history of a code set which releases it has, and from which files.
  func readReleases(of system: CodeSystem) throws -> SystemHistory {
    let lock = try SharedLock(on: histories)
    defer { lock.release() }
    let folder = historyFolder(of: system.system)
    return SystemHistory(
      system: system, releases: try read(Release.self, in: folder),
      inputs: try read(InputFile.self, in: folder))
  }

  /// Writes the history of a code set.
  ///
  /// - Parameter made: which tables of which releases it was made of.
  func write(_ history: SystemHistory, madeOf made: [MadeOf]) throws {
    // The histories of two code sets may be written at the same time.
    let folder = try OutputFolder(path: histories, access: .shared)
    try write(into: folder, history.system.system) { tables in
      tables.add(history.releases)
      tables.add(history.inputs)
      tables.add(history.codes)
      tables.add(history.mentions)
      tables.add(history.families)
      tables.add(history.pivots)
      tables.add(history.changes)
      tables.add(history.reconciliations)
      tables.add(history.replacements)
      tables.add(history.rejected)
      tables.add(history.findings)
      tables.add(made)
    }
  }

  /// Which tables of which releases the history of a code set was made of; empty where there is none.
  func historyMadeOf(_ system: String) throws -> [MadeOf] {
    let folder = historyFolder(of: system)
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try read(MadeOf.self, in: folder)
  }
}

/// A release that a history was made of, with the fingerprint of its tables.
struct MadeOf: StageRow, Hashable {
  var release: String
  var effective: String
  /// Until its stated end, or the next release of the registry.
  var until: String?
  var fingerprint: String

  static let table = Table(
    "made_of", "A release that the history was made of.",
    columns: [
      Column("release", .text, "the release"),
      Column("effective", .date, "the first day in force"),
      Column("until", .date, optional: true, "the first day no longer in force"),
      Column("fingerprint", .text, "the SHA-256 of its tables after `ingest` and after `normalize`"),
    ])

  init(_ release: Release, fingerprint: String) {
    self.release = release.label
    effective = release.effective
    until = release.until
    self.fingerprint = fingerprint
  }

  func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(release)
    sink.text(effective)
    sink.text(until)
    sink.text(fingerprint)
  }

  init(from fields: inout FieldReader) throws(FieldError) {
    release = try fields.text()
    effective = try fields.text()
    until = fields.optionalText()
    fingerprint = try fields.text()
  }
}

extension [MadeOf] {
  /// Whether a history made of these can be taken up for others: they begin with the same. The last of these
  /// may have had another end, since what came next was not known.
  func canBeTakenUp(for others: [MadeOf]) -> Bool {
    guard var last, others.count >= count else { return false }
    last.until = others[count - 1].until
    return others.starts(with: dropLast() + [last])
  }
}

/// The tables that a stage leaves for the next.
struct StageTables {
  private(set) var files: [(name: String, contents: [UInt8])] = []

  mutating func add<Row: StageRow>(_ rows: [Row]) {
    var writer = CSVWriter(Row.table, reserving: rows.count * 200)
    for row in rows { writer.append(row) }
    files.append((Row.table.name, Array(writer.buffer.bytes)))
  }

  /// Adds all tables of a normalized release.
  mutating func add(_ edition: Edition) {
    add([edition.release])
    add(edition.codes)
    add(edition.mentions)
    add(edition.families)
    add(edition.pivots)
    add(edition.rejected)
  }
}
