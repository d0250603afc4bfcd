import ArgumentParser
import Check
import CodeSetModel
import Files
import Lookup

/// Every code of a table, judged by its day.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check the codes of a claims file or another table, each by its day.",
    discussion: """
      Appends to each row: status, the code as it should be written, its title on that day, and what to do about it. \
      All other columns come back as they are. A status is valid, header, retired, not_yet, unknown, not_held (no \
      release in the build covers the day) or no_day. Exit status 1: a code is not valid.

      EXAMPLES:
        codeset check claims.csv --code dx --date service_date > checked.csv
        codeset check claims.csv --code dx1,dx2,dx3 --date 4 --only-problems
        codeset check list.csv --code codes --separator ';' --on 2024-10-01
        codeset check --code dx --date day --system icd10cm < claims.csv
      """)

  @Argument(help: "The table: CSV with a header row, in UTF-8. (default: standard input)")
  var file: String?

  @Option(
    help: ArgumentHelp(
      "The columns with codes, by name or number, separated by commas.", valueName: "columns"))
  var code = "code"

  @Option(help: ArgumentHelp("The column with the day, by name or number.", valueName: "column"))
  var date: String?

  @Option(help: ArgumentHelp("The day of all rows, e.g. 2024-10-01. (default: today)", valueName: "date"))
  var on: CalendarDay?

  @Option(
    help: ArgumentHelp(
      "The column with the code set, by name or number; blank there: what code and day imply.",
      valueName: "column"))
  var systemColumn: String?

  @Option(help: ArgumentHelp("What separates several codes in one column, e.g. ';'.", valueName: "sign"))
  var separator: String?

  @Option(
    help: ArgumentHelp(
      "What separates the columns; \\t is a tab. (default: as in the header row)", valueName: "sign"))
  var delimiter: String?

  @Flag(help: "Only the rows in which a code is not valid.")
  var onlyProblems = false

  @Option(
    help: ArgumentHelp("csv: the table; json: a line of JSON for each code; text: a line for each problem."))
  var format = CheckRequest.Format.csv

  @Flag(help: "The same as --format json.")
  var json = false

  @Option(help: ArgumentHelp("The summary on standard error: text or json.", valueName: "format"))
  var summaryFormat = OutputFormat.text

  @OptionGroup var options: DatabaseOptions

  func validate() throws {
    guard on == nil || date == nil else { throw ValidationError("expected --date or --on, found both.") }
    guard options.system == nil || systemColumn == nil else {
      throw ValidationError("expected --system or --system-column, found both.")
    }
    if let separator { _ = try sign(separator, of: "--separator") }
    if let delimiter { _ = try sign(delimiter, of: "--delimiter") }
  }

  /// The one byte that an option takes.
  private func sign(_ text: String, of option: String) throws -> UInt8 {
    let text = text == "\\t" ? "\t" : text
    guard let byte = text.utf8.first, text.utf8.count == 1, byte != UInt8(ascii: "\""),
      byte >= 32 || byte == 9
    else {
      throw ValidationError("'\(option)' takes one sign, found '\(text)'.")
    }
    return byte
  }

  func run() throws {
    let request = CheckRequest(
      codeColumns: code.split(separator: ",").map { String($0) }, dayColumn: date, day: on ?? Today.day,
      systemColumn: systemColumn, separator: separator, delimiter: try delimiter.map { try sign($0, of: "") },
      onlyProblems: onlyProblems, format: json ? .json : format)
    let stream = try FileStream(file)
    let progress = ProgressLine(verbosity: options.verbosity)
    let name = file ?? "standard input"
    let summary = try options.read { database in
      let run = CheckRun(
        request, by: try Judge(database, system: options.system), system: options.system,
        report: { request.format == .json ? object($0) : $0.text }, write: writeToStandardOutput)
      var received = 0
      do {
        return try run.check { bytes in
          let before = bytes.count
          try stream.read(into: &bytes)
          received += bytes.count - before
          progress.show("\(name): \(received / 1_000_000) MB")
        }
      } catch let failure as CheckFailure {
        progress.show("")
        guard let line = failure.line else { throw Failure(.usage, "\(name): \(failure.message)") }
        throw Failure(.inputOutput, "\(name):\(line): error: \(failure.message) [csv-syntax]")
      }
    }
    progress.show("")
    if !options.verbosity.quiet || summaryFormat == .json {
      let text = summaryFormat == .json ? summary.json : summary.text(of: name)
      for line in text.split(separator: "\n") { printError(String(line)) }
    }
    if summary.problemCount > 0 { throw ExitCode(Failure.Cause.notFound.exitStatus) }
  }
}

extension CheckRequest.Format: ExpressibleByArgument {}
