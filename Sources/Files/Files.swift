import Foundation
import Synchronization

// Reading, writing and hashing files. Whatever fails is one sentence with the path.

/// Reads a file: no pipe or device, which may not end.
///
/// - Parameter limit: how many bytes it may have.
package func readFile(_ path: String, limit: Int = .max) throws(Failure) -> [UInt8] {
  let (file, size) = try openFile(path)
  defer { close(file) }
  guard size <= limit else {
    throw Failure(.inputOutput, "\(path): cannot be read: expected at most \(limit) bytes, found \(size)")
  }
  var bytes = [UInt8](repeating: 0, count: size)
  var filled = 0
  while filled < bytes.count {
    let count = bytes.withUnsafeMutableBytes { buffer in
      uninterrupted { read(file, buffer.baseAddress.map { $0 + filled }, buffer.count - filled) }
    }
    guard count >= 0 else { throw systemFailure("\(path): cannot be read") }
    if count == 0 { break }
    filled += count
  }
  bytes.removeLast(bytes.count - filled)
  return bytes
}

/// Opens a file for reading; a pipe, a device or a folder is none, and is not waited for.
///
/// - Returns: its descriptor, and its size in bytes.
func openFile(_ path: String) throws(Failure) -> (descriptor: Int32, size: Int) {
  let file = uninterrupted { open(path, O_RDONLY | O_NONBLOCK) }
  guard file >= 0 else { throw systemFailure("\(path): cannot be read") }
  var status = stat()
  guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
    close(file)
    throw Failure(.inputOutput, "\(path): cannot be read: not a file")
  }
  return (file, Int(status.st_size))
}

/// Makes a system call again for as long as a signal interrupts it.
package func uninterrupted<Answer: SignedInteger>(_ call: () -> Answer) -> Answer {
  while true {
    let answer = call()
    if answer != -1 || errno != EINTR { return answer }
  }
}

/// Appends bytes to a file, which is created if it does not exist, with the folders above it.
package func append(_ bytes: UnsafeRawBufferPointer, to path: String) throws(Failure) {
  var file = uninterrupted { open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644) }
  if file < 0, errno == ENOENT {
    try makeFolder(folder(above: path))
    file = uninterrupted { open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644) }
  }
  guard file >= 0 else { throw systemFailure("\(path): cannot be written") }
  var written = 0
  while written < bytes.count {
    let count = uninterrupted {
      write(file, bytes.baseAddress.map { $0 + written }, bytes.count - written)
    }
    guard count >= 0 else {
      defer { close(file) }
      throw systemFailure("\(path): cannot be written")
    }
    written += count
  }
  // One that a signal interrupts has closed the file all the same.
  guard close(file) == 0 || errno == EINTR else { throw systemFailure("\(path): cannot be written") }
}

/// Appends bytes to a file likewise.
package func append(_ bytes: [UInt8], to path: String) throws(Failure) {
  try bytes.withUnsafeBufferPointer { (bytes) throws(Failure) in
    try append(UnsafeRawBufferPointer(bytes), to: path)
  }
}

/// Replaces a file as a whole: readers see the old bytes or the new ones.
package func replaceFile(_ path: String, with bytes: [UInt8]) throws(Failure) {
  let new = "\(path).new"
  unlink(new)
  try append(bytes, to: new)
  guard rename(new, path) == 0 else {
    let failure = systemFailure("\(path): cannot be replaced")
    unlink(new)
    throw failure
  }
}

/// The path of a file that is named relative to a folder, or absolutely.
package func path(of file: String, in folder: String) -> String {
  file.hasPrefix("/") ? file : "\(folder)/\(file)"
}

/// The folder that holds a file or folder, as its path spells it; empty where the path has no slash.
///
/// Foundation has the same for NSString, which crashes on a path of one character.
package func folder(above path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "" }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Makes a folder, and those above it, unless it exists.
package func makeFolder(_ path: String) throws(Failure) {
  try folders.withLock { (_) throws(Failure) in try makeOneFolder(path) }
}

/// Does some work while no thread makes a folder.
package func whileNoFolderIsMade(_ work: () -> Void) {
  folders.withLock { _ in work() }
}

private let folders = Mutex(())

private func makeOneFolder(_ path: String) throws(Failure) {
  var isMade = mkdir(path, 0o777) == 0
  let above = folder(above: path)
  if !isMade, errno == ENOENT, !above.isEmpty, above != path {
    try makeOneFolder(above)
    isMade = mkdir(path, 0o777) == 0
  }
  guard !isMade else { return }
  let failure = systemFailure("\(path): the folder cannot be made")
  var status = stat()
  guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw failure }
}
