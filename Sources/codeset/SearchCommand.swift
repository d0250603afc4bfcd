import ArgumentParser
import CodeSetModel
import Files
import Lookup

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
  @OptionGroup var output: FormatOption

  func validate() throws {
    guard text.utf8.count <= Limit.code else {
      throw ValidationError("expected at most \(Limit.code) characters, found \(text.utf8.count)")
    }
    guard limit > 0 else { throw ValidationError("'--limit' takes a number above 0, found \(limit).") }
  }

  func run() throws {
    let filter = SearchFilter(
      system: options.system, trimester: trimester, laterality: laterality, billableOnly: billable,
      day: day.text)
    let codes = try options.read { database in
      // What a conversion table alone puts in force before the first release would be a part of the answer.
      if let day = day.text, let sentence = database.notHeld(day, system: options.system) {
        throw Failure(.notFound, sentence)
      }
      return try database.search(text, filter, limit: limit)
    }
    guard !codes.isEmpty else { throw Failure(.notFound, "no code has all of these words: \(text)") }
    switch output.format {
    case .json: print("[\n" + codes.map(object).joined(separator: ",\n") + "\n]")
    case .text:
      for code in codes {
        print(printable(code.displayCode.padded(to: 10) + code.longTitle))
      }
    }
  }
}
