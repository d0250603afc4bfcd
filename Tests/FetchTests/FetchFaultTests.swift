import Foundation
import TestSupport
import Testing

/// What `codeset fetch` says when it does not get what the registry names, and that the old files stay.
@Suite struct FetchFaultTests {
  static let zip = FetchTests.zip
  static let old = Data("the old file".utf8)

  let server: WebServer
  let sha256: String

  init() throws {
    server = try WebServer()
    try server.serve(Self.zip, as: "codes.zip")
    sha256 = try TestSupport.sha256(of: Self.zip)
    try Self.old.write(to: server.inputs.appending(path: "codes.zip"))
  }

  struct Fault: Sendable, CustomTestStringConvertible {
    var behavior: String
    var status: Int32 = 3
    /// What the message says after the url.
    var message: String
    /// How many requests there are.
    var requests = 1
    /// What is left for a later run to continue.
    var part: Data?

    var testDescription: String { behavior }
  }

  static let faults = [
    Fault(behavior: "missing", message: "expected a file, found HTTP status 404\n"),
    Fault(behavior: "nothing", message: "expected a file, found HTTP status 204\n"),
    Fault(behavior: "busy", message: "expected a file, found HTTP status 503 (4 tries)\n", requests: 4),
    Fault(behavior: "loop", message: "expected a file, found more than 10 redirects\n", requests: 11),
    Fault(behavior: "elsewhere", message: "cannot be fetched: Protocol \"ftp\" "),
    Fault(
      behavior: "breaks-always",
      message: "expected 300004 bytes, found 281253, where the connection broke off (4 tries)\n",
      requests: 4, part: zip.prefix(281_253)),
    Fault(
      behavior: "too-long",
      message: "expected 301004 bytes, found 300004, where the connection broke off (4 tries)\n",
      requests: 4, part: zip),
    Fault(behavior: "enormous", message: "expected at most 2147483648 bytes, found 3221225472\n"),
    Fault(behavior: "endless-elsewhere", message: "expected a file, found HTTP status 203\n"),
    Fault(behavior: "too-short", status: 1, message: "expected a zip with sha256 "),
    Fault(behavior: "page", status: 1, message: "expected a zip with sha256 "),
  ]

  @Test(arguments: faults)
  func theOldFileStays(_ fault: Fault) throws {
    try server.register(fault.behavior, sha256: sha256)
    let outcome = try server.fetch()
    #expect(outcome.status == fault.status)
    #expect(outcome.output == "")
    let sentence = "codeset: \(server.address)/\(fault.behavior)/codes.zip: \(fault.message)"
    #expect(outcome.errors.hasPrefix(sentence), "\(outcome.errors)")
    #expect(outcome.errorLines.count == 2)
    #expect(outcome.errors.hasSuffix("codeset: 1 of 1 files could not be fetched: codes.zip\n"))
    #expect(server.fetched() == Self.old)
    #expect(server.fetched("codes.zip.part") == fault.part)
    let requests = try server.requests()
    #expect(requests.count == fault.requests, "\(requests)")
  }

