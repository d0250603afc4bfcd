import ArgumentParser
import CodeSetModel
import EmitJSON
import Foundation
import Lookup

/// How a result is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

struct DatabaseOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The SQLite artifact.", valueName: "file"))
  var database = "Outputs/codeset.sqlite"

  @Option(help: ArgumentHelp("Only this code set, e.g. icd10cm.", valueName: "id"))
  var system: String?

  @Option(help: ArgumentHelp("text or json.", valueName: "format"))
  var format = OutputFormat.text

  @OptionGroup var verbosity: Verbosity

  /// Reads from the artifact.
  func read<Value>(_ body: (CodeDatabase) throws -> Value) throws(Failure) -> Value {
    guard FileManager.default.fileExists(atPath: database) else {
      throw Failure(.inputOutput, "\(database): no such file; `codeset build` or `make` makes it")
    }
    do {
      return try body(CodeDatabase(path: database))
    } catch {
      throw Failure(.inputOutput, "\(database): cannot be read as a codeset artifact: \(error)")
    }
  }
}

/// What is known of one code.
struct LookupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lookup", abstract: "Show a code: its axes, what stands above it, its siblings.",
    discussion: """
      EXAMPLES:
        codeset lookup O34.32
        codeset lookup o3432 --format json
      """)

  @Argument(help: "The code, with or without its dot, in any case.")
  var code: String

  @OptionGroup var options: DatabaseOptions

  func run() throws {
    let records = try options.read { try $0.records(for: code, system: options.system) }
    guard !records.isEmpty else {
      let nearest = try options.read { try $0.nearest(to: code, system: options.system) }
      let hint =
        nearest.isEmpty
        ? ""
        : "; the nearest that exists is "
          + nearest.map { "\($0.displayCode) \($0.longTitle)" }.joined(separator: ", ")
      throw Failure(.notFound, "no code \(code)\(hint)")
    }
    switch options.format {
    case .text: print(records.map(text).joined(separator: "\n\n"))
    case .json: print("[\n" + records.map(json).joined(separator: ",\n") + "\n]")
    }
  }

  private func text(_ record: CodeRecord) -> String {
    let code = record.code
    var lines = ["\(code.displayCode)  \(code.longTitle)"]
    func line(_ label: String, _ value: String) {
      lines.append(label.padding(toLength: 12, withPad: " ", startingAt: 0) + value)
    }
    func list(_ label: String, _ rows: [(name: String, text: String)]) {
      let width = rows.map(\.name.count).max() ?? 0
      for (position, row) in rows.enumerated() {
        line(
          position == 0 ? label : "",
          row.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + row.text)
      }
    }
    line("billable", code.isBillable ? "yes" : "no, a header: choose a code below it")
    if let trimester = code.trimester { line("trimester", trimester.rawValue) }
    if let laterality = code.laterality { line("laterality", laterality.rawValue) }
    line("in force", "from \(code.validFrom)" + (code.validTo.map { " until \($0)" } ?? ""))
    list(
      "under",
      record.parents.map { ($0.displayCode, $0.longTitle) } + record.sections.map { ($0.section, $0.title) })
    list("siblings", record.siblings.map { ($0.displayCode, $0.longTitle) })
    list("below", record.children.map { ($0.displayCode, $0.longTitle) })
    line("source", "\(code.system) \(code.release), \(record.file ?? "?") line \(code.sourceLine)")
    return lines.joined(separator: "\n")
  }

  private func json(_ record: CodeRecord) -> String {
    func objects(_ codes: [Code]) -> String { "[" + codes.map(object).joined(separator: ",") + "]" }
    let sections = record.sections.map { "\"\($0.section)\"" }.joined(separator: ",")
    return """
      {"code":\(object(record.code)),"parents":\(objects(record.parents)),"sections":[\(sections)],\
      "siblings":\(objects(record.siblings)),"children":\(objects(record.children))}
      """
  }
}

/// A code as the JSON object of the products.
func object(_ code: Code) -> String {
  var writer = JSONWriter(Code.table)
  writer.append(code)
  return String(decoding: writer.buffer.bytes, as: UTF8.self)
}

extension Trimester: ExpressibleByArgument {}
extension Laterality: ExpressibleByArgument {}

/// Codes by the words of their titles.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find codes by the words of their titles, best first.",
    discussion: """
      Every word must occur; the last may be the beginning of one.

      EXAMPLES:
        codeset search "cervical incompetence" --trimester second
        codeset search "fracture clavicle" --laterality left --billable
      """)

  @Argument(help: "The words.")
  var text: String

  @Option(help: ArgumentHelp("Only codes of this trimester.", valueName: "value"))
  var trimester: Trimester?

  @Option(help: ArgumentHelp("Only codes of this side.", valueName: "value"))
  var laterality: Laterality?

  @Flag(help: "Only codes that are valid for submission.")
  var billable = false

  @Option(help: ArgumentHelp("How many codes at the most.", valueName: "n"))
  var limit = 20

  @OptionGroup var options: DatabaseOptions

  func validate() throws {
    guard limit > 0 else { throw ValidationError("'--limit' takes a number above 0, found \(limit).") }
  }

  func run() throws {
    let filter = SearchFilter(
      system: options.system, trimester: trimester, laterality: laterality, billableOnly: billable)
    let codes = try options.read { try $0.search(text, filter, limit: limit) }
    guard !codes.isEmpty else { throw Failure(.notFound, "no code has all of these words: \(text)") }
    switch options.format {
    case .json: print("[\n" + codes.map(object).joined(separator: ",\n") + "\n]")
    case .text:
      for code in codes {
        print(code.displayCode.padding(toLength: 10, withPad: " ", startingAt: 0) + code.longTitle)
      }
    }
  }
}
