import ArgumentParser
import Pipeline

/// Stage 4: all releases of a code set together.
struct HistoryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "history",
    abstract: "Stage 4: bring all releases of a code set into one dated history, compared with the addenda.",
    discussion: """
      A history that was made of the same releases is taken up where it ended: only the releases \
      that are new are read.
      """)

  @Argument(help: "The code set, e.g. icd10cm.")
  var system: String

  @Option(
    name: .customLong("release"),
    help: ArgumentHelp("Only this release, e.g. fy2025. May be repeated. (default: all)", valueName: "label"))
  var labels: [String] = []

  @Flag(help: "Rebuild from scratch; ignore the history of earlier runs.")
  var afresh = false

  @OptionGroup var options: FolderOptions

  func run() throws {
    try options.report { try options.stages().history(system, releases: labels, afresh: afresh) }
  }
}