  @Test func aPageInPlaceOfAFileIsNamed() throws {
    let page = try TestSupport.sha256(of: Data("<!DOCTYPE html>\n<html><title>Moved</title></html>\n".utf8))
    let found = "found an HTML or XML page (50 bytes, sha256 \(page))\n"
    try server.register("page", sha256: sha256)
    #expect(try server.fetch().errors.contains(": expected a zip with sha256 \(sha256), \(found)"))
    for (file, expected) in [("new.zip", "a zip"), ("new.txt", "a file")] {
      try server.register("page", file: file, sha256: "")
      let outcome = try server.fetch()
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains(": expected \(expected), \(found)"), "\(outcome.errors)")
      #expect(server.fetched(file) == nil)
    }
    #expect(try files(in: server.inputs).keys.sorted() == ["codes.zip", "releases.csv"])
  }

  /// CMS issues HCPCS again under the same url.
  @Test func aFileThatWasIssuedAgainIsTakenWhenAsked() throws {
    let again = Data("PK\u{3}\u{4}again PK\u{5}\u{6}".utf8 + [UInt8](repeating: 0, count: 18))
    let (new, other) = (try TestSupport.sha256(of: again), String(repeating: "0f", count: 32))
    try server.serve(again, as: "again.zip")
    let url = "\(server.address)/plain/again.zip"
    try server.register(
      registryRow(file: "codes.zip", sha256: sha256, url: url),
      registryRow(role: "addenda", file: "codes.zip", sha256: sha256.uppercased(), url: url),
      registryRow(release: "fy2024", file: "other.zip", sha256: other, url: ""))
    let refused = try server.fetch()
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains("; where the publisher has issued it again, --accept-changed takes it\n"),
      "\(refused.errors)")
    #expect(server.fetched() == Self.old)

    let taken = try server.fetch("--accept-changed")
    #expect(taken.status == 0, "\(taken.errors)")
    #expect(
      taken.output == "codes.zip: fetched, 32 bytes; it changed: sha256 \(new) in place of \(sha256)\n")
    #expect(server.fetched() == again)
    let rows = rows(of: server.inputs.appending(path: "releases.csv"))
    #expect(rows.map { $0["sha256"] } == [new, new, other])
    #expect(try server.fetch().output == "codes.zip: already there\n")

    // What is there is asked for, too, and left alone where it is the same.
    #expect(try server.fetch("--accept-changed").output == "codes.zip: already there\n")
    let third = Data("PK\u{3}\u{4}third PK\u{5}\u{6}".utf8 + [UInt8](repeating: 0, count: 18))
    try server.serve(third, as: "again.zip")
    #expect(try server.fetch().output == "codes.zip: already there\n")
    #expect(
      try server.fetch("--accept-changed").output
        == "codes.zip: fetched, 32 bytes; it changed: sha256 \(TestSupport.sha256(of: third)) in place of \(new)\n"
    )
    try server.serve(again, as: "again.zip")
    try server.fetch("--accept-changed").succeeded()

    // A page in its place, and a zip without its end, are not taken.
    for behavior in ["page", "too-short"] {
      try server.register(behavior, sha256: other)
      #expect(try server.fetch("--accept-changed").status == 1)
      #expect(server.fetched() == again)
    }
  }

  @Test func allFilesAreTriedAndTheWorstIsTheStatus() throws {
    try server.register(
      registryRow(file: "page.zip", sha256: sha256, url: "\(server.address)/page/codes.zip"),
      registryRow(file: "a/missing.zip", sha256: sha256, url: "\(server.address)/missing/codes.zip"),
      registryRow(file: "codes.zip", sha256: sha256, url: "\(server.address)/plain/codes.zip"))
    let outcome = try server.fetch()
    #expect(outcome.status == 3)
    #expect(outcome.output == "codes.zip: fetched, 300004 bytes\n")
    #expect(outcome.errorLines.count == 3)
    #expect(
      outcome.errorLines.last == "codeset: 2 of 3 files could not be fetched: page.zip, a/missing.zip")
    #expect(server.fetched() == Self.zip)
    #expect(try server.fetch().output == "codes.zip: already there\n")
  }

  @Test func aConnectionThatIsRefusedIsReported() throws {
    // Port 1 is reserved, and nothing listens there.
    try server.register(registryRow(file: "codes.zip", sha256: sha256, url: "http://127.0.0.1:1/codes.zip"))
    let outcome = try server.fetch()
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasPrefix("codeset: http://127.0.0.1:1/codes.zip: cannot be fetched: "))
    #expect(outcome.errors.contains("(Connection refused)\n"), "\(outcome.errors)")
    #expect(server.fetched() == Self.old)
    #expect(try files(in: server.inputs).keys.sorted() == ["codes.zip", "releases.csv"])
  }

  @Test func aFolderInThePlaceOfAFileIsReported() throws {
    try server.register("plain", file: "codes.zip/codes.zip", sha256: sha256)
    let outcome = try server.fetch()
    #expect(outcome.status == 3)
    #expect(
      outcome.errors.hasPrefix(
        "codeset: codes.zip: expected a folder or nothing, found a file; nothing is fetched into it\n"))
    #expect(server.fetched() == Self.old)
  }

  @Test func aFileThatMayNotGrowLeavesTheOldOne() throws {
    try server.register("ranges", sha256: sha256)
    let outcome = try run(
      "bash",
      [
        "-c", "ulimit -f 100; no_proxy=127.0.0.1 \"$0\" fetch --registry releases.csv 2>&1 | cat",
        codesetPath,
      ],
      in: server.inputs)
    #expect(outcome.output.hasPrefix("codeset: codes.zip.part: cannot be written: File too large\n"))
    #expect(server.fetched() == Self.old)
    #expect(try server.fetch().status == 0)
    #expect(try server.requests() == ["/ranges/codes.zip - 200", "/ranges/codes.zip bytes=102400- 206"])
  }

  @Test func libcurlIsNeededForFetchingAlone() throws {
    try server.register("plain", sha256: sha256)
    let folder = try TemporaryFolder()
    try Data().write(to: folder.url.appending(path: "libcurl.so.4"))
    let libraries = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"].map { ":\($0)" } ?? ""
    let environment = ["LD_LIBRARY_PATH": folder.url.path + libraries]
    let outcome = try server.fetch(environment: environment)
    #expect(outcome.status == 3)
    #expect(outcome.errors.hasPrefix("codeset: libcurl cannot be loaded: "), "\(outcome.errors)")
    #expect(server.fetched() == Self.old)
    #expect(try codeset("--version", environment: environment).status == 0)
  }
}
