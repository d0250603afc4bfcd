import CSVTables
import CodeSetModel
import Files
import Foundation

/// The files that are between the stages when make drives them: CSV tables, a folder for each release and
/// one for each code set's history.
///
///     Outputs/stages/releases.mk                           which releases there are, for make
///     Outputs/stages/icd10cm/fy2025/registered.txt         what the registry says of the release
///     Outputs/stages/icd10cm/fy2025/ingest/published.csv   and release.csv, addenda.csv, rejected.csv, ...
///     Outputs/stages/icd10cm/fy2025/normalize/code.csv     and the other tables of the release
///     Outputs/stages/icd10cm/fy2025/validate/findings.csv
///     Outputs/stages/emit/json.json                        which files `emit json` wrote: its own manifest
///     Outputs/stages/history/icd10cm/code.csv              and the other tables of all releases together
struct StageFiles {
  let output: String
  /// Is handed what is to be said while a stage runs.
  let notice: Notice

  /// The stages that leave tables of a release, in order.
  private static let stages = ["ingest", "normalize", "validate"]

  var path: String { "\(output)/stages" }

  func folder(of system: String, _ release: String) -> String { "\(path)/\(system)/\(release)" }

  /// Writes the tables of one stage of a release, all or none.
  func write(
    _ stage: String, of system: String, _ release: String, _ tables: (inout StageTables) -> Void
  ) throws {
    let folder = try OutputFolder(path: folder(of: system, release), access: .exclusive, notice: notice)
    // What later stages made of the old tables no longer holds.
    for later in Self.stages.drop(while: { $0 != stage }).dropFirst() { try folder.remove(later) }
    try write(into: folder, stage, tables)
  }

  /// Writes tables under a name of a folder, all or none.
  func write(
    into folder: OutputFolder, _ name: String, _ tables: (inout StageTables) -> Void
  ) throws {
    var contents = StageTables()
    tables(&contents)
    let fingerprint = RunningFingerprint()
    for (table, text) in contents.files {
      try append(text, to: "\(folder.building)/\(name)/\(table).csv")
      text.withUnsafeBytes { fingerprint.add($0) }
    }
    try append(Array(fingerprint.finish().sha256.utf8), to: "\(folder.building)/\(name)/\(Self.fingerprint)")
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

  /// Reads a table in a folder.
  func read<Row: StageRow>(_ type: Row.Type, in folder: String) throws -> [Row] {
    let path = "\(folder)/\(Row.table.name).csv"
    return try readTable(Row.self, readFile(path), file: path)
  }

  /// Reads a normalized release, all tables of the same run.
  func readEdition(of system: String, _ release: String) throws -> Edition {
    let stage = "normalize"
    let lock = try SharedLock(on: folder(of: system, release))
    defer { lock.release() }
    // It is one release.
    var edition = Edition(release: try readRelease(stage, of: system, release))
    edition.tables = try readTables(in: "\(folder(of: system, release))/\(stage)") { $0.isOfRelease }
    return edition
  }

  /// Reads the tables of some origins in a folder.
  func readTables(in folder: String, where isRead: @escaping (TableOrigin) -> Bool) throws -> Tables {
    var reader = StageTablesReader(files: self, folder: folder, isRead: isRead)
    try Tables.forEach(&reader)
    return reader.tables
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
