import CodeSetModel
import Files

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
    let file: [UInt8]
    do throws(Failure) {
      file = try readFile(path, limit: Limit.file)
    } catch {
      throw .unreadable(error.message)
    }
    size = file.count
    sha256 = file.withUnsafeBytes(Fingerprint.init(of:)).sha256
    if let expected, expected.lowercased() != sha256 {
      throw .notAsRegistered(
        "\(name): expected sha256 \(expected), found \(sha256): not the file that the registry names")
    }
    contents = if let member { try unpack(member, of: file, name: name) } else { file }
    if let (line, length) = contents.withUnsafeBytes(lineThatIsTooLong) {
      throw .notAsRegistered(
        "\(self.name):\(line): expected lines of at most \(Limit.line) bytes, found one of \(length)")
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

/// The first line of a text that is longer than any, and its length. XML and workbooks have no lines to speak of.
private func lineThatIsTooLong(_ contents: UnsafeRawBufferPointer) -> (line: Int, length: Int)? {
  guard contents.count > Limit.line, Appearance(of: contents).hasLines else { return nil }
  var (line, start) = (1, 0)
  while start < contents.count {
    let rest = UnsafeRawBufferPointer(rebasing: contents[start...])
    let length = position(of: UInt8(ascii: "\n"), in: rest) ?? rest.count
    if length > Limit.line { return (line, length) }
    line += 1
    start += length + 1
  }
  return nil
}

/// The bytes of a file, or of its member where it is a zip; `nil` where they cannot be read.
package func publishedContents(path: String, member: String?) -> [UInt8]? {
  (try? SourceFile(path: path, name: path, member: member, expecting: nil))?.contents
}
