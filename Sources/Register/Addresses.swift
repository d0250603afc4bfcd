import CodeSetModel
import Fetch
import Files
import Foundation

extension Registration {
  /// Looks at an address: a file, a folder listing, or CMS's folder that has none.
  ///
  /// - Parameters:
  ///   - isKept: whether files stay, below the registry's folder; else they are looked into and removed.
  ///   - say: is handed what was fetched, for people.
  package mutating func look(
    atAddress address: String, keeping isKept: Bool, userAgent: String, say: @escaping (String) -> Void
  ) throws {
    let downloads = Downloads(folder: registry.folder, isKept: isKept, userAgent: userAgent, say: say)
    if address.hasSuffix("/files/zip/") {
      try tryKnownNames(at: address, downloads)
    } else if address.hasSuffix("/") {
      try readListing(at: address, downloads)
    } else if try !take(address, stated: nil, folder: folderName(of: address), downloads) {
      throw Failure(.notFound, "\(address): expected a file, found none there")
    }
    sort()
  }

  /// The year folders that the registry lacks, and what came into that of its newest release since; or, of a year
  /// folder, its files.
  private mutating func readListing(at address: String, _ downloads: Downloads) throws {
    guard let listing = try downloads.listing(at: address) else {
      throw Failure(.notFound, "\(address): expected a folder listing, found HTTP status 404")
    }
    let own = address.dropLast().split(separator: "/").last.map(String.init) ?? ""
    if CodeSystem.icd10cm.label(ofFolder: own) != nil {
      try takeFiles(of: listing, in: own, downloads)
      return
    }
    for folder in listing.folders {
      guard let label = CodeSystem.icd10cm.label(ofFolder: folder.name),
        let day = CodeSystem.icd10cm.day(of: label),
        // Editions before that day were drafts.
        day >= CodeSystem.firstDayOfICD10,
        !hasCodes(of: CodeSystem.icd10cm.id, label)
          || label == registry.newestRelease(of: CodeSystem.icd10cm.id)
      else { continue }
      guard let files = try downloads.listing(at: folder.url) else {
        missing(folder.url)
        continue
      }
      try takeFiles(of: files, in: folder.name, downloads, onlyNew: true)
    }
  }

  /// - Parameter isNew: whether what is registered, or was looked into by an earlier run, is left out.
  private mutating func takeFiles(
    of listing: FolderListing, in folder: String, _ downloads: Downloads, onlyNew isNew: Bool = false
  ) throws {
    for file in listing.dataFiles where !isNew || !registry.knows(file.url) {
      if try !take(file.url, stated: nil, folder: folder, downloads) { missing(file.url) }
    }
  }

  /// CMS's files of the releases that the registry lacks, and those that its newest release lacks; one that is not
  /// there is no error.
  private mutating func tryKnownNames(at address: String, _ downloads: Downloads) throws {
    for system in [CodeSystem.icd10cm, .icd10pcs, .hcpcs] {
      let newer = KnownName.labels(of: system, after: registry.newest(of: system.id), today: .today)
      for label in [registry.newestRelease(of: system.id)].compactMap(\.self) + newer {
        for list in KnownName.lists(of: label, in: system) {
          for known in list where !registry.has(known.role, of: system.id, label) {
            if registry.knows(address + known.name) { break }
            let stated = system.release(label, "the address, \(known.name)")
            if try take(address + known.name, stated: stated, folder: "", downloads) { break }
          }
        }
      }
    }
  }

  /// Downloads a file and takes what is in it.
  ///
  /// - Returns: whether the file is there.
  private mutating func take(
    _ url: String, stated: StatedRelease?, folder: String, _ downloads: Downloads
  ) throws -> Bool {
    guard let path = try downloads.fetch(url) else { return false }
    defer { unlink(path) }
    let file = try LookedInto(path: path)
    let name = fileName(of: url)
    let asked = questions.count
    let new = add(file, url: url, stated: stated, folder: folder, named: { "\($0)/\($1)/\(name)" })
    if downloads.isKept {
      // What was asked about, or is of a code set that was not asked for, is looked into again.
      if new.isEmpty, questions.count == asked, !isNarrowed { registry.lookedInto.append(url) }
      for target in Set(new.map(\.file)).sorted() {
        let place = Files.path(of: target, in: registry.folder)
        try makeFolder(Files.folder(above: place))
        try? FileManager.default.removeItem(atPath: place)
        try FileManager.default.copyItem(atPath: path, toPath: place)
      }
    }
    return true
  }

  private func folderName(of address: String) -> String {
    address.split(separator: "/").dropLast().last.map { String($0).removingPercentEncoding ?? String($0) }
      ?? ""
  }

  /// The publisher's name of a file, with hyphens for blanks.
  private func fileName(of url: String) -> String {
    let name = url.split(separator: "/").last.map(String.init) ?? url
    return (name.removingPercentEncoding ?? name).replacing(" ", with: "-").replacing("/", with: "-")
  }
}

/// Downloads files beside the registry, each until it is known what it is.
struct Downloads {
  var folder: String
  var isKept: Bool
  var userAgent: String
  var say: (String) -> Void

  /// - Returns: where the file is; `nil` where the server has none.
  func fetch(_ url: String) throws -> String? {
    try makeFolder(folder)
    let path =
      "\(folder)/.register-\(getpid())-\(url.utf8.reduce(5381) { $0 &* 33 &+ Int($1) } & 0xFFFF_FFFF)"
    let part: PartFile
    do throws(FetchError) {
      part = try PartFile(for: path)
      try part.clear()
      _ = try download(url, into: part, userAgent: userAgent) { _ in }
      try part.publish()
    } catch {
      unlink("\(path).part")
      if error.status == 404 { return nil }
      throw Failure(.inputOutput, error.message)
    }
    let size = (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    say("\(url): fetched, \(size) bytes")
    return path
  }

  /// - Returns: `nil` where the server has none.
  func listing(at url: String) throws -> FolderListing? {
    guard let path = try fetch(url) else { return nil }
    defer { unlink(path) }
    return FolderListing(String(decoding: try readFile(path), as: UTF8.self), address: url)
  }
}
