import CodeSetModel
import Foundation
import Ingest
import Pipeline
import Synchronization
import TestSupport

extension FuzzedReader {
  /// The registries whose files are the samples: a layout is fuzzed as soon as one of them names a file of it.
  static let registries =
    ["releases", "hcpcs", "history", "crosswalk", "clinic/releases", "declared/releases"].map {
      "Inputs/sample/\($0).csv"
    } + ["Tests/Fuzz/Corpus/releases.csv"]

  /// The readers of published files: one for each code set and layout.
  static let ofRegistries: [FuzzedReader] = entries.flatMap { entry in
    [codes(of: entry)] + entry.companions.map { companion($0, of: entry) }
  }.reduce(into: []) { readers, reader in
    if let place = readers.firstIndex(where: { $0.name == reader.name }) {
      readers[place] = FuzzedReader(
        name: reader.name, samples: { [first = readers[place].samples] in first() + reader.samples() },
        read: readers[place].read)
    } else {
      readers.append(reader)
    }
  }

  static var entries: [RegistryEntry] {
    registries.flatMap { path in
      ((try? Registry(path: project.appending(path: path).path))?.entries ?? []).filter {
        !$0.release.file.isEmpty
      }
    }
  }

  private static func codes(of entry: RegistryEntry) -> FuzzedReader {
    let name = "\(entry.system.id)-codes-\(entry.layout.name)".replacing(".json", with: "")
    // swift-format-ignore: OnlyOneTrailingClosureArgument
    return FuzzedReader(
      name: name, samples: { [contents(of: entry.release.file, entry.release.member, in: entry.folder)] }
    ) { bytes in
      try accepted { try entry.readCodes(bytes) }
    }
  }

  private static func companion(_ file: CompanionFile, of entry: RegistryEntry) -> FuzzedReader {
    let layout = file.declaration?.name ?? file.layout
    let name = "\(entry.system.id)-\(file.role.rawValue)-\(layout)".replacing(".json", with: "")
    // swift-format-ignore: OnlyOneTrailingClosureArgument
    return FuzzedReader(
      name: name, samples: { [contents(of: file.file, file.member, in: entry.folder)] }
    ) { bytes in
      try accepted { try entry.read(bytes, as: file) }
    }
  }

  private static func contents(of file: String, _ member: String?, in folder: String) -> [UInt8] {
    let contents = publishedContents(path: "\(folder)/\(file)", member: member) ?? []
    // Beginnings are read faster, and changed in more places in the same time. XML and zips are small.
    let end = contents.prefix(12_000).lastIndex(of: UInt8(ascii: "\n"))
    return contents.count > 12_000 ? Array(contents[...(end ?? 0)]) : contents
  }

  /// What `read` gives; `nil`: the file was refused, in a sentence.
  static func accepted(_ read: () throws -> Int) throws -> Int? {
    do {
      return try read()
    } catch is IngestError {
      return nil
    }
  }
}

extension RegistryEntry {
  /// Reads bytes as the file of codes, and counts its rows.
  fileprivate func readCodes(_ bytes: [UInt8]) throws -> Int {
    let file = try ScratchFile(bytes)
    var release = release
    (release.file, release.member) = (ScratchFile.name, nil)
    let read = try ingest(
      release, of: system, layout: layout, folder: file.folder, expectingSHA256: nil)
    guard read.release.rowCount == read.records.count + read.rejected.count else {
      throw LostRows(
        "\(read.release.rowCount) rows = \(read.records.count) codes + \(read.rejected.count) rejected")
    }
    try account(for: read, in: bytes)
    try expectSame(read, release, folder: file.folder)
    return read.records.count
  }

  /// A release is read the same after another, whose lines are not read twice, as by itself.
  private func expectSame(_ read: IngestedRelease, _ release: Release, folder: String) throws {
    guard layout == .cmsOrder else { return }
    let before = try own
    let after = try ingest(
      release, of: system, layout: layout, folder: folder, expectingSHA256: nil, after: before.lines)
    guard after.records == read.records, after.rejected == read.rejected, after.findings == read.findings
    else { throw LostRows("a release is read otherwise after another") }
  }

  /// Reads bytes as a file beside the codes, and counts its rows.
  fileprivate func read(_ bytes: [UInt8], as companion: CompanionFile) throws -> Int {
    let file = try ScratchFile(bytes)
    var codes = try own
    var companion = companion
    (companion.file, companion.member, companion.expectedSHA256) = (ScratchFile.name, nil, nil)
    guard let kind = companion.kind else { throw LostRows("\(companion.role) has no reader") }
    let read = try kind.read(
      CompanionSource(companion, of: release, system: system, layout: layout, folder: file.folder),
      into: &codes)
    try account(for: read, of: companion, in: bytes)
    return read.keptCount
  }

  /// What is read of the entry's own file, once.
  private var own: IngestedRelease {
    get throws {
      let path = "\(folder)/\(release.fileDescription)"
      if let known = ownFiles.withLock({ $0[path] }) { return known }
      let read = try ingest(release, of: system, layout: layout, folder: folder, expectingSHA256: nil)
      ownFiles.withLock { $0[path] = read }
      return read
    }
  }
}

private let ownFiles = Mutex<[String: IngestedRelease]>([:])
