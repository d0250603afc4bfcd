import ArgumentParser
import CodeSetModel
import EmitCSV
import EmitJSON
import EmitReport
import EmitSQLite
import Foundation
import Lookup
import Normalize
import Validate

/// Stage 5: the products, each on its own.
struct EmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emit", abstract: "Stage 5: write one product from the validated releases.",
    subcommands: [SQLite.self, JSON.self, CSV.self, Report.self, ManifestFile.self])

  struct SQLite: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "sqlite", abstract: "Write codeset.sqlite.")
    @OptionGroup var options: BuildOptions
    func run() throws { try emit(.sqlite, options) }
  }

  struct JSON: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "json", abstract: "Write the folder json.")
    @OptionGroup var options: BuildOptions
    func run() throws { try emit(.json, options) }
  }

  struct CSV: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "csv", abstract: "Write the folder csv.")
    @OptionGroup var options: BuildOptions
    func run() throws { try emit(.csv, options) }
  }

  struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "Write the folder report: for each code set, what its newest release changes.",
      discussion: """
        Reads the published codeset.sqlite. With --release, the newest of the releases named.
        """)
    @OptionGroup var options: BuildOptions
    func run() throws {
      _ = try options.chosen()
      let folder = try OutputFolder(path: options.folders.output, access: .shared)
      _ = try writeReports(
        of: options.labels, systems: options.systems,
        reading: "\(options.folders.output)/\(Product.sqlite.rawValue)", into: folder.building, jobs: 1)
      try folder.publish([Product.report.rawValue])
    }
  }

  struct ManifestFile: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "manifest", abstract: "Write manifest.json, the hashes of all products and inputs.")
    @OptionGroup var options: BuildOptions
    func run() throws {
      try reportingDiagnostics(options.folders.verbosity) {
        let (catalog, _) = try options.catalog(onlyReleases: true)
        // Alone: the products must not change while their hashes are taken.
        let folder = try OutputFolder(path: options.folders.output, access: .exclusive)
        try Manifest(of: catalog, in: options.folders.output).write(into: folder.building)
        try folder.publish([Manifest.name])
      }
    }
  }
}

private func emit(_ product: Product, _ options: BuildOptions) throws {
  try reportingDiagnostics(options.folders.verbosity) {
    let (catalog, ofCrosswalks) = try options.catalog()
    // Once of the three products that are written from the catalog.
    if product == .sqlite {
      var report = FindingsReport(verbosity: options.folders.verbosity, folder: options.folders.folder)
      report.add(ofCrosswalks.map(\.diagnostic))
    }
    let folder = try OutputFolder(path: options.folders.output, access: .shared)
    _ = try product.write(catalog, into: folder.building)
    try folder.publish([product.rawValue])
  }
}

/// What a build publishes, by the name of its file or folder.
enum Product: String, CaseIterable {
  case sqlite = "codeset.sqlite"
  case json
  case csv
  case report

  /// The products that are written from the catalog, each on its own. The report is read from the database.
  static let ofCatalog: [Product] = [.sqlite, .json, .csv]

  /// Writes the product into a folder.
  ///
  /// - Returns: its files.
  func write(_ catalog: Catalog, into folder: String) throws(Failure) -> [Manifest.File] {
    switch self {
    case .sqlite:
      let path = "\(folder)/\(rawValue)"
      do {
        try writeSQLite(catalog, to: path)
      } catch {
        throw Failure(.inputOutput, "\(path): cannot be written: \(error)")
      }
      return [Manifest.File(path: rawValue, try Fingerprint(ofFile: path))]
    case .json: return try files(in: folder) { write throws in try writeJSON(catalog, write: write) }
    case .csv: return try files(in: folder) { write throws in try writeCSV(catalog, write: write) }
    case .report:
      return try writeReports(reading: "\(folder)/\(Product.sqlite.rawValue)", into: folder, jobs: 1)
    }
  }

  /// Writes the files of a product that is a folder.
  fileprivate func files(
    in folder: String, _ body: ((String, UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws(Failure) -> [Manifest.File] {
    let path = "\(folder)/\(rawValue)"
    var files: [String: Fingerprint] = [:]
    func write(_ name: String, _ bytes: UnsafeRawBufferPointer) throws(Failure) {
      try append(bytes, to: "\(path)/\(name)")
      files["\(rawValue)/\(name)", default: Fingerprint()].add(bytes)
    }
    do {
      try makeFolder(path)
      try body(write)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be written: \(error)")
    }
    return files.map { Manifest.File(path: $0, $1) }
  }
}

/// Writes the reports from a database that is published, or about to be: of each code set's newest release
/// among some labels and systems; no names mean all.
func writeReports(
  of labels: [String] = [], systems: [String] = [], reading database: String, into folder: String, jobs: Int
) throws(Failure) -> [Manifest.File] {
  do {
    let releases = try CodeDatabase(path: database).newestReleases(systems: systems, labels: labels)
    guard !releases.isEmpty else {
      throw Failure(
        .notFound, "\(database) holds none of the releases chosen; `codeset emit sqlite` writes it")
    }
    let work = releases.map { release in
      { @Sendable in
        let summary = try CodeDatabase(path: database).summary(of: release)
        return try Product.report.files(in: folder) { write throws in try writeReport(summary, write: write) }
      }
    }
    return try concurrently(work, jobs: jobs).flatMap(\.self)
  } catch let failure as Failure {
    throw failure
  } catch {
    throw Failure(.inputOutput, "\(database): cannot be read as a codeset artifact: \(error)")
  }
}

extension BuildOptions {
  /// The catalog of the chosen releases, from the files that the stages left.
  ///
  /// - Parameter onlyReleases: leave out everything but the releases and their files.
  /// - Returns: the catalog, and what is to be said of how its code sets map to each other, which is in it.
  fileprivate func catalog(onlyReleases: Bool = false) throws -> (Catalog, ofCrosswalks: [Finding]) {
    let entries = try chosen()
    let stages = folders.stages
    let systems = entries.map(\.system).reduce(into: [CodeSystem]()) { all, system in
      if !all.contains(system) { all.append(system) }
    }
    var histories = try systems.map { system in
      let own = entries.filter { $0.system == system }
      try stages.expectHistory(of: own)
      guard !onlyReleases else { return try stages.readReleases(of: system) }
      var history = try stages.readHistory(of: system)
      history.addFindings(
        try own.map { try stages.read(Diagnostic.self, "validate", of: system.system, $0.release.label) })
      return history
    }
    let ofCrosswalks = histories.checkCrosswalkTargets()
    return (Catalog(histories: histories), ofCrosswalks)
  }
}

extension StageFiles {
  /// - Throws: `Failure` when the history of these releases is not there, or they are not validated.
  fileprivate func expectHistory(of entries: [RegistryEntry]) throws {
    for entry in entries { try expectValidated(entry.system.system, entry.release.label) }
    let system = entries[0].system.system
    let made = try entries.map { entry in
      MadeOf(entry.release, fingerprint: try fingerprint(of: system, entry.release.label))
    }
    guard try historyMadeOf(system) == made else {
      throw Failure(
        .inputOutput,
        "\(historyFolder(of: system)): not the history of these releases; `codeset history \(system)` makes it"
      )
    }
  }
}

extension Catalog {
  init(histories: consuming [SystemHistory]) {
    let sections = histories.flatMap { Normalize.sections(of: $0.system) }
    self.init(histories: histories, sections: sections)
  }
}
