import CLinux
import Files
import Foundation

/// Takes a sentence for people while a run goes on.
package typealias Notice = @Sendable (String) -> Void

/// A folder whose contents are published: each file or folder in it is the complete old one or the complete
/// new one, whatever happens.
///
/// New ones are written aside in a folder of the same file system, `.building.*`, and put in place by one
/// rename. The folder itself is locked meanwhile; whoever holds it alone removes what killed runs left.
final class OutputFolder {
  /// Whether others may write into the folder at the same time.
  enum Access {
    /// Nobody else writes: for a whole build.
    case exclusive
    /// Other single products may be written: for a stage.
    case shared
  }

  let path: String
  /// Where the new contents are written.
  private(set) var building: String
  private let folder: Int32

  /// Creates the folder if it does not exist, waits until it may be written to, and tidies up after runs
  /// that were killed.
  init(path: String, access: Access, notice: Notice) throws(Failure) {
    self.path = path
    building = "\(path)/.building.XXXXXX"
    try makeFolder(path)
    folder = open(path, O_RDONLY | O_DIRECTORY)
    guard folder >= 0 else { throw systemFailure("\(path): cannot be opened") }
    try lock(access, notice)
    var template = Array(building.utf8CString)
    guard mkdtemp(&template) != nil else { throw systemFailure("\(building): the folder cannot be made") }
    building = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private func lock(_ access: Access, _ notice: Notice) throws(Failure) {
    var isAlone = flock(folder, LOCK_EX | LOCK_NB) == 0
    if !isAlone {
      try wait(for: access == .exclusive ? LOCK_EX : LOCK_SH, notice)
      isAlone = access == .exclusive
    }
    if isAlone { try removeLeftovers() }
    if isAlone, access == .shared, flock(folder, LOCK_SH) != 0 {
      throw systemFailure("\(path): cannot be locked")
    }
  }

  /// Waits for the lock; says so when it takes longer than a moment.
  private func wait(for operation: Int32, _ notice: Notice) throws(Failure) {
    for _ in 0..<20 {
      if flock(folder, operation | LOCK_NB) == 0 { return }
      usleep(10_000)
    }
    notice("waiting for another build into \(path)")
    guard flock(folder, operation) == 0 else { throw systemFailure("\(path): cannot be locked") }
  }

  deinit {
    // What is left here was not published, or is the old contents that a new one replaced.
    try? FileManager.default.removeItem(atPath: building)
    close(folder)
  }

  /// Puts what was written aside under these names in place.
  ///
  /// - Parameter others: names of which nothing may stand beside them any more.
  func publish(_ names: [String], removing others: [String] = []) throws(Failure) {
    guard syncfs(folder) == 0 else { throw systemFailure("\(path): cannot be synced") }
    for name in names {
      let (new, old) = ("\(building)/\(name)", "\(path)/\(name)")
      // Exchanging works for folders too, which a plain rename would not replace.
      if renameat2(AT_FDCWD, new, AT_FDCWD, old, UInt32(RENAME_EXCHANGE)) == 0 { continue }
      // The name is new, or the file system exchanges nothing; a plain rename still replaces a file.
      guard [ENOENT, EINVAL, ENOSYS].contains(errno), rename(new, old) == 0 else {
        throw systemFailure("\(old): cannot be replaced")
      }
    }
    for name in others { try remove(name) }
    guard fsync(folder) == 0 else { throw systemFailure("\(path): cannot be synced") }
  }

  /// Removes what stands under a name, if anything does.
  func remove(_ name: String) throws(Failure) {
    let path = "\(path)/\(name)"
    guard FileManager.default.fileExists(atPath: path) else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be removed: \(reason(of: error))")
    }
  }

  private func removeLeftovers() throws(Failure) {
    do {
      for name in try FileManager.default.contentsOfDirectory(atPath: path) where name.hasPrefix(".building.")
      {
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
      }
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be tidied up: \(reason(of: error))")
    }
  }
}

/// Brings what was written to a folder's file system to the disk.
func flushFileSystem(of path: String) throws(Failure) {
  let folder = open(path, O_RDONLY | O_DIRECTORY)
  guard folder >= 0 else { throw systemFailure("\(path): cannot be opened") }
  defer { close(folder) }
  guard syncfs(folder) == 0 else { throw systemFailure("\(path): cannot be synced") }
}

/// Keeps others from replacing what is in a folder while it is read.
struct SharedLock {
  private let folder: Int32

  init(on path: String) throws(Failure) {
    folder = open(path, O_RDONLY | O_DIRECTORY)
    guard folder >= 0 else { throw systemFailure("\(path): cannot be opened") }
    guard flock(folder, LOCK_SH) == 0 else { throw systemFailure("\(path): cannot be locked") }
  }

  func release() {
    close(folder)
  }
}
