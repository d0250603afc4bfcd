import ArgumentParser
import CodeSetModel
import Foundation
import Ingest
import Normalize
import Validate

/// All stages in one process.
struct BuildCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Run all stages: from the files of the registry to all products.",
    discussion: "The products are byte for byte those of the stages run one by one through make.")

  @OptionGroup var options: BuildOptions

  @Option(help: ArgumentHelp("How many threads may work at a time.", valueName: "n"))
  var jobs = ProcessInfo.processInfo.activeProcessorCount

  func validate() throws {
    guard jobs > 0 else { throw ValidationError("'--jobs' takes a number above 0, found \(jobs).") }
  }

  func run() throws {
    let entries = try options.chosen()
    let judged = try concurrently(entries.map { entry in { try JudgedRelease(entry) } }, jobs: jobs)
    var report = FindingsReport(verbosity: options.folders.verbosity, folder: options.folders.folder)
    for release in judged {
      report.add(release.findings)
      options.folders.verbosity.say(release.summary)
    }
    try report.finish()

    let catalog = Catalog(entries: entries, editions: judged.map(\.edition))
    let folder = try OutputFolder(path: options.folders.output, access: .exclusive)
    let building = folder.building
    let files = try concurrently(
      Product.allCases.map { product in { try product.write(catalog, into: building) } },
      jobs: jobs)
    // Written before anything is put in place: a disk that is full leaves the old products and their manifest.
    try Manifest(of: catalog.releases, products: files.flatMap(\.self)).write(into: building)
    try folder.publish(Product.allCases.map(\.rawValue) + [Manifest.name])
  }
}

/// A release after the first three stages.
private struct JudgedRelease: Sendable {
  var edition: Edition
  var findings: [Diagnostic]
  var summary: String

  init(_ entry: RegistryEntry) throws(Failure) {
    let ingested = try entry.ingest()
    summary = codeset.summary(of: ingested)
    let normalized = normalize(
      ingested.records, of: ingested.release, system: entry.system, rejected: ingested.rejected)
    edition = normalized.edition
    let earlier = excuse(ingested.findings + normalized.findings, of: edition.release)
    findings = earlier + judge(edition, earlier: earlier)
  }
}
