import ArgumentParser
import CodeSetModel
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
    commandName: "lookup", abstract: "Show a code: its axes, what stands above it, its family.",
    discussion: """
      EXAMPLES:
        codeset lookup O34.32
        codeset lookup o3432 --format json
        codeset lookup O34.32 --pivot trimester=third      the same code in the third trimester
        codeset lookup S42.001A --pivot laterality=left
      """)

  @Argument(help: "The code, with or without its dot, in any case.")
  var code: String

  @Option(
    help: ArgumentHelp(
      "Show instead the code that differs on this axis alone. Where a title has two values on an axis, "
        + "its role is named too, as in trimester:labor=second.", valueName: "axis=value"))
  var pivot: PivotTo?

  @OptionGroup var options: DatabaseOptions

  func run() throws {
    var records = try options.read { try $0.records(for: code, system: options.system) }
    guard !records.isEmpty else {
      let nearest = try options.read { try $0.nearest(to: code, system: options.system) }
      let names = nearest.map { "\($0.displayCode) \($0.longTitle)" }.joined(separator: ", ")
      throw Failure(
        .notFound, "no code \(code)" + (names.isEmpty ? "" : "; the nearest that exists is \(names)"))
    }
    if let pivot { records = try records.flatMap { try self.records($0, after: pivot) } }
    switch options.format {
    case .text: print(records.map(\.text).joined(separator: "\n\n"))
    case .json: print("[\n" + records.map(\.json).joined(separator: ",\n") + "\n]")
    }
  }

  /// The records of the codes to which a pivot leads.
  private func records(_ record: CodeRecord, after pivot: PivotTo) throws -> [CodeRecord] {
    let code = record.code
    if record.has(pivot.value, on: pivot.axis) { return [record] }
    let targets = try options.read { try $0.pivots(from: code, axis: pivot.axis, to: pivot.value) }
    guard !targets.isEmpty else {
      let has = code.axes[pivot.axis.axis].map { "\(pivot.axis.axis) \($0)" } ?? "no \(pivot.axis.axis)"
      throw Failure(
        .notFound,
        "\(code.displayCode) \(code.longTitle) has \(has); \(pivot.axis) \(pivot.value): "
          + "no counterpart in this release")
    }
    return try targets.flatMap { target in
      try options.read { try $0.records(for: target.code, system: target.system) }
    }
  }
}

/// The axis and the value to which a pivot leads: `trimester=third`.
struct PivotTo: ExpressibleByArgument {
  var axis: FamilyAxis
  var value: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, let axis = FamilyAxis(parts[0]), axis.axis.vocabulary.contains(parts[1]),
      axis.role.isEmpty || axis.axis.roles.contains(axis.role)
    else { return nil }
    self.axis = axis
    value = parts[1]
  }

  static let allValueStrings = Axis.allCases.flatMap { axis in
    axis.vocabulary.map { "\(axis.rawValue)=\($0)" }
  }
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
        print(code.displayCode.padded(to: 10) + code.longTitle)
      }
    }
  }
}
