import CodeSetModel
import Foundation
import TestSupport
import Testing

/// What is around the command: its installation, and other tools that open its products.
@Suite struct OtherToolsTests {
  /// The command, and what a shell and a reader need to know of it, from what it says of itself.
  @Test func makeInstallsTheCommandWithItsManualAndCompletions() throws {
    let folder = try TemporaryFolder()
    let prefix = folder.url.appending(path: "usr")
    let sample = try Sample()
    try make(
      ["install", "PREFIX=\(prefix.path)"], registry: sample.registry, output: sample.output
    ).succeeded()
    let version = try run(prefix.appending(path: "bin/codeset").path, ["--version"]).succeeded()
    #expect(version.output == (try codeset("--version").output))
    let manual = try String(contentsOf: prefix.appending(path: "share/man/man1/codeset.1"), encoding: .utf8)
    let scripts = ["bash-completion/completions/codeset", "zsh/site-functions/_codeset"].map {
      prefix.appending(path: "share/\($0)")
    }
    for command in UsageTests.commands where command.count == 1 {
      #expect(manual.contains(command[0]), "\(command[0])")
      for script in scripts {
        let text = try String(contentsOf: script, encoding: .utf8)
        #expect(text.contains(command[0]), "\(command[0]) in \(script.lastPathComponent)")
      }
    }
    try run("bash", ["-n", scripts[0].path], in: folder.url).succeeded()
    #expect(manual.contains("cervical incompetence"))
    let registry = try Data(contentsOf: prefix.appending(path: "share/codeset/releases.csv"))
    #expect(registry == (try Data(contentsOf: project.appending(path: "Inputs/official/releases.csv"))))
  }

  /// `make serve` builds the lookup site with what it reads, and shows both until it is ended.
  @Test func makeServesTheSite() throws {
    let sample = try Sample()
    let script = project.appending(path: "Tests/Fixtures/make_serve.py").path
    let arguments = [
      "--old-file=\(codesetPath)", "TOOL=\(codesetPath)", "REGISTRY=\(sample.registry.path)",
      "OUTPUT=\(sample.output.path)",
    ]
    let shown = try run(
      "python3", [script] + arguments, in: project,
      environment: ["MAKEFLAGS": "", "MFLAGS": "", "MAKELEVEL": "0"]
    ).succeeded().output
    let page = try String(contentsOf: sample.output.appending(path: "site/index.html"), encoding: .utf8)
    #expect(shown.contains("site/ \(page)"))
    #expect(shown.contains("json/index.json {"))
  }

