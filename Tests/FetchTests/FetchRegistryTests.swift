import Foundation
import TestSupport
import Testing

/// Registries that nothing is fetched from, and the one of the official releases.
@Suite struct FetchRegistryTests {
  private static let hash = String(repeating: "0f", count: 32)
  private static let url = "https://codes.example/codes.zip"

  struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The lines after the header row.
    var rows: [String]
    var message: String

    init(_ testDescription: String, _ rows: String..., message: String) {
      (self.testDescription, self.rows, self.message) = (testDescription, rows, message)
    }
  }

  static let faults =
    [
      "../codes.zip", "/codes.zip", "a/../../codes.zip", "a//b.zip", "./codes.zip", "a/", "..",
      "releases.csv", ".git/config", "a/.GIT/hooks/post-checkout", ".envrc", "Makefile", "a/makefile",
      "GNUmakefile", "GNUMAKEFILE",
    ]
    .map { file in
      Fault(
        "the file \(file)", registryRow(file: file, url: url),
        message:
          "2: error: expected the file to be a path below the registry's folder, neither hidden nor the registry "
          + "or a makefile, found '\(file)'")
    }
    + [
      "ftp://codes.example/codes.zip", "file:///etc/passwd", "codes.example", "http://", "http:///codes.zip",
    ]
    .map { url in
      Fault(
        "the url \(url)", registryRow(file: "codes.zip", url: url),
        message: "2: error: expected a url of http or https, found '\(url)'")
    }
    + [
      Fault(
        "a short hash", registryRow(file: "codes.zip", sha256: "abc", url: url),
        message: "2: error: expected the sha256 as 64 hexadecimal digits, found 'abc'"),
      Fault(
        "a hash of other letters",
        registryRow(file: "codes.zip", sha256: hash.replacing("f", with: "g"), url: url),
        message: "2: error: expected the sha256 as 64 hexadecimal digits, found '0g"),
      Fault(
        "no file", registryRow(file: "", url: url),
        message: "2: error: column 'file': expected a value, found nothing"),
      Fault(
        "no release", registryRow(release: "", file: "a.zip", url: url),
        message: "2: error: column 'release': expected a value, found nothing"),
      Fault(
        "a field too many", registryRow(file: "a.zip", url: "\(url),"),
        message: "2: error: expected 10 fields, found 11"),
      Fault(
        "another url", registryRow(file: "a.zip", url: url), registryRow(file: "a.zip", url: "\(url)?2"),
        message: "3: error: expected the url that line 2 has for this file, found '\(url)?...'"),
      Fault(
        "urls with secrets",
        registryRow(file: "a.zip", url: "ftp://me:pa@ss@h/a?key=1 ftp://you:word@h/b#c"),
        message: "2: error: expected a url of http or https, found 'ftp://h/a?... ftp://h/b?...' [registry]\n"
      ),
      Fault(
        "another hash", registryRow(file: "a.zip", sha256: hash, url: ""),
        registryRow(file: "a.zip", sha256: hash.replacing("f", with: "e"), url: url),
        message: "3: error: expected the sha256 that line 2 has for this file, found '0e"),
      Fault("an open quote", "icd10cm,\"fy2025", message: "2: error: expected matching quotes"),
    ]

  @Test(arguments: faults)
  func aBadRowIsAFindingAndNothingIsFetched(_ fault: Fault) throws {
    let server = try WebServer()
    try server.serve(Data("one".utf8), as: "one.txt")
    let good = registryRow(file: "one.txt", url: "\(server.address)/plain/one.txt")
    let header = "system,release,effective,until,role,layout,file,member,sha256,url"
    try Data((([header] + fault.rows + [good]).joined(separator: "\n") + "\n").utf8)
      .write(to: server.inputs.appending(path: "releases.csv"))
    let outcome = try server.fetch()
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("releases.csv:\(fault.message)"), "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("codeset: 1 error; nothing was fetched\n"), "\(outcome.errors)")
    #expect(try files(in: server.inputs).count == 1)
    #expect(try server.requests() == [])
  }

  @Test(arguments: [
    (
      ["fy2026"],
      "releases.csv has no release 'fy2026'; it has icd10cm fy2024, icd10cm fy2025, icd10pcs fy2025"
    ),
    (["fy2025", "--system", "hcpcs"], "releases.csv has no code set 'hcpcs'; it has icd10cm, icd10pcs"),
    (
      ["fy2024", "--system", "icd10pcs"], "releases.csv has no release 'fy2024'; it has icd10pcs fy2025"
    ),
  ])
  func anUnknownReleaseIsNotFound(_ arguments: [String], message: String) throws {
    let folder = try TemporaryFolder()
    let rows = [
      "system,release,file,sha256,url", "icd10cm,fy2024,a.zip,,\(Self.url)", "icd10cm,fy2025,b.zip,,",
      "icd10pcs,fy2025,c.zip,,\(Self.url)", "icd10cm,fy2025,d.zip,,\(Self.url)",
    ]
    try Data((rows.joined(separator: "\n") + "\n").utf8).write(
      to: folder.url.appending(path: "releases.csv"))
    let outcome = try run(
      codesetPath, ["fetch", "--registry", "releases.csv"] + arguments, in: folder.url)
    #expect(outcome.status == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors == "codeset: \(message)\n")
  }

  @Test func aRegistryWithoutUrlsOrWithoutItselfIsReported() throws {
    let folder = try TemporaryFolder()
    #expect(try codeset("fetch", "--registry", "releases.csv", in: folder.url).status == 3)
    try Data("system,release,file\nicd10cm,fy2025,a.zip\n".utf8).write(
      to: folder.url.appending(path: "releases.csv"))
    let outcome = try codeset("fetch", "--registry", "releases.csv", in: folder.url)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("expected the columns sha256, url, found system,release,file [registry]"))
  }

  /// Every file of the official registry can be fetched, and every release of codes can be built from it.
  @Test func theOfficialRegistryIsComplete() throws {
    let registry = project.appending(path: "Inputs/official/releases.csv")
    let rows = rows(of: registry)
    #expect(rows.count > 50)
    for row in rows {
      // Of a release that was in force and is not to be had, the registry knows the day.
      if row["role"] == "codes", row["url"] == nil { continue }
      let isComplete = [nil, 64].contains(row["sha256"]?.count)
      #expect(isComplete && row["url"]?.hasPrefix("https://") == true, "\(row)")
      let isTidy = row["file"]?.hasPrefix("\(row["system"] ?? "")/\(row["release"] ?? "")/") == true
      #expect(isTidy && row["file"]?.contains(" ") == false, "\(row)")
    }
    // Read without a finding: the release that is asked for is all that is missing.
    let fetched = try codeset("fetch", "none", "--registry", registry.path)
    #expect(fetched.status == 1)
    #expect(fetched.errorLines.count == 1)
    // Where the files are there, make is told the stages; where they are not, how they are fetched.
    let folder = try TemporaryFolder()
    let depend = try codeset("depend", "--quiet", "--registry", registry.path, "--output", folder.url.path)
    #expect(depend.status == 0 || depend.errors.contains("codeset fetch --registry"), "\(depend)")
  }
}
