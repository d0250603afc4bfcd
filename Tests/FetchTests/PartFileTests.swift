import Fetch
import Foundation
import TestSupport
import Testing

/// The file that is being downloaded: where an earlier run broke off, the next one goes on.
@Suite struct PartFileTests {
  private let folder: TemporaryFolder
  private var target: String { folder.url.appending(path: "codes.zip").path }

  init() throws { folder = try TemporaryFolder() }

  private func write(_ text: String, to path: String) throws {
    try Data(text.utf8).write(to: URL(filePath: path))
  }

  private func text(of path: String) throws -> String {
    try String(contentsOf: URL(filePath: path), encoding: .utf8)
  }

  @Test func aNewOneIsEmptyAndBesideItsTarget() throws {
    let part = try PartFile(for: target)
    #expect(part.path == "\(target).part")
    #expect(part.size == 0)
    #expect(!FileManager.default.fileExists(atPath: target))
  }

  @Test func whatAnEarlierRunLeftIsItsBeginning() throws {
    try write("beginning", to: "\(target).part")
    let part = try PartFile(for: target)
    #expect(part.size == 9)
    try part.clear()
    #expect(part.size == 0)
    #expect(try text(of: part.path) == "")
  }

  @Test func twoRunsDoNotWriteTheSameFile() throws {
    let part = try PartFile(for: target)
    let error = #expect(throws: FetchError.self) { try PartFile(for: target) }
    #expect(error?.message == "\(part.path): cannot be written: another run is fetching this file")
  }

  @Test func theNextRunTakesItOnceTheFirstHasEnded() throws {
    do { try PartFile(for: target).clear() }
    #expect(try PartFile(for: target).size == 0)
  }

  @Test func publishingReplacesTheOldFile() throws {
    try write("old", to: target)
    try write("new", to: "\(target).part")
    let part = try PartFile(for: target)
    try part.publish()
    #expect(try text(of: target) == "new")
    #expect(!FileManager.default.fileExists(atPath: part.path))
  }

  @Test func aSymbolicLinkIsNotWrittenThrough() throws {
    try write("elsewhere", to: folder.url.appending(path: "other").path)
    try FileManager.default.createSymbolicLink(atPath: "\(target).part", withDestinationPath: "other")
    let error = #expect(throws: FetchError.self) { try PartFile(for: target) }
    #expect(error?.message.hasPrefix("\(target).part: cannot be written: ") == true)
    #expect(try text(of: folder.url.appending(path: "other").path) == "elsewhere")
  }
}
