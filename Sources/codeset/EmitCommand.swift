import ArgumentParser
import CodeSetModel
import Foundation
import Normalize
import Validate

/// Stage 5: the products, each on its own.
struct EmitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "emit", abstract: "Stage 5: write one product from the validated releases.",
    subcommands: [
      SQLite.self, JSON.self, CSV.self, Report.self, Site.self, FHIR.self, Load.self, OMOP.self,
      ManifestFile.self,
    ])

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

  struct Site: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "site", abstract: "Write the folder site: a lookup site over the folder json.",
      discussion: "Both folders are served together, by any web server; `make serve` does it.")
    @OptionGroup var options: BuildOptions
    func run() throws { try emit(.site, options) }
  }

  struct FHIR: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fhir", abstract: "Write the folder fhir: resources of FHIR R4 for terminology servers.")
    @OptionGroup var options: BuildOptions
    func run() throws { try emit(.fhir, options) }
  }

  struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load",
      abstract: "Write the folder load: scripts that load the CSV files into PostgreSQL and DuckDB, and more."
    )
    @OptionGroup var options: BuildOptions
    func run() throws { try emit(.load, options) }
  }

  struct OMOP: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "omop", abstract: "Write the folder omop: vocabulary tables of the OMOP CDM.")
    @OptionGroup var options: BuildOptions
    func run() throws { try emit(.omop, options) }
  }

  struct ManifestFile: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "manifest", abstract: "Write manifest.json, the hashes of all products and inputs.")
    @OptionGroup var emit: EmitOptions
    @OptionGroup var options: BuildOptions
    func run() throws {
      try reportingDiagnostics(options.folders.verbosity) {
        let (catalog, _) = try options.catalog(onlyReleases: true)
        // Alone: the products must not change while their hashes are taken.
        let folder = try OutputFolder(path: options.folders.output, access: .exclusive)
        try Manifest(of: catalog, products: emit.products, in: options.folders.output)
          .write(into: folder.building)
        try folder.publish([Manifest.name], removing: emit.others.map(\.rawValue))
      }
    }
  }
}

private func emit(_ product: Product, _ options: BuildOptions) throws {
  try reportingDiagnostics(options.folders.verbosity) {
    let (catalog, acrossCodeSets) = try options.catalog()
    var report = FindingsReport(verbosity: options.folders.verbosity, folder: options.folders.folder)
    // What stops no product is said once.
    report.add(acrossCodeSets.map(\.diagnostic).filter { product == .sqlite || $0.severity == .error })
    try report.finish()
    let folder = try OutputFolder(path: options.folders.output, access: .shared)
    _ = try product.write(catalog, into: folder.building)
    try folder.publish([product.rawValue])
  }
}

extension BuildOptions {
  /// The catalog of the chosen releases, from the files that the stages left.
  ///
  /// - Parameter onlyReleases: leave out everything but the releases and their files.
  /// - Returns: the catalog, and what is to be said of how its code sets refer to each other, which is in it.
  fileprivate func catalog(onlyReleases: Bool = false) throws -> (Catalog, acrossCodeSets: [Finding]) {
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
    let acrossCodeSets = histories.checkAcrossCodeSets()
    return (Catalog(histories: histories), acrossCodeSets)
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
