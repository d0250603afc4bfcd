import ArgumentParser
import Pipeline

/// Stage 1: the published files of a release, line by line.
struct IngestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest",
    abstract: "Stage 1: read the published files of a release, every line kept or rejected.",
    discussion: """
      EXAMPLES:
        codeset ingest icd10cm fy2025 --registry releases.csv
      """)

  @OptionGroup var release: ReleaseArguments
  @OptionGroup var options: FolderOptions

  func run() throws {
    try options.report { try options.stages().ingest(release.system, release.release) }
  }
}
