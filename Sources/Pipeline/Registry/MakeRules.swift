import CodeSetModel
import Files
import Foundation
import Ingest

extension Stages {
  /// What make has to know of the registry: `stages/releases.mk` and, for each release, what the registry says
  /// of it. A file whose contents stay the same is left alone, so that make redoes only what a change concerns.
  package func writeMakeRules(systems: [String], releases labels: [String]) throws -> RunOutcome {
    try run { _ in
      let entries = try registry.entries(systems: systems, releases: labels)
      var rules = "# Written by `codeset depend` from \(registry.path).\n"
      for entry in entries {
        let release = "\(entry.system.id)/\(entry.release.label)"
        // Without the end that the next release sets: a new one would have the one before read again.
        var registered = [
          entry.layout.name, entry.release.effective, entry.statedUntil ?? "", entry.release.file,
          entry.release.member ?? "", entry.expectedSHA256 ?? "",
        ]
        let sources = entry.sources
        var published = sources.map(\.release.file)
        if !entry.isLoaded {
          for source in sources {
            registered += [source.release.file, source.release.member ?? "", source.expectedSHA256 ?? ""]
          }
          let addenda = entry.after.flatMap { $0.companions(.addenda) }
          registered += addenda.flatMap { [$0.file, $0.member ?? "", $0.expectedSHA256 ?? ""] }
          published = unique(published + addenda.map(\.file)).filter { !$0.isEmpty }
        }
        for companion in entry.companions {
          registered += [
            companion.role.rawValue, companion.file, companion.member ?? "", companion.expectedSHA256 ?? "",
          ]
          if !published.contains(companion.file) { published.append(companion.file) }
        }
        if let declaration = entry.declaration { published.append(declaration.file) }
        try update("\(files.path)/\(release)/registered.txt", to: registered.joined(separator: "\n") + "\n")
        let prerequisites = published.map { escaped("\(entry.folder)/\($0)") }.joined(separator: " ")
        // Its end is no part of what is read of it, but of the history.
        rules += "RELEASES += \(release)\n# in force until \(entry.release.until ?? "now")\n"
        rules += "$(STAGES)/\(release)/ingest/published.csv: \(prerequisites)\n"
      }
      var systems: [String] = []
      for entry in entries {
        let system = entry.system.id
        if !systems.contains(system) { systems.append(system) }
        rules +=
          "$(STAGES)/history/\(system)/code.csv: $(STAGES)/\(system)/\(entry.release.label)/normalize/code.csv\n"
      }
      rules += "SYSTEMS := \(systems.joined(separator: " "))\n"
      try update("\(files.path)/releases.mk", to: rules)
    }
  }

  /// Writes a file, unless it has these contents already.
  private func update(_ path: String, to contents: String) throws {
    if let old = try? readFile(path), old == Array(contents.utf8) { return }
    try makeFolder(folder(above: path))
    let aside = "\(path).\(getpid())"
    unlink(aside)
    try append(Array(contents.utf8), to: aside)
    guard rename(aside, path) == 0 else { throw systemFailure("\(path): cannot be replaced") }
  }

  private func unique(_ files: [String]) -> [String] {
    var seen: Set<String> = []
    return files.filter { seen.insert($0).inserted }
  }

  /// A path as make reads it among prerequisites.
  private func escaped(_ path: String) -> String {
    path.reduce(into: "") { text, character in
      if character == "$" { text.append("$") }
      if [" ", "#", ":"].contains(character) { text.append("\\") }
      text.append(character)
    }
  }
}
