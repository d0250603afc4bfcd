import ArgumentParser
import CodeSetModel
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
  @OptionGroup var output: FormatOption

  func run() throws {
    let verified = try verify(folder, notice: printNotice)
    if output.format == .json {
      print(object(Verification(folder: folder, fileCount: verified.fileCount, faults: verified.faults)))
      guard verified.faults.isEmpty else { throw ExitCode(Failure.Cause.notFound.exitStatus) }
      return
    }
    for fault in verified.faults { printError("\(folder)/\(fault)") }
    guard verified.faults.isEmpty else {
      throw Failure(.notFound, "\(folder): the products do not belong together; build them again")
    }
    verbosity.say("\(folder): \(verified.fileCount) files, all as the manifest says")
  }
}

/// What a check of a folder found, as it is in JSON.
private struct Verification: TableRow {
  var folder: String
  var fileCount: Int
  var faults: [String]

  static let table = Table(
    "verification", "Whether the products in a folder belong together.",
    columns: [
      Column("folder", .text, "the folder"), Column("files", .integer, "how many files the manifest names"),
      Column("is_whole", .boolean, "whether all is as the manifest says"),
      Column("faults", .text, optional: true, "what is not, one on a line"),
    ])

  func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(folder)
    sink.integer(fileCount)
    sink.boolean(faults.isEmpty)
    sink.text(faults.isEmpty ? nil : faults.joined(separator: "\n"))
  }
}
