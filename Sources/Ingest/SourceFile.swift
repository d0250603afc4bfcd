import CLibArchive
import CodeSetModel
import Files
import Foundation

/// A file of a release as the registry names it, checked and read.
struct SourceFile {
  /// What messages call it: `FILE`, or `FILE.zip/MEMBER`.
  var name: String
  /// The text of the release: the file itself, or its member where it is a zip.
  var contents: [UInt8]
  /// The SHA-256 of the file, in lower-case hexadecimal.
  var sha256: String
  /// The size of the file in bytes.
  var size: Int

  /// Reads a file, checks its hash, and unpacks the member into memory.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - name: what messages call the file.
  ///   - expected: the SHA-256 that the registry states, or `nil` when it states none.
  /// - Throws: `IngestError` when the file cannot be read, or is not what the registry says.
  init(path: String, name: String, member: String?, expecting expected: String?) throws(IngestError) {
    self.name = member.map { "\(name)/\($0)" } ?? name
    let file: Data
    do {
      file = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
    } catch {
      throw .unreadable("\(path): cannot be read: \(reason(of: error))")
    }
    size = file.count
    sha256 = file.withUnsafeBytes(Fingerprint.init(of:)).sha256
    if let expected, expected.lowercased() != sha256 {
      throw .notAsRegistered(
        "\(name): expected sha256 \(expected), found \(sha256): not the file that the registry names")
    }
    if let member {
      contents = try unpack(member, of: file, name: name)
    } else {
      contents = Array(file)
    }
  }
}

/// A file that cannot be ingested at all, in one sentence with its path.
package enum IngestError: Error, Hashable, Sendable {
  /// The file cannot be opened or read, or is a damaged zip.
  case unreadable(String)
  /// The file was read and is something else than the registry says.
  case notAsRegistered(String)
  /// The codes of the file lost their leading zeros; what the first of them may have been.
  case lostZeros(String, codes: [String])

  package var message: String {
    switch self {
    case .unreadable(let message), .notAsRegistered(let message), .lostZeros(let message, _): message
    }
  }
}

/// The bytes of a file, or of its member where it is a zip; `nil` where they cannot be read.
package func publishedContents(path: String, member: String?) -> [UInt8]? {
  (try? SourceFile(path: path, name: path, member: member, expecting: nil))?.contents
}

/// Streams one member of a zip into memory; nothing is written to disk.
func unpack(
  _ member: String, of file: some ContiguousBytes, name: String
) throws(IngestError) -> [UInt8] {
  var members: [String] = []
  var found: [UInt8]?
  try forEachMember(of: file, name: name) { (path, read) throws(IngestError) in
    members.append(path)
    guard path == member else { return true }
    found = try read()
    return false
  }
  if let found { return found }
  let held = members.isEmpty ? "no members" : members.map { "'\(printable($0))'" }.joined(separator: ", ")
  throw .notAsRegistered("\(name): expected the member '\(member)', found \(held)")
}

/// Goes through the members of a zip, in its order.
///
/// - Parameter body: is handed the path of a member, and what reads it; says whether to go on.
package func forEachMember(
  of file: some ContiguousBytes, name: String,
  _ body: (String, () throws(IngestError) -> [UInt8]) throws(IngestError) -> Bool
) throws(IngestError) {
  // libarchive gives names in the locale's encoding, and loses those that the locale cannot write.
  let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
  let previous = uselocale(locale)
  defer {
    uselocale(previous)
    if let locale { freelocale(locale) }
  }
  guard let archive = archive_read_new() else { throw .unreadable("\(name): out of memory") }
  defer { archive_read_free(archive) }
  archive_read_support_format_zip(archive)

  let result: Result<Void, IngestError> = file.withUnsafeBytes { bytes in
    Result { () throws(IngestError) in
      guard archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK else {
        throw .notAsRegistered("\(name): expected a zip, found \(Appearance(of: bytes))")
      }
      var entry: OpaquePointer?
      var isFirst = true
      while true {
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF { return }
        guard status >= ARCHIVE_WARN else {
          throw isFirst && Appearance(of: bytes) != .zip
            ? .notAsRegistered("\(name): expected a zip, found \(Appearance(of: bytes))")
            : .unreadable("\(name): damaged zip: \(lastError(of: archive))")
        }
        isFirst = false
        // The plain name is missing where the locale cannot spell it.
        let spelled = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
        let path = spelled.map { String(cString: $0) } ?? ""
        let size = Int(archive_entry_size(entry))
        let read = { () throws(IngestError) -> [UInt8] in
          switch readData(of: archive, size: size) {
          case .success(let contents): return contents
          case .failure(let error): throw .unreadable("\(name)/\(path): damaged zip: \(error.message)")
          }
        }
        guard try body(path, read) else { return }
      }
    }
  }
  try result.get()
}

private func readData(of archive: OpaquePointer, size: Int) -> Result<[UInt8], ArchiveError> {
  var contents: [UInt8] = []
  // The size is what the zip claims, and not yet known to be true.
  contents.reserveCapacity(min(max(size, 0), 64 << 20))
  var block: UnsafeRawPointer?
  var count = 0
  var offset: la_int64_t = 0
  while true {
    let status = archive_read_data_block(archive, &block, &count, &offset)
    if status == ARCHIVE_EOF { return .success(contents) }
    // A warning is as bad as an error: that is how a member whose checksum does not match is reported.
    guard status == ARCHIVE_OK else { return .failure(ArchiveError(message: lastError(of: archive))) }
    contents.append(contentsOf: UnsafeRawBufferPointer(start: block, count: count))
  }
}

private struct ArchiveError: Error {
  var message: String
}

private func lastError(of archive: OpaquePointer) -> String {
  archive_error_string(archive).map { String(cString: $0) } ?? "unknown error"
}
