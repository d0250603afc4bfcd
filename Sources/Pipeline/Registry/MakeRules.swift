import CodeSetModel
import Files
import Foundation
import Ingest

extension Stages {
  /// What make has to know of the registry: `stages/releases.mk` and, for each release, what the registry says
  /// of it and which files are there. One whose contents stay the same is left alone, so that make redoes only
  /// what a change concerns.
  package func writeMakeRules(systems: [String], releases labels: [String]) throws -> RunOutcome {
    try run { _ in
      let entries = try registry.entriesToRead(systems: systems, releases: labels)
      // Nothing that the registry says may mean anything to make: it sees the names of systems and releases,
      // which are letters, digits, hyphens and dots, and days.
      var rules = "# Written by `codeset depend`.\n"
      for entry in entries {
        let release = "\(entry.system.id)/\(entry.release.label)"
        // Without the end that the next release sets: a new one would have the one before read again.
        var registered = [
          entry.layout.name, entry.release.effective.description, entry.statedUntil?.description ?? "",
          entry.release.file,
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
          published = (published + addenda.map(\.file)).filter { !$0.isEmpty }
        }
        for companion in entry.companions {
          registered += [
            companion.role.rawValue, companion.file, companion.member ?? "", companion.expectedSHA256 ?? "",
          ]
          if let declaration = companion.declaration { registered.append(declaration.name) }
          published += [companion.file, companion.declarationFile?.file].compactMap(\.self)
        }
        if let declaration = entry.declaration { published.append(declaration.file) }
        registered += unique(published).map { edition(ofFile: Files.path(of: $0, in: entry.folder)) }
        try update("\(files.path)/\(release)/registered.txt", to: registered.joined(separator: "\n") + "\n")
        // Its end is no part of what is read of it, but of the history.
        rules += "RELEASES += \(release)\n# in force until \(entry.release.until?.description ?? "now")\n"
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

  /// What tells a published file from another one in its place, without reading it: its size, and when it was
  /// written.
  private func edition(ofFile path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "none" }
    return "\(status.st_size) bytes of \(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }
}
