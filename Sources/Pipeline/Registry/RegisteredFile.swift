import Fetch
import Files
import Foundation
import Ingest

/// A file that the registry says where to get.
package struct RegisteredFile {
  /// Its path, relative to the registry's folder.
  package var file: String
  var url: String
  /// The SHA-256 that it must have, in lower-case hexadecimal, where the registry states one.
  var sha256: String?

  /// Downloads the file, unless it is there already.
  ///
  /// - Parameters:
  ///   - path: where it goes; an old one stays there until the new one is known to be right.
  ///   - progress: is handed how far the download is, and `nil` where it ended.
  /// - Returns: what was done, for people.
  /// - Throws: `Failure` or `FetchError`.
  package func fetch(to path: String, showing progress: @escaping (DownloadProgress?) -> Void) throws
    -> String
  {
    if FileManager.default.fileExists(atPath: path) {
      let found = try Fingerprint(ofFile: path).sha256
      guard let sha256 else { return "already there, sha256 \(found)" }
      if found == sha256 { return "already there" }
    }
    let above = folder(above: path)
    if !above.isEmpty { try makeFolder(above) }
    let part = try PartFile(for: path)
    do {
      let found = try download(into: part, showing: progress)
      try part.publish()
      return "fetched, \(found.size) bytes" + (sha256 == nil ? ", sha256 \(found.sha256)" : "")
    } catch {
      // A beginning is of use where the whole can be checked.
      if sha256 == nil || part.size == 0 { part.remove() }
      throw error
    }
  }

  /// Downloads the file aside and checks it.
  private func download(into part: PartFile, showing progress: @escaping (DownloadProgress?) -> Void) throws
    -> Fingerprint
  {
    if sha256 == nil { try part.clear() }
    var (found, isContinued) = try downloadOnce(into: part, showing: progress)
    var fault = try fault(of: part, found)
    if fault != nil, isContinued {
      // The beginning may be that of another edition.
      try part.clear()
      (found, isContinued) = try downloadOnce(into: part, showing: progress)
      fault = try self.fault(of: part, found)
    }
    if let fault {
      try part.clear()
      throw Failure(.notFound, "\(url): \(fault)")
    }
    return found
  }

  private func downloadOnce(
    into part: PartFile, showing progress: @escaping (DownloadProgress?) -> Void
  ) throws -> (Fingerprint, isContinued: Bool) {
    defer { progress(nil) }
    let isContinued = try Fetch.download(url, into: part, userAgent: "codeset/\(programVersion)") {
      progress($0)
    }
    return (try Fingerprint(ofFile: part.path), isContinued)
  }

  /// What was expected and what was found, where a download is not the file that the registry names.
  private func fault(of part: PartFile, _ found: Fingerprint) throws -> String? {
    if sha256 == found.sha256 { return nil }
    let beginning = try FileHandle(forReadingFrom: URL(filePath: part.path)).read(upToCount: 4096) ?? Data()
    let found = (looks: beginning.withUnsafeBytes(Appearance.init), size: found.size, sha256: found.sha256)
    let isZip = ["zip", "xlsx"].contains(file.split(separator: ".").last)
    if sha256 == nil {
      // Without a hash, an error page in place of the file is all that can be told.
      let isPlausible = isZip ? found.looks == .zip : found.looks != .html
      if isPlausible { return nil }
    }
    let expected = isZip ? "\(Appearance.zip)" : "a file"
    return "expected \(expected)\(sha256.map { " with sha256 \($0)" } ?? ""), found \(found.looks) "
      + "(\(found.size) bytes, sha256 \(found.sha256))"
  }
}
