import Foundation
import TestSupport
import Testing

/// Servers that send too much or too slowly, and registries that lead elsewhere than to published files.
@Suite struct FetchLimitTests {
  let server: WebServer
  let sha256: String

  init() throws {
    server = try WebServer()
    try server.serve(FetchTests.zip, as: "codes.zip")
    sha256 = try TestSupport.sha256(of: FetchTests.zip)
  }

  private func url(_ file: String) -> URL { server.inputs.appending(path: file) }

  /// An earlier run, which left all but 100 bytes of what a file may have: a hole, which takes no place.
  @Test func aBodyWithoutAnEndIsGivenUp() throws {
    try Data().write(to: url("codes.zip.part"))
    try FileHandle(forWritingTo: url("codes.zip.part")).truncate(atOffset: 2 << 30 - 100)
    try server.register("endless", sha256: sha256)
    let outcome = try server.fetch()
    #expect(outcome.status == 3)
    #expect(
      outcome.errorLines.first
        == "codeset: \(server.address)/endless/codes.zip: expected at most 2147483648 bytes, found more")
    #expect(try server.requests() == ["/endless/codes.zip bytes=2147483548- 206"])
    // Nothing of it is kept, and nothing left to continue.
    #expect(try files(in: server.inputs).keys.sorted() == ["releases.csv"])
  }

  @Test func aServerThatTricklesIsGivenUp() throws {
    try server.register("trickles", sha256: "")
    let outcome = try server.fetch("--timeout", "1")
    #expect(outcome.status == 3)
    let sentence = "codeset: \(server.address)/trickles/codes.zip: expected 1000000 bytes, found "
    #expect(outcome.errors.hasPrefix(sentence), "\(outcome.errors)")
    #expect(outcome.errorLines.first?.hasSuffix(", where the transfer was too slow (4 tries)") == true)
    #expect(try server.requests().count == 4)
    #expect(try files(in: server.inputs).keys.sorted() == ["releases.csv"])
  }

  @Test(arguments: ["0", "3601", "-1", "soon"])
  func aTimeoutIsANumberOfSeconds(_ timeout: String) throws {
    try server.register("plain", sha256: sha256)
    #expect(try server.fetch("--timeout=\(timeout)").status == 2)
    #expect(try server.requests() == [])
  }

  struct Obstacle: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var file = "codes.zip"
    /// What makes it, in the registry's folder.
    var script: String
    var message: String
  }

  static let obstacles = [
    Obstacle(
      testDescription: "a pipe", script: "mkfifo codes.zip",
      message: "codes.zip: expected a file without another name or nothing, found a pipe; it is not replaced"),
    Obstacle(
      testDescription: "a link to a file", script: "echo mine > other; ln -s other codes.zip",
      message: "codes.zip: expected a file without another name or nothing, found a symbolic link; "),
    Obstacle(
      testDescription: "a link to nothing", script: "ln -s ../elsewhere codes.zip",
      message: "codes.zip: expected a file without another name or nothing, found a symbolic link; "),
    Obstacle(
      testDescription: "a link to a device", script: "ln -s /dev/full codes.zip",
      message: "codes.zip: expected a file without another name or nothing, found a symbolic link; "),
    Obstacle(
      testDescription: "a socket",
      script: "python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind(\"codes.zip\")'",
      message: "codes.zip: expected a file without another name or nothing, found a device or socket; "),
    Obstacle(
      testDescription: "a file with two names", script: "echo mine > other; ln other codes.zip",
      message: "codes.zip: expected a file without another name or nothing, found one with 2 names; "),
    Obstacle(
      testDescription: "a folder", script: "mkdir codes.zip",
      message: "codes.zip: expected a file without another name or nothing, found a folder; "),
    Obstacle(
      testDescription: "below a link", file: "a/b/codes.zip",
      script: "mkdir -p a ../away; ln -s ../../away a/b",
      message: "a/b: expected a folder or nothing, found a symbolic link; nothing is fetched into it"),
    Obstacle(
      testDescription: "below a pipe", file: "a/codes.zip", script: "mkfifo a",
      message: "a: expected a folder or nothing, found a pipe; nothing is fetched into it"),
    Obstacle(
      testDescription: "a pipe for what comes", script: "mkfifo codes.zip.part",
      message: "codes.zip.part: cannot be written: "),
    Obstacle(
      testDescription: "a pipe for what comes, with a reader",
      script: "mkfifo codes.zip.part; sleep 20 < codes.zip.part & exec 9> codes.zip.part",
      message: "codes.zip.part: cannot be written: "),
    Obstacle(
      testDescription: "another name for what comes", script: "echo mine > other; ln other codes.zip.part",
      message: "codes.zip.part: cannot be written: not a file, or one with another name"),
    Obstacle(
      testDescription: "a link for what comes", script: "echo mine > other; ln -s other codes.zip.part",
      message: "codes.zip.part: cannot be written: Too many levels of symbolic links"),
  ]

  @Test(arguments: obstacles)
  func nothingButAFileIsWrittenOver(_ obstacle: Obstacle) throws {
    try server.register("plain", file: obstacle.file, sha256: sha256)
    try server.serve(FetchTests.zip, as: obstacle.file)
    try run("bash", ["-c", obstacle.script], in: server.inputs).succeeded()
    let outcome = try server.fetch("--accept-changed")
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasPrefix("codeset: \(obstacle.message)"), "\(outcome.errors)")
    #expect(outcome.errorLines.count == 2)
    #expect(try server.requests() == [])
    if obstacle.script.contains("other") { #expect(server.fetched("other") == Data("mine\n".utf8)) }
    #expect(!FileManager.default.fileExists(atPath: url("../away/codes.zip").path))
    #expect(!FileManager.default.fileExists(atPath: url("../elsewhere").path))
  }

  /// The name that a row would write over is not that by which the registry is opened.
  @Test func theRegistryIsNotWrittenOverUnderAnotherName() throws {
    try server.register("plain", file: "known.csv", sha256: sha256)
    try server.serve(FetchTests.zip, as: "known.csv")
    try FileManager.default.moveItem(at: url("releases.csv"), to: url("known.csv"))
    try FileManager.default.createSymbolicLink(
      atPath: url("releases.csv").path, withDestinationPath: "known.csv")
    let old = server.fetched("known.csv")
    let outcome = try server.fetch()
    #expect(outcome.status == 3)
    #expect(
      outcome.errorLines.first
        == "codeset: known.csv: expected another file than the registry; it is not replaced")
    #expect(server.fetched("known.csv") == old)
    #expect(try server.requests() == [])
  }

  /// The registry's own folder may be anywhere, reached in any way.
  @Test func theFolderOfTheRegistryMayBeALink() throws {
    try server.register("plain", file: "a/codes.zip", sha256: sha256)
    try server.serve(FetchTests.zip, as: "a/codes.zip")
    try FileManager.default.createSymbolicLink(
      atPath: url("../linked").path, withDestinationPath: "inputs")
    let outcome = try run(
      codesetPath, ["fetch", "--registry", "../linked/releases.csv"], in: server.inputs,
      environment: ["no_proxy": "127.0.0.1"])
    #expect(outcome.output == "../linked/a/codes.zip: fetched, 300004 bytes\n", "\(outcome.errors)")
    #expect(server.fetched("a/codes.zip") == FetchTests.zip)
  }
}
