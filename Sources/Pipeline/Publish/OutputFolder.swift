import CLinux
import Files
import Foundation

/// Takes a sentence for people while a run goes on.
public typealias Notice = @Sendable (String) -> Void

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
  let building: String
  private let lock: FolderLock
  /// Whether the next run needs what is in it: an old product could not be brought back.
  private var isLeft = false

  /// Creates the folder if it does not exist, waits until it may be written to, and tidies up after runs
  /// that were killed.
  init(path: String, access: Access, notice: Notice) throws(Failure) {
    self.path = path
    try makeFolder(path)
    lock = try FolderLock(on: path)
    var isAlone = try lock.take(LOCK_EX)
    if !isAlone {
      try lock.wait(for: access == .exclusive ? LOCK_EX : LOCK_SH, notice)
      isAlone = access == .exclusive
    }
    if isAlone { try removeLeftovers(in: path, notice) }
    if isAlone, access == .shared { try lock.wait(for: LOCK_SH, notice) }
    building = try makeBuildingFolder(in: path)
  }

  deinit {
    // What is left here was not published, or is the old contents that a new one replaced.
    leaveBuildingFolder(building, remove: !isLeft)
  }

  /// Puts what was written aside under these names in place: all of them, or none where one fails.
  ///
  /// - Parameter others: names under which nothing may be left beside them.
  func publish(_ names: [String], removing others: [String] = []) throws(Failure) {
    for name in names + others { try expectReplaceable("\(path)/\(name)") }
    try sync(syncfs)
    try duringReplacement { () throws(Failure) in
      var publication = Publication(in: path, from: building)
      do throws(Failure) {
        for name in others { try publication.remove(name) }
        for name in names { try publication.replace(name) }
      } catch {
        isLeft = true
        try publication.undo(after: error)
        isLeft = false
        throw error
      }
    }
    try sync(fsync)
  }

  private func sync(_ call: (Int32) -> Int32) throws(Failure) {
    // Some file systems over a network have nothing to be synced.
    guard uninterrupted({ call(lock.folder) }) == 0 || [EINVAL, ENOSYS, EOPNOTSUPP].contains(errno) else {
      throw systemFailure("\(path): cannot be synced")
    }
  }

  /// Removes what has a name, if anything has.
  func remove(_ name: String) throws(Failure) {
    let path = "\(path)/\(name)"
    guard kindOfFile(path) != nil else { return }
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be removed: \(reason(of: error))")
    }
  }
}

/// Sees that a file or folder can be moved away, and what it holds be removed, before anything is replaced.
private func expectReplaceable(_ path: String) throws(Failure) {
  guard let kind = kindOfFile(path) else { return }
  let above = folder(above: path)
  try expectWritable(above, toReplace: path)
  var (own, parent) = (stat(), stat())
  guard lstat(path, &own) == 0, stat(above, &parent) == 0 else {
    throw systemFailure("\(path): cannot be replaced")
  }
  // An overlay gives files, but no folders, the numbers of the file systems below it.
  guard kind != .folder || own.st_dev == parent.st_dev else {
    throw Failure(.inputOutput, "\(path): cannot be replaced: a file system is mounted there")
  }
  let user = geteuid()
  if parent.st_mode & S_ISVTX != 0, user != 0, user != own.st_uid, user != parent.st_uid {
    throw Failure(.inputOutput, "\(path): cannot be replaced: it belongs to another user")
  }
  guard kind == .folder else { return }
  try expectWritable(path, toReplace: path)
  do {
    for name in try FileManager.default.subpathsOfDirectory(atPath: path)
    where kindOfFile("\(path)/\(name)") == .folder {
      try expectWritable("\(path)/\(name)", toReplace: path)
    }
  } catch let failure as Failure {
    throw failure
  } catch {
    throw Failure(.inputOutput, "\(path): cannot be replaced: \(reason(of: error))")
  }
}

private func expectWritable(_ folder: String, toReplace path: String) throws(Failure) {
  guard faccessat(AT_FDCWD, folder, W_OK | X_OK, AT_EACCESS) == 0 else {
    throw systemFailure("\(path): cannot be replaced")
  }
}

/// Brings what was written to a folder's file system to the disk.
func flushFileSystem(of path: String) throws(Failure) {
  let folder = uninterrupted { open(path, O_RDONLY | O_DIRECTORY) }
  guard folder >= 0 else { throw systemFailure("\(path): cannot be opened") }
  defer { close(folder) }
  guard uninterrupted({ syncfs(folder) }) == 0 || [EINVAL, ENOSYS, EOPNOTSUPP].contains(errno) else {
    throw systemFailure("\(path): cannot be synced")
  }
}

/// Keeps others from replacing what is in a folder while it is read.
struct SharedLock {
  private let lock: FolderLock

  init(on path: String, notice: Notice = { _ in }) throws(Failure) {
    lock = try FolderLock(on: path)
    try lock.wait(for: LOCK_SH, notice)
  }

  func release() { lock.release() }
}
