import ArgumentParser
import CodeSetModel
import Fetch
import Files
import Foundation
import Pipeline

/// The published files, from where the registry says they are.
struct FetchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fetch", abstract: "Download the files that a registry names, and check their hashes.",
    discussion: """
      A file goes where the registry's column `file` says, below the registry's folder, once its sha256 is \
      right; one that is there already is not downloaded again. What an interrupted run left, FILE.part, is \
      continued by the next. A file that the publisher has issued again under the same url is refused for its hash; \
      --accept-changed asks the server again, takes it, and writes its hash into the registry. The environment's proxies are used: http_proxy, https_proxy, all_proxy, no_proxy.

      EXAMPLES:
        codeset fetch fy2025 --registry Inputs/official/releases.csv
        codeset fetch --registry Inputs/official/releases.csv --system icd10cm
      """)

  @Argument(
    help: ArgumentHelp("The labels of the releases, e.g. fy2025. (default: all)", valueName: "release"))
  var labels: [String] = []

  @Option(help: ArgumentHelp("The registry of releases.", valueName: "file"))
  var registry: String

  @Option(
    name: .customLong("system"),
    help: ArgumentHelp("Only this code set, e.g. icd10cm. May be repeated. (default: all)", valueName: "id"))
  var systems: [String] = []

  @Flag(help: "Take files that changed since the registry was written, and write their hashes into it.")
  var acceptChanged = false

  @Option(
    help: ArgumentHelp(
      "Give up a server that is silent, or slower than \(Limit.slowest) bytes a second, after so many seconds.",
      valueName: "seconds"))
  var timeout = 30

  @OptionGroup var verbosity: Verbosity

  func validate() throws {
    guard (1...Limit.request).contains(timeout) else {
      throw ValidationError("expected a timeout of 1 to \(Limit.request) seconds, found \(timeout)")
    }
  }

  func run() throws {
    let list = try FetchList(registry: registry)
    try verbosity.report(list.findings, undone: "fetched")
    let files = try list.files(systems: systems, releases: labels)
    try verbosity.report(list.notes(systems: systems, releases: labels), undone: "fetched")

    let progress = ProgressLine(verbosity: verbosity)
    var missing: [(file: String, cause: Failure.Cause)] = []
    for file in files {
      do {
        let fetched = try file.fetch(patience: timeout, acceptingChanged: acceptChanged) {
          progress.show($0, of: file.file)
        }
        if let sha256 = fetched.changedTo { try list.accept(sha256, for: file) }
        verbosity.say("\(file.path): \(fetched.text)")
        // Whoever reads along sees each file when it is there.
        fflush(nil)
      } catch let error as FetchError {
        printError("codeset: \(error.message)")
        missing.append((file.file, .inputOutput))
      } catch let failure as Failure {
        printError("codeset: \(failure.message)")
        missing.append((file.file, failure.cause))
      }
    }
    guard missing.isEmpty else {
      throw Failure(
        missing.contains { $0.cause == .inputOutput } ? .inputOutput : .notFound,
        "\(missing.count) of \(files.count) files could not be fetched: "
          + missing.map(\.file).joined(separator: ", "))
    }
  }
}
