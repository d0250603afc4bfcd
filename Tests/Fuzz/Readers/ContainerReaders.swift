import CSVTables
import CodeSetModel
import Files
import Foundation
import Ingest
import Pipeline
import TestSupport

extension FuzzedReader {
  /// The readers of zips, and of what says how files are read.
  static let ofZips = [zip, recognition, declaration, registry]

  /// Every member of a zip is unpacked to what it was, or the zip is refused.
  // swift-format-ignore: OnlyOneTrailingClosureArgument
  private static let zip = FuzzedReader(name: "zip", samples: { [sampleZip] }) { bytes in
    try accepted {
      var count = 0
      try forEachMember(of: bytes, name: "order.zip") { (_, contents) throws(IngestError) in
        _ = try contents()
        count += 1
        return true
      }
      return count
    }
  }

  private static var sampleZip: [UInt8] {
    let lines = PublishedLine.ofICD10CM.map { "\($0)\r\n" }.joined()
    return StoredZip([
      ("Code Descriptions/order.txt", Array(lines.utf8)), ("readme.txt", Array("A file.\n".utf8)),
    ])
    .bytes
  }

  /// What a file is, whatever it is.
  // swift-format-ignore: OnlyOneTrailingClosureArgument
  private static let recognition = FuzzedReader(
    name: "recognition", samples: { ofRegistries.flatMap { $0.samples().prefix(1) } }
  ) { bytes in
    _ = recognize(bytes, name: "file")
    return 1
  }

  // swift-format-ignore: OnlyOneTrailingClosureArgument
  private static let declaration = FuzzedReader(
    name: "declaration",
    samples: { filesOf("Inputs/sample/clinic", "Inputs/sample/declared", ending: ".json") }
  ) { bytes in
    let codes = try? Declaration(bytes, name: "layout.json", file: "layout.json")
    let companion = try? DeclaredCompanion(bytes, name: "layout.json", file: "layout.json")
    return codes == nil && companion == nil ? nil : 1
  }

  /// The contents of the files of some folders.
  private static func filesOf(_ folders: String..., ending: String) -> [[UInt8]] {
    folders.flatMap { folder in
      let files =
        (try? FileManager.default.contentsOfDirectory(atPath: project.appending(path: folder).path)) ?? []
      return files.sorted().filter { $0.hasSuffix(ending) }.compactMap { file in
        FileManager.default.contents(atPath: project.appending(path: "\(folder)/\(file)").path).map {
          Array($0)
        }
      }
    }
  }

  /// A registry, beside the files that the samples name.
  // swift-format-ignore: OnlyOneTrailingClosureArgument
  private static let registry = FuzzedReader(
    name: "registry", samples: { filesOf("Inputs/sample", "Inputs/sample/declared", ending: "releases.csv") }
  ) { bytes in
    let path = try RegistryFolder.shared.get().path(writing: bytes)
    let registry: Registry
    do throws(Failure) {
      registry = try Registry(path: path)
      _ = try FetchList(registry: path).files(systems: [], releases: [])
    } catch {
      return nil
    }
    let rows = try? CSVTable(bytes, file: path).records
    let isRefused = registry.findings.contains { $0.severity == .error && $0.place?.line == 1 }
    guard let rows, !isRefused else { return nil }
    // A conflict of two rows is a finding too: there may be more findings than rows.
    let (entries, findings) = (registry.entries, registry.findings)
    let kept = entries.count + entries.map(\.companions.count).reduce(0, +)
    let accounted = kept + findings.count + findings.map(notRead).reduce(0, +)
    guard accounted >= rows.count else { throw LostRows("\(rows.count) rows, \(accounted) accounted for") }
    return kept
  }

  /// How many rows a finding says are not read: `found also code set loinc (3), role synonyms (1)`.
  private static func notRead(_ finding: Diagnostic) -> Int {
    guard finding.rule == "not-read" else { return 0 }
    return finding.message.split(separator: "(").dropFirst().compactMap { Int($0.prefix { $0.isNumber }) }
      .reduce(0, +)
  }
}

/// A folder with the files that the sample registries name.
private struct RegistryFolder: Sendable {
  static let shared = Result { try RegistryFolder() }

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for name in ["Inputs/sample", "Inputs/sample/declared"] {
      let source = project.appending(path: name)
      for file in try FileManager.default.contentsOfDirectory(atPath: source.path)
      where !FileManager.default.fileExists(atPath: folder.url.appending(path: file).path) {
        try FileManager.default.copyItem(
          at: source.appending(path: file), to: folder.url.appending(path: file))
      }
    }
  }

  /// The path of a registry with these bytes, one for each thread.
  func path(writing bytes: [UInt8]) throws -> String {
    let url = folder.url.appending(path: "registry-\(pthread_self())")
    try Data(bytes).write(to: url)
    return url.path
  }
}
