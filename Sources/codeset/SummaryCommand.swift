import ArgumentParser
import CodeSetModel
import Files
import Lookup

/// What a release changes, at a glance.
struct SummaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "summary", abstract: "Sum up what the newest release of each code set changes.",
    discussion: """
      EXAMPLES:
        codeset summary                                        after a refresh
        codeset summary --system icd10cm --release fy2024
      """)

  @Option(
    help: ArgumentHelp(
      "This release, e.g. fy2025, of each code set that has it. (default: the newest)", valueName: "label"))
  var release: String?

  @OptionGroup var options: DatabaseOptions
  @OptionGroup var output: FormatOption

  func run() throws {
    let summaries = try options.read { database in
      try chosen(among: database.releases).map { release in
        let isNewest = database.releases.last { $0.system == release.system } == release
        return (
          try database.summary(of: release), isNewest ? try database.asOf(release.system, on: nil) : nil
        )
      }
    }
    switch output.format {
    case .text:
      let texts = summaries.map { summary, asOf in
        ([summary.text] + [asOf].compactMap(\.self)).joined(separator: "\n")
      }
      print(texts.joined(separator: "\n\n"))
    case .json: print(array(summaries.map(\.0)))
    }
  }

  /// One release of each code set that is asked for.
  private func chosen(among releases: [Release]) throws(Failure) -> [Release] {
    let systems = options.system.map { [$0] } ?? releases.systems
    var held: [HeldReleases] = []
    for system in systems { held.append(try releases.heldReleases(of: system)) }
    guard let release else { return held.compactMap(\.releases.last) }
    let chosen = held.compactMap { held in held.releases.first { $0.label == release } }
    guard chosen.isEmpty else { return chosen }
    let labels = held.map { "\($0.releases.map(\.label).joined(separator: ", ")) of \($0.system)" }
    throw Failure(.notFound, "no release \(release); this build has \(labels.joined(separator: "; "))")
  }
}
