import Foundation
import Synchronization
import TestSupport

/// A reader of files that publishers and people make, with sound files to be changed.
struct FuzzedReader: Sendable {
  /// Also the name of its folder in `Found`.
  let name: String
  /// Sound files: none of them is refused.
  let samples: @Sendable () -> [[UInt8]]
  /// Reads a file, and says how many of its rows were kept; `nil`: the file was refused.
  ///
  /// - Throws: `LostRows` where rows in are not rows out + rejected.
  let read: @Sendable ([UInt8]) throws -> Int?
}

/// Rows that were neither kept nor rejected, or both.
struct LostRows: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}

extension FuzzedReader {
  /// Every reader of the program, each in its layouts.
  static let all: [FuzzedReader] = ofRegistries + ofZips + ofStages + ofDatabases

  /// Files on which a reader once failed: they stay fixed.
  var found: [(file: String, bytes: [UInt8])] {
    let folder = project.appending(path: "Tests/Fuzz/Found/\(name)")
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (files ?? []).sorted().compactMap { file in
      (try? Data(contentsOf: folder.appending(path: file))).map { (file, Array($0)) }
    }
  }
}

/// The file of an input, in a folder that the next input has too: a thread reads one after the other.
final class ScratchFile {
  static let name = "input"
  private static let folders = Mutex<[TemporaryFolder]>([])

  private let temporary: TemporaryFolder
  var folder: String { temporary.url.path }
  var path: String { "\(folder)/\(Self.name)" }

  init(_ bytes: [UInt8]) throws {
    temporary = try Self.folders.withLock { $0.popLast() } ?? TemporaryFolder()
    try Data(bytes).write(to: temporary.url.appending(path: Self.name))
  }

  deinit {
    Self.folders.withLock { $0.append(temporary) }
  }
}
