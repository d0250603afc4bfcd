import Files
import Foundation

/// A lock on a folder that is published into: one build at a time, and none while its products are read.
///
/// It is the folder itself that is locked. Where the file system locks no folders (NFS, CIFS), it is a file in
/// it, `.lock`.
final class FolderLock {
  /// The folder, opened.
  private(set) var folder: Int32
  private let path: String
  /// What is locked.
  private var locked: Int32

  init(on path: String) throws(Failure) {
    self.path = path
    folder = uninterrupted { open(path, O_RDONLY | O_DIRECTORY) }
    locked = folder
    guard folder >= 0 else { throw systemFailure("\(path): cannot be opened") }
  }

  deinit { release() }

  /// Lets go.
  func release() {
    guard folder >= 0 else { return }
    if locked != folder { close(locked) }
    close(folder)
    (folder, locked) = (-1, -1)
  }

  /// Takes the lock, or changes it, if that is possible at once.
  ///
  /// - Parameter operation: `LOCK_EX` or `LOCK_SH`.
  func take(_ operation: Int32) throws(Failure) -> Bool {
    if uninterrupted({ flock(locked, operation | LOCK_NB) }) == 0 { return true }
    if errno == EWOULDBLOCK { return false }
    guard locked == folder, [EBADF, EINVAL, ENOLCK, ENOSYS, EOPNOTSUPP].contains(errno) else {
      throw systemFailure("\(path): cannot be locked")
    }
    // A reader makes no file; where there is none, nothing was ever written under a lock.
    let flags = operation == LOCK_EX ? O_RDWR | O_CREAT : O_RDONLY
    let file = uninterrupted { open("\(path)/.lock", flags, 0o666) }
    if file < 0, operation == LOCK_SH, errno == ENOENT { return true }
    guard file >= 0 else { throw systemFailure("\(path): cannot be locked") }
    locked = file
    return try take(operation)
  }

  /// Waits for the lock; says so when it takes longer than a moment.
  func wait(for operation: Int32, _ notice: Notice) throws(Failure) {
    for _ in 0..<20 {
      if try take(operation) { return }
      usleep(10_000)
    }
    notice("waiting for another build into \(path)")
    guard uninterrupted({ flock(locked, operation) }) == 0 else {
      throw systemFailure("\(path): cannot be locked")
    }
  }
}
