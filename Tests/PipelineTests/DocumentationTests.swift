import Foundation
import TestSupport
import Testing

/// What the program says of itself, and whether the manuals say it too.
@Suite struct DocumentationTests {
  private func manual(_ path: String) throws -> String {
    try String(contentsOf: project.appending(path: path), encoding: .utf8)
  }

  @Test func everySubcommandAndOptionIsDocumented() throws {
    let dump = try codeset("--experimental-dump-help").succeeded().output
    let described = try JSONDecoder().decode(DumpedHelp.self, from: Data(dump.utf8))
    let manuals = try ["README.md", "Sources/README.md", "Outputs/README.md"].map(manual).joined()
    let commands = described.command.everyCommand(above: [])
    #expect(commands.count > 10)
    for (path, command) in commands {
      let isThere = manuals.contains(path.joined(separator: " "))
      #expect(isThere, "\(path.joined(separator: " "))")
      for name in command.optionNames {
        let isThere = manuals.contains(try Regex("\(name)(?![a-z-])"))
        #expect(isThere, "\(name) of \(path.joined(separator: " "))")
      }
    }
  }

  @Test func everyRuleIsDocumentedWithItsSeverityAndSummary() throws {
    let rules = try codeset("validate", "--list-rules").succeeded().output.split(separator: "\n")
    #expect(rules.count > 20)
    let lines = try manual("Sources/README.md").split(separator: "\n")
    for rule in rules {
      let parts = rule.split(separator: "\t")
      let isThere = lines.contains { line in
        line.contains("`\(parts[1])`") && line.contains(parts[2]) && line.contains(parts[3])
      }
      #expect(isThere, "\(rule)")
    }
  }

  @Test func everyWordOfTheVocabularyIsDocumentedWithItsMeaning() throws {
    let rows = try codeset("normalize", "--list-vocabulary").succeeded().output.split(separator: "\n")
    #expect(rows.count > 80)
    let lines = Set(try manual("Sources/README.md").split(separator: "\n"))
    for row in rows {
      let parts = row.split(separator: "\t", omittingEmptySubsequences: false)
      #expect(parts.count == 3 && parts.allSatisfy { !$0.isEmpty }, "\(row)")
      let isThere = lines.contains("| \(parts.joined(separator: " | ")) |")
      #expect(isThere, "\(row)")
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
    let manual = try manual("Outputs/README.md")
    let names = columns.flatMap { [$0["table"]?.inCSV ?? "", $0["column"]?.inCSV ?? ""] }
    // FTS5 has two columns of its own: the table's name, and the rank.
    for name in Set(names).subtracting(["rank"]).sorted() {
      let isThere = manual.contains("`\(name)`")
      #expect(isThere, "\(name)")
    }
  }

  @Test func everyMakeTargetIsDocumented() throws {
    let help = try run("make", ["--silent", "help"], in: project).succeeded().output
    let targets = help.matches(of: /(?m)^\s*(?:make )?([a-z][a-z-]*) {2,}\S/).map { $0.output.1 }
    #expect(targets.count > 10)
    let manual = try manual("README.md")
    for target in targets {
      let isThere = manual.contains("make \(target)") || manual.contains("`\(target)`")
      #expect(isThere, "make \(target)")
    }
  }
}

/// The part of `--experimental-dump-help` that is looked at.
private struct DumpedHelp: Decodable {
  var command: Command

  struct Command: Decodable {
    var commandName: String
    var subcommands: [Command]?
    var arguments: [Argument]?

    /// The names of the options that are shown, e.g. `--registry`.
    var optionNames: [String] {
      (arguments ?? []).filter { $0.shouldDisplay && $0.kind != "positional" }
        .compactMap { $0.names?.first { $0.kind == "long" } }.map { "--\($0.name)" }
    }

    /// This command and those below it, each with the words that call it.
    func everyCommand(above: [String]) -> [(path: [String], command: Command)] {
      let path = above + [commandName]
      let below = (subcommands ?? []).filter { $0.commandName != "help" }
      return [(path, self)] + below.flatMap { $0.everyCommand(above: path) }
    }
  }

  struct Argument: Decodable {
    var kind: String
    var shouldDisplay: Bool
    var names: [Name]?
  }

  struct Name: Decodable {
    var kind, name: String
  }
}
