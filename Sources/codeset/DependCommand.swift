import ArgumentParser
import Pipeline

/// What make has to know of the registry.
struct DependCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "depend", abstract: "Write for make which releases there are and what each hangs on.",
    discussion: """
      Writes stages/releases.mk and, for each release, what the registry says of it; a file whose contents \
      stay the same is left alone, so that make redoes only what a change concerns.
      """)

  @OptionGroup var options: BuildOptions

  func run() throws {
    try options.folders.report {
      try options.folders.stages().writeMakeRules(systems: options.systems, releases: options.labels)
    }
  }
}
