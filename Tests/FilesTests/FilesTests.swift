import Files
import Foundation
import TestSupport
import Testing

@Suite struct FilesTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func path(_ name: String) -> String { folder.url.appending(path: name).path }

  @Test func bytesAreReadAsTheyWereAppended() throws {
    let file = path("a/new/folder/file")
    try append([0, 0xFF, 0x0D], to: file)
    try append([], to: file)
    try append([0x0A], to: file)
    #expect(try readFile(file) == [0, 0xFF, 0x0D, 0x0A])
  }

  @Test(arguments: [
    ("a/b/c", "a/b"), ("a", ""), ("/a", "/"), ("/", "/"), ("", ""), ("a/", "a"), ("./a", "."),
  ])
  func theFolderAboveAPath(path: String, above: String) {
    #expect(Files.folder(above: path) == above)
  }

  @Test func aFolderThatIsThereIsNoFailureAndAFileIs() throws {
    try makeFolder(path("x/y/z"))
    try makeFolder(path("x/y/z"))
    try append([1], to: path("file"))
    for failing in ["file", "file/below"] {
      let failure = #expect(throws: Failure.self) { try makeFolder(path(failing)) }
      #expect(failure?.message.hasPrefix("\(path(failing)): the folder cannot be made: ") == true)
    }
  }

  @Test func whatIsNoFileCannotBeRead() throws {
    let missing = #expect(throws: Failure.self) { try readFile(path("missing")) }
    #expect(missing?.message == "\(path("missing")): cannot be read: No such file or directory")
    let itself = #expect(throws: Failure.self) { try readFile(folder.url.path) }
    #expect(itself?.message == "\(folder.url.path): cannot be read: not a file")
  }

  /// The examples of FIPS 180-2, and a file larger than one read.
  @Test(arguments: [
    ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ])
  func theFingerprintIsTheSHA256(text: String, times: Int, sha256: String) throws {
    let bytes = Array(String(repeating: text, count: times).utf8)
    let ofBytes = bytes.withUnsafeBytes { Fingerprint(of: $0) }
    try append(bytes, to: path("file"))
    let ofFile = try Fingerprint(ofFile: path("file"))
    #expect(ofBytes.sha256 == sha256)
    #expect(ofBytes.size == bytes.count)
    #expect(ofFile == ofBytes)
  }
}
