import ArgumentParser
import CodeSetModel
import Files
import Lookup

extension Trimester: ExpressibleByArgument {}
extension Laterality: ExpressibleByArgument {}

/// Codes by what people type.
struct SearchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Find codes by words, abbreviations or codes, best first.",
    discussion: """
      Words may be those of titles, notes and indexes, or people's own. A result says why it
      was found.

      EXAMPLES:
        codeset search "cervical incompetence" --trimester second
        codeset search "fracture clavicle" --laterality left --billable
        codeset search "vertigo of central origin" --billable --on 2019-12-31
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

  @OptionGroup var day: DayOption
  @OptionGroup var options: DatabaseOptions
  @OptionGroup var output: ListFormatOption

  func validate() throws {
    guard text.utf8.count <= Limit.code else {
      throw ValidationError("expected at most \(Limit.code) characters, found \(text.utf8.count)")
    }
    guard limit > 0 else { throw ValidationError("'--limit' takes a number above 0, found \(limit).") }
  }

  func run() throws {
    let filter = SearchFilter(
      system: options.system, trimester: trimester, laterality: laterality, billableOnly: billable,
      day: day.on)
    let (answer, names, asOf, absence) = try options.read {
      database -> (SearchAnswer, SystemNames, [String], String) in
      // What a conversion table alone puts in force before the first release would be a part of the answer.
      if let day = day.on, let sentence = database.notHeld(day, system: options.system) {
        throw Failure(.notFound, sentence)
      }
      let answer = try database.search(text, filter, limit: limit)
      let systems = database.releases.filter { release in
        answer.codes.contains { $0.row.system == release.system }
      }.systems
      return (
        answer, try SystemNames(database, on: day.on),
        // A row that goes on through days of which nothing is known does not say that it was so on them.
        try systems.compactMap { system in
          try database.asOf(system, on: day.on) ?? day.on.flatMap { database.notHeld($0, of: system) }
        },
        answer.codes.isEmpty ? try self.absence(in: database, answer.notes) : ""
      )
    }
    guard !answer.codes.isEmpty else { throw Failure(.notFound, absence) }
    switch output.format {
    case .csv: print(csv(answer.codes.map(\.row)), terminator: "")
    case .json: print(array(answer.codes))
    case .text:
      for note in answer.notes { print(printable(note)) }
      let width = answer.codes.compactMap { names[$0.row.system]?.count }.max() ?? 0
      for found in answer.codes {
        let system = names[found.row.system].map { $0.padded(to: width + 2) } ?? ""
        let reason = found.reason.map { "  (\($0))" } ?? ""
        print(printable(found.row.displayCode.padded(to: 10) + system + found.row.longTitle + reason))
      }
      for sentence in asOf { print(sentence) }
    }
  }

  /// That nothing is found, and which codes a text that looks like one may have meant.
  private func absence(in database: CodeDatabase, _ notes: [String]) throws -> String {
    let sentence = (["no code has these words: \(text)"] + notes).joined(separator: "; ")
    guard text.contains(where: \.isNumber),
      case .unknown(let suggestions) = try database.meaning(of: text, system: options.system, on: day.on),
      !suggestions.isEmpty
    else { return sentence }
    let systems = try database.systems()
    return suggestions.sentence(naming: systems.count > 1 ? systems : [])
  }
}

extension FoundCode: JSONRecord {
  /// The object of the products, with the reason why it was found.
  func append(to text: inout JSONText) {
    text.beginObject()
    text.members(of: row, keys: JSONKeys(CodeRow.table))
    if let reason {
      text.key("reason")
      text.value(reason)
    }
    text.endObject()
  }
}
