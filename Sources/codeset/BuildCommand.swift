import ArgumentParser
import Foundation
import Pipeline

/// All stages in one process.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Run all stages: from the files of the registry to all products.",
    discussion: """
      The products are byte for byte those of the stages run one by one through make.

      EXAMPLES:
        codeset build
        codeset build --registry releases.csv --release fy2025 --output out
        codeset build --emit site --emit fhir              with two products more
      """)

  @OptionGroup var emit: EmitOptions
  @OptionGroup var options: BuildOptions

  @Option(help: ArgumentHelp("How many threads may work at a time.", valueName: "n"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("'--jobs' takes a number above 0, found \(jobs).") }
  }

  func run() throws {
    let folders = options.folders
    try folders.report {
      try Pipeline.build(
        BuildRequest(
          registry: folders.registry, systems: options.systems, releases: options.labels,
          output: folders.output, products: emit.products, isStrict: folders.findings.strict, jobs: jobs,
          notice: printNotice))
    }
  }
}
