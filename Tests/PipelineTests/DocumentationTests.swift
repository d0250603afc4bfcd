import Foundation
import TestSupport
import Testing

/// The documents whose commands run.
private let documents = ["README.md", "Outputs/README.md"] + pages

/// What is in docs/.
private let pages =
  (try? FileManager.default.contentsOfDirectory(atPath: project.appending(path: "docs").path))?
  .filter { $0.hasSuffix(".md") }.map { "docs/\($0)" }.sorted() ?? []

private func manual(_ path: String) throws -> String {
  try String(contentsOf: project.appending(path: path), encoding: .utf8)
}

/// What the documents show is what happens.
@Suite struct CommandBlockTests {
  /// `UPDATE_GOLDENS=1` writes what the commands print into the documents.
  @Test(arguments: documents)
  func everyCommandPrintsWhatTheDocumentShows(document: String) throws {
    var arguments = ["-B", script, "run", codesetPath, document]
    var environment: [String: String] = [:]
    if isUpdating { arguments.append("--update") }
    if let officialRegistry {
      arguments += ["--with", "official"]
      environment["CODESET_RELEASES"] = officialRegistry.path
    }
    var server: PostgreSQLServer?
    if ProcessInfo.processInfo.environment["CODESET_TESTS"] == "all" {
      arguments += ["--with", "pypi", "--with", "postgresql"]
      if try manual(document).contains("```console postgresql") {
        let started = try PostgreSQLServer()
        try started.psql(["-c", "create database mydatabase"]).succeeded()
        environment.merge(started.environment) { $1 }
        server = started
      }
    }
    let outcome = try run("python3", arguments, environment: environment)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    withExtendedLifetime(server) {}
  }

  /// A command that no test runs is one of these.
  @Test func theCommandsThatDoNotRunAreKnown() throws {
    let listed = try run("python3", ["-B", script, "blocks"] + documents).succeeded().output
    let unrun = listed.split(separator: "\n").map { $0.split(separator: "\t") }
      .filter { $0[1].hasPrefix("unrun: ") }.map { String($0[2]) }
    let known: Set = [
      ".build/release/codeset fetch fy2025 --registry Inputs/official/releases.csv",
      ".build/release/codeset fetch --registry Inputs/official/releases.csv",
      ".build/release/codeset fetch --registry moved/releases.csv",
      "datasette Outputs/codeset.sqlite",
      "(cd Outputs && duckdb -bail codeset.duckdb < load/duckdb.sql)",
      "make refresh", "make serve",
    ]
    #expect(Set(unrun) == known)
  }

  private var script: String { project.appending(path: "Tests/Fixtures/documents.py").path }
}

/// What the program says of itself, and whether the manuals say it too.
@Suite struct DocumentationTests {
  /// Every command, option, rule and word: the pages that `make docs` writes.
  @Test func theGeneratedPagesSayWhatTheProgramSays() throws {
    let folder = try TemporaryFolder()
    let script = project.appending(path: "docs/generate").path
    let target = isUpdating ? project.appending(path: "docs") : folder.url
    try run("python3", ["-B", script, codesetPath, target.path]).succeeded()
    for name in ["command.md", "rules.md", "vocabulary.md"] {
      let generated = try String(contentsOf: target.appending(path: name), encoding: .utf8)
      #expect(generated.count > 2000)
      let isSame = try generated == manual("docs/\(name)")
      #expect(isSame, "docs/\(name): run make docs")
    }
  }

  @Test func everyTableAndColumnIsDocumented() throws {
    let sample = try Sample.built()
    let columns = try sqlite(
      sample.database,
      """
      SELECT t.name AS "table", c.name AS "column"
      FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
      WHERE t.schema = 'main' AND t.type IN ('table', 'view', 'virtual') AND t.name NOT LIKE 'sqlite_%'
      """)
    #expect(columns.count > 80)
    let text = try manual("Outputs/README.md")
    var sections: [String: Substring] = [:]
    for section in text.split(separator: "\n### `") {
      if let end = section.firstIndex(of: "`") { sections[String(section[..<end])] = section[end...] }
    }
    for row in columns {
      let (table, column) = (row["table"]?.inCSV ?? "", row["column"]?.inCSV ?? "")
      // The views have the columns of `code`; the full text has a hidden one and the rank.
      // So have the tables of the search, whose layout may change: they are named.
      if ["current_code", "billable_code", "code_search"].contains(table) || table.hasPrefix("search_") {
        let isThere = text.contains("`\(table)`")
        #expect(isThere, "\(table)")
      } else {
        let isThere = sections[table]?.contains("\n| `\(column)` |") ?? false
        #expect(isThere, "\(table).\(column)")
      }
    }
  }

  @Test func everyMakeTargetIsDocumented() throws {
    let help = try run("make", ["--silent", "help"], in: project).succeeded().output
    let targets = help.matches(of: /(?m)^\s*(?:make )?([a-z][a-z-]*) {2,}\S/).map { $0.output.1 }
    #expect(targets.count > 10)
    let text = try manual("docs/make.md")
    for target in targets {
      let isThere = text.contains("\n| `\(target)` | ")
      #expect(isThere, "make \(target)")
    }
  }

  /// A first look is short; what it is too short for is in docs/.
  @Test func theFirstPageIsShort() throws {
    #expect(try manual("README.md").split(separator: "\n", omittingEmptySubsequences: false).count <= 201)
  }

  @Test func everyPageIsReachedFromTheFirst() throws {
    let text = try manual("README.md")
    for page in pages {
      let isThere = text.contains("(\(page)")
      #expect(isThere, "\(page)")
    }
  }

  @Test(arguments: documents + ["CONTRIBUTING.md", "Sources/README.md", "Tests/README.md"])
  func everyLinkLeadsToAFile(document: String) throws {
    let folder = project.appending(path: document).deletingLastPathComponent()
    for link in try manual(document).matches(of: /\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)/) {
      let target = folder.appending(path: String(link.output.1)).standardized.path
      let isThere = FileManager.default.fileExists(atPath: target)
      #expect(isThere, "\(document): \(link.output.1)")
    }
  }

  @Test func theExampleOfTheLibraryIsTheOneThatIsCompiled() throws {
    let shown = try documentedCode(in: "docs/library.md", with: "import Lookup")
    let compiled = try manual("docs/example/main.swift")
    #expect(shown == compiled)
  }
}

/// Whether the run rewrites what is expected.
private let isUpdating = ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1"