  /// What is built already stays, and is made of the same releases.
  @Test func makeServeKeepsWhatIsBuilt() throws {
    let sample = try Sample()
    let script = project.appending(path: "Tests/Fixtures/make_serve.py").path
    let arguments = [
      "--old-file=\(codesetPath)", "TOOL=\(codesetPath)", "REGISTRY=\(sample.registry.path)",
      "OUTPUT=\(sample.output.path)",
    ]
    try make(["EMIT=fhir report"], registry: sample.registry, output: sample.output).succeeded()
    try run(
      "python3", [script] + arguments, in: project,
      environment: ["MAKEFLAGS": "", "MFLAGS": "", "MAKELEVEL": "0"]
    ).succeeded()
    let names = try FileManager.default.contentsOfDirectory(atPath: sample.output.path).sorted()
    #expect(
      names == ["codeset.sqlite", "csv", "fhir", "json", "manifest.json", "report", "site", "stages"])
    try sample.codeset("verify").succeeded()
  }

  @Test func makeServeSaysThatThePortIsTaken() throws {
    let sample = try Sample()
    let script = """
      import socket, subprocess, sys
      with socket.create_server(("127.0.0.1", 0)) as taken:
          port = taken.getsockname()[1]
          made = subprocess.run(["make", *sys.argv[1:], f"PORT={port}", "serve"], capture_output=True, text=True)
      assert made.returncode == 2, made
      assert f"port {port} is taken" in made.stderr, made.stderr
      """
    try run(
      "python3",
      [
        "-c", script, "--old-file=\(codesetPath)", "TOOL=\(codesetPath)", "REGISTRY=\(sample.registry.path)",
        "OUTPUT=\(sample.output.path)",
      ], in: project, environment: ["MAKEFLAGS": "", "MFLAGS": "", "MAKELEVEL": "0"]
    ).succeeded()
    #expect(!FileManager.default.fileExists(atPath: sample.database.path))
  }

  /// The notes of each code are those that another reader of the same list has.
  @Test(
    .needsPackages, .needsReleases,
    arguments: officialTabularLists.filter { $0.release.label == "fy2025-april" })
  func anotherReaderHasTheSameNotes(_ official: OfficialRelease) throws {
    let sample = try Sample()
    let registry = try #require(officialRegistry)
    try codeset(
      "build", "--quiet", "--registry", registry.path, "--output", sample.output.path, "--system", "icd10cm",
      "--release", "fy2025-april"
    ).succeeded()
    let script = project.appending(path: "Tests/Fixtures/compare_notes.py").path
    let compared = try run(pythonEnvironment, ["-B", script, sample.database.path]).succeeded().output
    #expect(compared == "compared 46406\n")
  }

  /// Datasette opens the database as it is: tables, views and the full-text search.
  @Test(
    .needsPackages,
    arguments: [
      (
        "/codeset/billable_code.json?trimester=second&code__startswith=O34&_col=display_code&_shape=array",
        ["O34.32"]
      ),
      (
        "/codeset/code_search.json?_search=cervical+third&_col=display_code&_shape=array", ["O34.33"]
      ),
    ])
  func datasetteOpensTheDatabase(_ address: String, _ codes: [String]) throws {
    let sample = try Sample.built()
    let datasette = URL(filePath: pythonEnvironment).deletingLastPathComponent().appending(path: "datasette")
    let outcome = try run(datasette.path, [sample.database.path, "--get", address]).succeeded()
    let rows = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]] ?? []
    #expect(rows.compactMap { $0["display_code"] as? String } == codes)
    withExtendedLifetime(sample) {}
  }

  /// Both tools find the full-text index of table `code` by themselves: the tool by name, Datasette on its page.
  @Test(.needsPackages) func theFullTextIndexIsFound() throws {
    let sample = try Sample.built()
    let tools = URL(filePath: pythonEnvironment).deletingLastPathComponent()
    let found = try run(
      tools.appending(path: "sqlite-utils").path,
      ["search", sample.database.path, "code", "incompetence", "-c", "display_code"]
    ).succeeded().output
    #expect(found.contains("\"O34.3\""), "\(found)")
    let page = try run(
      tools.appending(path: "datasette").path,
      [
        sample.database.path, "--get",
        "/codeset/code.json?_search=incompetence&_col=display_code&_shape=array",
      ]
    ).succeeded().output
    #expect(page.contains("\"O34.3\""), "\(page)")
    withExtendedLifetime(sample) {}
  }

  /// The real Frictionless, over each sample.
  @Test(.needsPackages, arguments: ["releases", "history", "crosswalk", "hcpcs", "clinic/releases"])
  func frictionlessFindsTheDataPackageValid(sample: String) throws {
    let folder = try TemporaryFolder()
    try run(
      codesetPath,
      [
        "build", "--quiet", "--registry", "Inputs/sample/\(sample).csv", "--output", folder.url.path,
      ], in: project
    ).succeeded()
    try expectValid(folder.url.appending(path: "csv/datapackage.json"))
  }

  @Test(.needsPackages, .needsReleases) func frictionlessFindsAnOfficialReleaseValid() throws {
    let folder = try TemporaryFolder()
    try codeset(
      "build", "--quiet", "--registry", officialRegistry?.path ?? "", "--release", "fy2025", "--output",
      folder.url.path
    ).succeeded()
    try expectValid(folder.url.appending(path: "csv/datapackage.json"))
  }

  private func expectValid(_ package: URL) throws {
    let frictionless = URL(filePath: pythonEnvironment).deletingLastPathComponent()
      .appending(path: "frictionless")
    let outcome = try run(frictionless.path, ["validate", package.path])
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(!outcome.output.contains("INVALID"))
  }
}
