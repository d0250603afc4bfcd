import Files
import Foundation
import Synchronization

// The folders `.building.*`, in which new contents are written aside.

/// Those in which this process writes.
private let underway = Mutex<Set<String>>([])

private let prefix = ".building."

/// Makes a folder for new contents, on the file system of the folder that they are for.
func makeBuildingFolder(in folder: String) throws(Failure) -> String {
  try underway.withLock { (paths) throws(Failure) in
    var template = Array("\(folder)/\(prefix)XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw systemFailure("\(folder)/\(prefix)XXXXXX: the folder cannot be made")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    paths.insert(path)
    return path
  }
}

/// Ends the writing into a folder, and removes it with what is left in it.
func leaveBuildingFolder(_ path: String, remove isRemoved: Bool) {
  underway.withLock { paths in
    paths.remove(path)
    if isRemoved { try? FileManager.default.removeItem(atPath: path) }
  }
}

/// Puts new contents in place; a signal waits until all of them are.
func duringReplacement(_ body: () throws(Failure) -> Void) throws(Failure) {
  try underway.withLock { (_) throws(Failure) in try body() }
}

/// Gives up what this process writes: removes what is written aside, and ends the process.
///
/// Products that are being put in place are put in place first. After that none is, and whoever still writes
/// waits for the end.
///
/// - Parameter end: ends the process.
package func abandonBuilding(_ end: () -> Void) {
  underway.withLock { paths in
    whileNoFolderIsMade {
      // Other threads still write into what is there. One that a file system does not let go is left to the
      // next run.
      for path in paths {
        for _ in 0..<1000 where kindOfFile(path) != nil { try? FileManager.default.removeItem(atPath: path) }
      }
      end()
    }
  }
}

/// Removes what killed runs left in a folder, once it is clear that none writes there. What they had set aside
/// and not replaced goes back to its place.
func removeLeftovers(in folder: String, _ notice: Notice) throws(Failure) {
  do {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix(prefix) {
      let path = "\(folder)/\(name)"
      guard Publication(in: folder, from: path).bringBackOfKilledRun() else {
        throw Failure(.inputOutput, "\(path): an old product in it cannot be brought back")
      }
      do {
        try FileManager.default.removeItem(atPath: path)
      } catch {
        // That of another user takes space and does no harm.
        notice("\(path): left by a run that was killed, cannot be removed: \(reason(of: error))")
      }
    }
  } catch let failure as Failure {
    throw failure
  } catch {
    throw Failure(.inputOutput, "\(folder): cannot be tidied up: \(reason(of: error))")
  }
}
