import CLinux
import Files
import Foundation

/// New files and folders take the places of old ones: all, or none where one fails.
///
/// Where the file system exchanges two names in one step, none of them is ever missing. Elsewhere (FUSE, NFS,
/// CIFS, some folders of an overlay) the old one is set aside first; a run that is killed between leaves it
/// where the next finds it.
struct Publication {
  private let folder: String
  /// Where the new ones were written, on the same file system.
  private let building: String
  private var done: [Step] = []

  private static let setAsideFolder = ".old"

  private enum Step {
    /// Old and new changed places.
    case exchanged(String)
    /// The old one is set aside.
    case setAside(String)
    /// The new one is in place.
    case placed(String)
  }

  init(in folder: String, from building: String) {
    self.folder = folder
    self.building = building
  }

  private func old(_ name: String) -> String { "\(folder)/\(name)" }
  private func new(_ name: String) -> String { "\(building)/\(name)" }
  private func aside(_ name: String) -> String { "\(building)/\(Self.setAsideFolder)/\(name)" }

  /// Puts the new file or folder of a name in place.
  mutating func replace(_ name: String) throws(Failure) {
    if exchange(name) {
      done.append(.exchanged(name))
      return
    }
    // The name is new, or the file system does not exchange.
    guard [ENOENT, EINVAL, ENOSYS, EOPNOTSUPP, EXDEV].contains(errno) else {
      throw systemFailure("\(old(name)): cannot be replaced")
    }
    try setAside(name, isReplaced: true)
    guard uninterrupted({ rename(new(name), old(name)) }) == 0 else {
      throw systemFailure("\(old(name)): cannot be replaced")
    }
    done.append(.placed(name))
  }

  /// Takes a file or folder away, if there is one.
  mutating func remove(_ name: String) throws(Failure) {
    try setAside(name, isReplaced: false)
  }

  private func exchange(_ name: String) -> Bool {
    uninterrupted {
      renameat2(AT_FDCWD, new(name), AT_FDCWD, old(name), UInt32(RENAME_EXCHANGE))
    } == 0
  }

  /// Sets the old one aside. A file that is to be replaced keeps its name meanwhile, where it may have two.
  private mutating func setAside(_ name: String, isReplaced: Bool) throws(Failure) {
    guard let kind = kindOfFile(old(name)) else { return }
    try makeFolder("\(building)/\(Self.setAsideFolder)")
    done.append(.setAside(name))
    if isReplaced, kind == .file, link(old(name), aside(name)) == 0 { return }
    if uninterrupted({ rename(old(name), aside(name)) }) == 0 { return }
    guard errno == EXDEV else { throw systemFailure("\(old(name)): cannot be replaced") }
    // A folder that an overlay shows from below it can be copied and removed, but not moved.
    do {
      let copy = "\(aside(name)).copy"
      try FileManager.default.copyItem(atPath: old(name), toPath: copy)
      guard rename(copy, aside(name)) == 0 else { throw systemFailure("\(old(name)): cannot be replaced") }
      try FileManager.default.removeItem(atPath: old(name))
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.inputOutput, "\(old(name)): cannot be replaced: \(reason(of: error))")
    }
  }

  /// Brings all old ones back, the last first.
  ///
  /// - Throws: `Failure` where one could not be brought back; it is where the next run finds it.
  mutating func undo(after failure: Failure) throws(Failure) {
    var message = failure.message
    while let step = done.popLast() {
      let (name, isUndone) =
        switch step {
        case .exchanged(let name): (name, exchange(name))
        case .placed(let name): (name, uninterrupted { rename(old(name), new(name)) } == 0)
        case .setAside(let name): (name, bringBack(name))
        }
      if !isUndone {
        message += "; \(old(name)) could not be brought back: \(String(cString: strerror(errno)))"
      }
    }
    if message != failure.message { throw Failure(failure.cause, message) }
  }

  /// Brings back what a killed run had set aside, where its new one did not get into place.
  ///
  /// - Returns: whether nothing is left to be brought back.
  func bringBackOfKilledRun() -> Bool {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: aside(""))) ?? []
    return names.filter { !$0.hasSuffix(".copy") && kindOfFile(new($0)) != nil }.allSatisfy(bringBack)
  }

  /// - Returns: whether the old one is in its place.
  private func bringBack(_ name: String) -> Bool {
    guard let kind = kindOfFile(aside(name)) else { return true }
    // What is left of a folder that was being removed.
    if kind == .folder { try? FileManager.default.removeItem(atPath: old(name)) }
    return uninterrupted { rename(aside(name), old(name)) } == 0
  }
}
