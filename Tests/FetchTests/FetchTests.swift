import Foundation
import TestSupport
import Testing

/// `codeset fetch` brings the files that the registry names, from a real server.
@Suite struct FetchTests {
  /// What is served: it looks like a zip, and is long enough to come in many pieces.
  static let zip = Data("PK\u{3}\u{4}".utf8 + (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* $0 >> 7) })

  let server: WebServer
  let sha256: String

  init() throws {
    server = try WebServer()
    try server.serve(Self.zip, as: "codes.zip")
    sha256 = try TestSupport.sha256(of: Self.zip)
  }

  /// The names of the files in the registry's folder, besides the registry.
  private func names() throws -> [String] {
    try files(in: server.inputs).keys.filter { $0 != "releases.csv" }.sorted()
  }

  @Test func filesGoWhereTheRegistrySays() throws {
    try server.serve(Data("one".utf8), as: "one.txt")
    try server.register(
      registryRow(
        file: "icd10cm/fy2025/codes.zip", sha256: sha256, url: "\(server.address)/plain/codes.zip"),
      registryRow(
        role: "addenda", file: "icd10cm/fy2025/codes.zip", sha256: sha256.uppercased(),
        url: "\(server.address)/plain/codes.zip"),
      registryRow(
        system: "hcpcs", release: "2019", role: "groups", file: "a b.txt",
        sha256: try TestSupport.sha256(of: Data("one".utf8)), url: "\(server.address)/plain/one.txt"),
      registryRow(system: "hcpcs", release: "2018", file: "../elsewhere.txt", url: ""))
    let outcome = try server.fetch()
    #expect(outcome.status == 0)
    #expect(
      outcome.output == "icd10cm/fy2025/codes.zip: fetched, 300004 bytes\na b.txt: fetched, 3 bytes\n")
    #expect(outcome.errors == "")
    #expect(server.fetched("icd10cm/fy2025/codes.zip") == Self.zip)
    #expect(try names() == ["a b.txt", "icd10cm/fy2025/codes.zip"])

    let again = try server.fetch()
    #expect(again.status == 0)
    #expect(again.output == "icd10cm/fy2025/codes.zip: already there\na b.txt: already there\n")
    #expect(try server.requests() == ["/plain/codes.zip - 200", "/plain/one.txt - 200"])
  }

  @Test func onlyTheChosenReleasesAreFetched() throws {
    try server.register(
      registryRow(file: "a.zip", sha256: sha256, url: "\(server.address)/plain/codes.zip?a"),
      registryRow(
        release: "fy2024", file: "b.zip", sha256: sha256, url: "\(server.address)/plain/codes.zip?b"),
      registryRow(
        system: "icd10pcs", file: "c.zip", sha256: sha256, url: "\(server.address)/plain/codes.zip?c"))
    #expect(try server.fetch("fy2025", "--system", "icd10pcs").output == "c.zip: fetched, 300004 bytes\n")
    #expect(try server.fetch("fy2024").output == "b.zip: fetched, 300004 bytes\n")
    #expect(try names() == ["b.zip", "c.zip"])
    #expect(
      try server.fetch().output
        == "a.zip: fetched, 300004 bytes\nb.zip: already there\nc.zip: already there\n")
  }

  @Test func aReleaseWithoutUrlIsANote() throws {
    try server.register(
      registryRow(file: "a.zip", url: ""),
      registryRow(release: "fy2024", file: "b.zip", sha256: sha256, url: "\(server.address)/plain/codes.zip"))
    let note = "releases.csv:2: note: expected a url of release fy2025, found none [no-url]\n"
    let outcome = try server.fetch("fy2025")
    #expect(outcome.status == 0)
    #expect(outcome.output == "")
    #expect(outcome.errors == note)
    #expect(try server.fetch("fy2025", "--quiet").errors == "")
    #expect(try server.fetch("fy2024").errors == "")
    try server.register(registryRow(file: "a.zip", url: ""))
    #expect(try server.fetch().errors == "releases.csv:1: note: expected a url, found none [no-url]\n")
    #expect(try server.requests().count == 1)
  }

  @Test func withoutAHashTheFilesOwnIsPrinted() throws {
    try server.register("plain", sha256: "")
    #expect(try server.fetch().output == "codes.zip: fetched, 300004 bytes, sha256 \(sha256)\n")
    #expect(try server.fetch().output == "codes.zip: already there, sha256 \(sha256)\n")
    #expect(try server.requests().count == 1)
  }

  @Test func quietPrintsNothing() throws {
    try server.register("plain", sha256: sha256)
    for _ in 1...2 {
      let outcome = try server.fetch("--quiet")
      #expect(outcome.status == 0)
      #expect(outcome.output + outcome.errors == "")
    }
    #expect(server.fetched() == Self.zip)
  }

  @Test(arguments: [
    ("moved", ["/moved/codes.zip - 302", "/ranges/codes.zip - 200"]),
    ("busy-twice", ["500", "500", "200"].map { "/busy-twice/codes.zip - \($0)" }),
    ("breaks-once", ["- 200", "bytes=150002- 206"].map { "/breaks-once/codes.zip \($0)" }),
    (
      "breaks-once-without-ranges",
      ["- 200", "bytes=150002- 200"].map { "/breaks-once-without-ranges/codes.zip \($0)" }
    ),
    (
      "breaks-then-refuses-ranges",
      ["- 200", "bytes=150002- 416", "- 200"].map { "/breaks-then-refuses-ranges/codes.zip \($0)" }
    ),
    (
      "breaks-then-continues-wrongly",
      ["- 200", "bytes=150002- 206", "- 200"].map { "/breaks-then-continues-wrongly/codes.zip \($0)" }
    ),
  ])
  func whatServersDoComesToTheFile(_ behavior: String, requests: [String]) throws {
    try server.register(behavior, sha256: sha256)
    let outcome = try server.fetch()
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output == "codes.zip: fetched, 300004 bytes\n")
    #expect(server.fetched() == Self.zip)
    #expect(try names() == ["codes.zip"])
    #expect(try server.requests() == requests)
  }

  /// A file that cannot be checked must not be put together from two different ones.
  @Test func withoutAHashNothingIsContinuedFromAnEarlierRun() throws {
    try server.register("ranges", sha256: "")
    try Data("PK of another edition".utf8).write(to: server.inputs.appending(path: "codes.zip.part"))
    #expect(try server.fetch().status == 0)
    #expect(server.fetched() == Self.zip)
    #expect(try server.requests() == ["/ranges/codes.zip - 200"])
  }

  @Test func anEmptyFileIsAFile() throws {
    try server.serve(Data(), as: "codes.zip")
    try server.register("plain", sha256: try TestSupport.sha256(of: Data()))
    #expect(try server.fetch().output == "codes.zip: fetched, 0 bytes\n")
    #expect(server.fetched() == Data())
  }

  @Test func aProxyIsAskedForTheWholeAddress() throws {
    let url = "http://codes.example/plain/codes.zip"
    try server.register(registryRow(file: "codes.zip", sha256: sha256, url: url))
    let outcome = try server.fetch(
      environment: ["http_proxy": server.address, "no_proxy": "", "NO_PROXY": ""])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(server.fetched() == Self.zip)
    #expect(try server.requests() == ["\(url) - 200"])
  }

  @Test func aRunThatWasKilledIsContinuedByTheNext() throws {
    try server.register("stalls-once", sha256: sha256)
    let old = Data("the old file".utf8)
    try old.write(to: server.inputs.appending(path: "codes.zip"))
    let killed = try server.startFetch()
    // The server sends half of the file, and waits.
    while killed.isRunning, server.fetched("codes.zip.part")?.count != 150_002 { usleep(1000) }

    let other = try server.fetch()
    #expect(other.status == 3)
    #expect(other.errors.contains("codes.zip.part: cannot be written: another run is fetching this file"))

    kill(killed.processIdentifier, SIGKILL)
    killed.waitUntilExit()
    #expect(killed.terminationReason == .uncaughtSignal)
    #expect(server.fetched() == old)
    #expect(server.fetched("codes.zip.part") == Self.zip.prefix(150_002))

    #expect(try server.fetch().output == "codes.zip: fetched, 300004 bytes\n")
    #expect(server.fetched() == Self.zip)
    #expect(try names() == ["codes.zip"])
    #expect(
      try server.requests() == ["/stalls-once/codes.zip - 200", "/stalls-once/codes.zip bytes=150002- 206"])
  }

  /// On a terminal, which Python pretends to be.
  @Test func progressIsShownOnATerminalAlone() throws {
    try server.register("plain", sha256: sha256)
    let script = """
      import json, os, pty, sys
      shown = bytearray()
      def read(terminal):
        shown.extend(piece := os.read(terminal, 1024))
        return piece
      os.chdir(sys.argv[1])
      saved, sink = os.dup(1), os.open(os.devnull, os.O_WRONLY)
      os.dup2(sink, 1)
      pty.spawn(sys.argv[2:], read)
      os.dup2(saved, 1)
      print(json.dumps(shown.decode()))
      """
    let shown: String = try python(
      script, server.inputs.path, "env", "no_proxy=127.0.0.1", codesetPath, "fetch", "--registry",
      "releases.csv")
    #expect(shown.contains("\rcodes.zip: 0.3 of 0.3 MB\r"), "\(shown)")
    #expect(shown.hasSuffix("\rcodes.zip: fetched, 300004 bytes\r\n"), "\(shown)")
    #expect(!shown.contains("\u{1B}"))
  }
}
