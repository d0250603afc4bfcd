import CSVTables
import CodeSetModel
import Foundation

// The files of a code set's history.

extension StageFiles {
  private var histories: String { "\(path)/history" }

  func historyFolder(of system: String) -> String { "\(histories)/\(system)" }

  /// Reads the history of a code set, all tables of the same run.
  func readHistory(of system: CodeSystem) throws -> SystemHistory {
    let lock = try SharedLock(on: histories)
    defer { lock.release() }
    let folder = historyFolder(of: system.id)
    let releases = try readReleases(in: folder)
    var history = SystemHistory(system: system)
    history.tables = try readTables(in: folder) { $0 != .build }
    history.tables.systems = [system]
    history.tables.releases = releases
    try expectPositions(history.tables, in: folder)
    return history
  }

  /// Reads a normalized release that is to become part of a history: what its tables refer to exists, once.
  func readEditionOfHistory(_ system: String, _ release: String) throws -> Edition {
    let edition = try readEdition(of: system, release)
    let folder = "\(folder(of: system, release))/normalize"
    try expectCodesOnce(edition.tables.codes, in: folder)
    try expectPositions(edition.tables, in: folder)
    return edition
  }

  private func expectCodesOnce(_ codes: [CodeRow], in folder: String) throws(Diagnostic) {
    var index = CodeIndex(minimumCapacity: codes.count)
    for (place, row) in codes.enumerated() {
      guard let earlier = index.add(row.code) else { continue }
      throw Rule.columnType.finding(
        "expected each code once, found \(row.code) again; the first is on line \(earlier + 2)",
        at: Place(file: "\(folder)/\(CodeRow.table.name).csv", line: place + 2))
    }
  }

  private func expectPositions(_ tables: Tables, in folder: String) throws(Diagnostic) {
    var check = PositionCheck(tables: tables, folder: folder)
    try Tables.forEach(&check)
  }

  /// Reads of the history of a code set which releases it has, and from which files.
  func readReleases(of system: CodeSystem) throws -> SystemHistory {
    let lock = try SharedLock(on: histories)
    defer { lock.release() }
    let folder = historyFolder(of: system.id)
    var history = SystemHistory(system: system, releases: try readReleases(in: folder))
    history.tables.inputs = try read(InputFile.self, in: folder)
    return history
  }

  /// Reads the releases of a history: those that it was made of, and no others.
  private func readReleases(in folder: String) throws -> [Release] {
    let releases = try read(Release.self, in: folder)
    let gaps = try read(ReleaseGap.self, in: folder).map(\.label)
    let made = try read(MadeOf.self, in: folder).filter { !gaps.contains($0.release) }
    guard made == zip(releases, made).map({ MadeOf($0, fingerprint: $1.fingerprint) }) else {
      throw Rule.columnType.finding(
        "expected the releases that the history was made of (\(made.map(\.release).joined(separator: ", "))), "
          + "found \(releases.map(\.label).joined(separator: ", "))",
        at: Place(file: "\(folder)/\(Release.table.name).csv", line: 1))
    }
    return releases
  }

  /// Writes the history of a code set.
  ///
  /// - Parameter made: which tables of which releases it was made of.
  func write(_ history: SystemHistory, madeOf made: [MadeOf]) throws {
    // The histories of two code sets may be written at the same time.
    let folder = try OutputFolder(path: histories, access: .shared, notice: notice)
    try write(into: folder, history.system.id) { tables in
      tables.add(history)
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
  var effective: CalendarDay
  /// Until its stated end, or the next release of the registry.
  var until: CalendarDay?
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
    sink.day(effective)
    sink.day(until)
    sink.text(fingerprint)
  }

  init(from fields: inout FieldReader) throws(FieldError) {
    release = try fields.text()
    effective = try fields.day()
    until = try fields.optionalDay()
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
