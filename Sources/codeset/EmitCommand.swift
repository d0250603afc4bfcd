import ArgumentParser
import Pipeline

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
    func run() throws { try options.emit(.sqlite) }
  }

  struct JSON: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "json", abstract: "Write the folder json.")
    @OptionGroup var options: BuildOptions
    func run() throws { try options.emit(.json) }
  }

  struct CSV: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "csv", abstract: "Write the folder csv.")
    @OptionGroup var options: BuildOptions
    func run() throws { try options.emit(.csv) }
  }

  struct Report: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "report",
      abstract: "Write the folder report: for each code set, what its newest release changes.",
      discussion: """
        Reads the published codeset.sqlite. With --release, the newest of the releases named.
        """)
    @OptionGroup var options: BuildOptions
    func run() throws { try options.emit(.report) }
  }

  struct Site: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "site", abstract: "Write the folder site: a lookup site over the folder json.",
      discussion: "Both folders are served together, by any web server; `make serve` does it.")
    @OptionGroup var options: BuildOptions
    func run() throws { try options.emit(.site) }
  }

  struct FHIR: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "fhir", abstract: "Write the folder fhir: resources of FHIR R4 for terminology servers.")
    @OptionGroup var options: BuildOptions
    func run() throws { try options.emit(.fhir) }
  }

  struct Load: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "load",
      abstract: "Write the folder load: scripts that load the CSV files into PostgreSQL and DuckDB, and more."
    )
    @OptionGroup var options: BuildOptions
    func run() throws { try options.emit(.load) }
  }

  struct OMOP: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "omop", abstract: "Write the folder omop: vocabulary tables of the OMOP CDM.")
    @OptionGroup var options: BuildOptions
    func run() throws { try options.emit(.omop) }
  }

  struct ManifestFile: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "manifest", abstract: "Write manifest.json, the hashes of all products and inputs.")
    @OptionGroup var emit: EmitOptions
    @OptionGroup var options: BuildOptions
    func run() throws {
      try options.folders.report {
        try options.folders.stages().emitManifest(
          of: emit.products, systems: options.systems, releases: options.labels)
      }
    }
  }
}

extension BuildOptions {
  fileprivate func emit(_ product: Product) throws {
    try folders.report { try folders.stages().emit(product, systems: systems, releases: labels) }
  }
}
