import Foundation

/// A file that is being downloaded, `FILE.part`, beside the place where it will are.
///
/// One that is not kept holds the beginning of the file, from which a later run goes on. It is locked as
/// long as it is open, so that two runs never write into the same one.
package final class PartFile {
  package let path: String
  /// How many bytes are there already.
  package private(set) var size: Int
  private let target: String
  private let file: Int32

  /// Opens the one for a file, or creates it.
  package init(for target: String) throws(FetchError) {
    self.target = target
    path = "\(target).part"
    (file, size) = try openAlone(path)
  }

  deinit {
    close(file)
  }

  /// Writes bytes at the end.
  func append(_ bytes: UnsafeRawBufferPointer) throws(FetchError) {
    var written = 0
    while written < bytes.count {
      let count = write(file, bytes.baseAddress.map { $0 + written }, bytes.count - written)
      guard count >= 0 else { throw systemError("\(path): cannot be written") }
      written += count
      size += count
    }
  }

  /// Removes the contents, to begin again.
  package func clear() throws(FetchError) {
    guard ftruncate(file, 0) == 0 else { throw systemError("\(path): cannot be written") }
    size = 0
  }

  /// Removes the file.
  package func remove() {
    // One that stays is cleared, or found to be wrong, by the next run.
    unlink(path)
  }

  /// Puts the file in its place, where an old one may be.
  package func publish() throws(FetchError) {
    guard fsync(file) == 0 else { throw systemError("\(path): cannot be synced") }
    guard rename(path, target) == 0 else { throw systemError("\(target): cannot be replaced") }
    let above = target.lastIndex(of: "/").map { String(target[...$0]) } ?? "."
    let folder = open(above, O_RDONLY | O_DIRECTORY)
    guard folder >= 0 else { throw systemError("\(above): cannot be opened") }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw systemError("\(above): cannot be synced") }
  }
}

/// Why a file cannot be fetched, in one sentence with its url or path.
package struct FetchError: Error, Hashable, Sendable {
  package var message: String
  /// The HTTP status, where a server refused.
  package var status: Int?

  init(_ message: String, status: Int? = nil) {
    self.message = message
    self.status = status
  }
}

/// Opens a file that no other run has open, and says how long it is.
private func openAlone(_ path: String) throws(FetchError) -> (file: Int32, size: Int) {
  while true {
    // A pipe is not waited for.
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK, 0o644)
    guard file >= 0 else { throw systemError("\(path): cannot be written") }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let error =
        errno == EWOULDBLOCK
        ? FetchError("\(path): cannot be written: another run is fetching this file")
        : systemError("\(path): cannot be locked")
      close(file)
      throw error
    }
    var (opened, standing) = (stat(), stat())
    guard fstat(file, &opened) == 0 else {
      defer { close(file) }
      throw systemError("\(path): cannot be read")
    }
    guard opened.st_mode & S_IFMT == S_IFREG, opened.st_nlink <= 1 else {
      close(file)
      throw FetchError("\(path): cannot be written: not a file, or one with another name")
    }
    // Another run may have put the file in its place between the two calls.
    if lstat(path, &standing) == 0, opened.st_ino == standing.st_ino { return (file, Int(opened.st_size)) }
    close(file)
  }
}

/// An error of the system's last call, with the reason it gives.
private func systemError(_ message: String) -> FetchError {
  FetchError("\(message): \(String(cString: strerror(errno)))")
}
