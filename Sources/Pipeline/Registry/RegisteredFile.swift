import Fetch
import Files
import Foundation
import Ingest

/// What became of a file that was to be fetched.
package struct Fetched {
  /// For people.
  package var text: String
  /// The SHA-256 of the file where it is another one than the registry states.
  package var changedTo: String?
}

/// A file that the registry says where to get.
package struct RegisteredFile {
  /// Its path, relative to the registry's folder.
  package var file: String
  /// The registry's path.
  var registry: String
  var url: String
  /// The SHA-256 that it must have, in lower-case hexadecimal, where the registry states one.
  var sha256: String?

  /// Where the file goes.
  package var path: String {
    let folder = registryFolder(registry)
    return folder == "." ? file : Files.path(of: file, in: folder)
  }

  /// Downloads the file, unless it is there already; an old one stays there until the new one is known to be right.
  /// Where a changed one is accepted, the server is asked also for what is there.
  ///
  /// - Parameters:
  ///   - patience: for how many seconds the server may be silent or slow.
  ///   - isAccepted: whether another file than the one of the hash is taken: publishers issue files again under the
  ///     same url.
  ///   - progress: is handed how far the download is, and `nil` where it ended.
  /// - Throws: `Failure` or `FetchError`.
  package func fetch(
    patience: Int, acceptingChanged isAccepted: Bool,
    showing progress: @escaping (DownloadProgress?) -> Void
  ) throws -> Fetched {
    let present = isFile(path) ? try Fingerprint(ofFile: path).sha256 : nil
    // What is there and right may be reached through a link: nothing is written.
    if let sha256, present == sha256, !isAccepted { return Fetched(text: "already there") }
    try checkFetchTarget(file, registry: registry)
    if let present, sha256 == nil, !isAccepted {
      return Fetched(text: "already there, sha256 \(present)")
    }
    let above = folder(above: path)
    if !above.isEmpty { try makeFolder(above) }
    let part = try PartFile(for: path)
    do {
      let found = try download(
        into: part, patience: patience, acceptingChanged: isAccepted, showing: progress)
      guard found.sha256 != present else {
        part.remove()
        return Fetched(text: "already there\(sha256 == nil ? ", sha256 \(found.sha256)" : "")")
      }
      try part.publish()
      let text = "fetched, \(found.size) bytes"
      guard let sha256 else { return Fetched(text: "\(text), sha256 \(found.sha256)") }
      guard sha256 != found.sha256 else { return Fetched(text: text) }
      return Fetched(
        text: "\(text); it changed: sha256 \(found.sha256) in place of \(sha256)", changedTo: found.sha256)
    } catch {
      // A beginning is of use where the whole can be checked.
      if sha256 == nil || part.size == 0 { part.remove() }
      throw error
    }
  }

  /// Downloads the file aside and checks it.
  private func download(
    into part: PartFile, patience: Int, acceptingChanged isAccepted: Bool,
    showing progress: @escaping (DownloadProgress?) -> Void
  ) throws -> Fingerprint {
    if sha256 == nil { try part.clear() }
    var (found, isContinued) = try downloadOnce(into: part, patience: patience, showing: progress)
    var fault = try fault(of: part, found)
    if fault != nil, isContinued {
      // The beginning may be that of another edition.
      try part.clear()
      (found, isContinued) = try downloadOnce(into: part, patience: patience, showing: progress)
      fault = try self.fault(of: part, found)
    }
    if let fault {
      let isOther = try isPlausible(part, found)
      if isOther, isAccepted, try isWhole(part) { return found }
      try part.clear()
      let advice = isOther ? "; where the publisher has issued it again, --accept-changed takes it" : ""
      throw Failure(.notFound, "\(url): \(fault)\(advice)")
    }
    return found
  }

  private func downloadOnce(
    into part: PartFile, patience: Int, showing progress: @escaping (DownloadProgress?) -> Void
  ) throws -> (Fingerprint, isContinued: Bool) {
    defer { progress(nil) }
    let isContinued = try Fetch.download(
      url, into: part, userAgent: "codeset/\(programVersion)", patience: patience
    ) { progress($0) }
    return (try Fingerprint(ofFile: part.path), isContinued)
  }

  /// What was expected and what was found, where a download is not the file that the registry names.
  private func fault(of part: PartFile, _ found: Fingerprint) throws -> String? {
    if sha256 == found.sha256 { return nil }
    if sha256 == nil, try isPlausible(part, found) { return nil }
    let expected = isZip ? "\(Appearance.zip)" : "a file"
    return
      "expected \(expected)\(sha256.map { " with sha256 \($0)" } ?? ""), found \(try appearance(of: part)) "
      + "(\(found.size) bytes, sha256 \(found.sha256))"
  }

  /// Whether a zip has its end, the directory of its members; of other files the server's length is all there is.
  private func isWhole(_ part: PartFile) throws -> Bool {
    guard isZip else { return true }
    let bytes = try Data(contentsOf: URL(filePath: part.path), options: .mappedIfSafe)
    return bytes.suffix(66_000).range(of: Data("PK\u{5}\u{6}".utf8)) != nil
  }

  private var isZip: Bool { ["zip", "xlsx"].contains(file.split(separator: ".").last?.lowercased()) }

  private func appearance(of part: PartFile) throws -> Appearance {
    let beginning = try FileHandle(forReadingFrom: URL(filePath: part.path)).read(upToCount: 4096) ?? Data()
    return beginning.withUnsafeBytes(Appearance.init)
  }

  /// Whether a download could be the file. Without a hash, an error page in its place is all that can be seen.
  private func isPlausible(_ part: PartFile, _ found: Fingerprint) throws -> Bool {
    let looks = try appearance(of: part)
    return isZip ? looks == .zip : looks != .html && found.size > 0
  }
}
