import CodeSetModel
import Files
import Foundation
import Ingest

extension Registry {
  /// The releases of some systems and labels whose files are to be read; no names mean all.
  ///
  /// - Throws: `Failure` where there is no such release, or a file that `codeset fetch` downloads is not here.
  func entriesToRead(systems: [String], releases: [String]) throws(Failure) -> [RegistryEntry] {
    let entries = try entries(systems: systems, releases: releases)
    let missing = entries.flatMap { entry in
      ([entry.release.file] + entry.companions.map(\.file)).filter {
        !FileManager.default.fileExists(atPath: Files.path(of: $0, in: entry.folder))
      }
    }
    guard !missing.isEmpty else { return entries }
    let toFetch = Set(try FetchList(registry: path).files(systems: systems, releases: releases).map(\.file))
    var seen: Set<String> = []
    let files = missing.filter { toFetch.contains($0) && seen.insert($0).inserted }
    guard let first = files.first else { return entries }
    let command = (["codeset fetch"] + releases + ["--registry \(path)"] + systems.map { "--system \($0)" })
      .joined(separator: " ")
    throw Failure(
      .inputOutput,
      files.count == 1
        ? "\(Files.path(of: first, in: folder)): not fetched yet; `\(command)` downloads it"
        : "\(files.count) files are not fetched yet, \(Files.path(of: first, in: folder)) the first; "
          + "`\(command)` downloads them")
  }
}
