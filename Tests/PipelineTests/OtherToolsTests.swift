import CodeSetModel
import Foundation
import TestSupport
import Testing

/// What stands around the command: its installation, and other tools that open its products.
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
}
