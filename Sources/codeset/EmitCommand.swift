import ArgumentParser
import CodeSetModel
import EmitCSV
import EmitJSON
import EmitSQLite
import Foundation
import Normalize

/// Stage 4: the products, each on its own.
struct EmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emit", abstract: "Stage 4: write one product from the validated releases.",
    subcommands: [SQLite.self, JSON.self, CSV.self, ManifestFile.self])

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

  struct ManifestFile: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "manifest", abstract: "Write manifest.json, the hashes of all products and inputs.")
    @OptionGroup var options: BuildOptions
    func run() throws {
      try reportingDiagnostics(options.folders.verbosity) {
        let releases = try options.catalog(onlyReleases: true).releases
        // Alone: the products must not change while their hashes are taken.
        let folder = try OutputFolder(path: options.folders.output, access: .exclusive)
        try Manifest(of: releases, in: options.folders.output).write(into: folder.building)
        try folder.publish([Manifest.name])
      }
    }
  }
}

private func emit(_ product: Product, _ options: BuildOptions) throws {
  try reportingDiagnostics(options.folders.verbosity) {
    let catalog = try options.catalog()
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

  /// Writes the product into a folder.
  ///
  /// - Returns: its files.
  func write(_ catalog: Catalog, into folder: String) throws(Failure) -> [Manifest.File] {
    let path = "\(folder)/\(rawValue)"
    var files: [String: Fingerprint] = [:]
    func write(_ name: String, _ bytes: UnsafeRawBufferPointer) throws(Failure) {
      try append(bytes, to: "\(path)/\(name)")
      files["\(rawValue)/\(name)", default: Fingerprint()].add(bytes)
    }
    do {
      switch self {
      case .sqlite:
        try writeSQLite(catalog, to: path)
        files[rawValue] = try Fingerprint(ofFile: path)
      case .json: try writeJSON(catalog, write: write)
      case .csv: try writeCSV(catalog, write: write)
      }
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be written: \(error)")
    }
    return files.map { Manifest.File(path: $0, $1) }
  }
}

extension BuildOptions {
  /// The catalog of the chosen releases, from the files that the stages left.
  ///
  /// - Parameter onlyReleases: leave out everything but the releases themselves.
  fileprivate func catalog(onlyReleases: Bool = false) throws -> Catalog {
    let entries = try chosen()
    let editions = try entries.map { entry in
      let (system, label) = (entry.system.system, entry.release.label)
      try folders.stages.expectValidated(system, label)
      guard onlyReleases else { return try folders.stages.readEdition(of: system, label) }
      return Edition(release: try folders.stages.readRelease("normalize", of: system, label))
    }
    return Catalog(entries: entries, editions: editions)
  }
}

extension Catalog {
  /// The catalog of some releases of the registry.
  init(entries: [RegistryEntry], editions: consuming [Edition]) {
    var systems: [CodeSystem] = []
    for entry in entries where !systems.contains(entry.system) { systems.append(entry.system) }
    self.init(systems: systems, sections: systems.flatMap { Normalize.sections(of: $0) }, editions: editions)
  }
}
