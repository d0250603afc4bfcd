import ArgumentParser
import Files
import Pipeline

/// Whether the products in a folder are whole and belong together.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the products in a folder against their manifest, and SQLite's own integrity.",
    discussion: """
      EXAMPLES:
        codeset verify
        codeset verify /srv/reference
      """)

  @Argument(help: "The folder of the products.")
  var folder = "Outputs"

  @OptionGroup var verbosity: Verbosity

  func run() throws {
    let verified = try verify(folder, notice: printNotice)
    for fault in verified.faults { printError("\(folder)/\(fault)") }
    guard verified.faults.isEmpty else {
      throw Failure(.notFound, "\(folder): the products do not belong together; build them again")
    }
    verbosity.say("\(folder): \(verified.fileCount) files, all as the manifest says")
  }
}
