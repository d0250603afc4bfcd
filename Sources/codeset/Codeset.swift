import ArgumentParser
import Files
import Foundation
import Pipeline

/// From official code-set releases to data that tools can trust.
@main
struct Codeset: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "codeset",
    abstract: "Turns official releases of medical code sets into SQLite, JSON and CSV.",
    discussion: """
      EXAMPLES:
        codeset build                  every release of the sample, into Outputs
        codeset build --registry releases.csv --release fy2025 --output out
        codeset lookup o3432           what O34.32 is, its trimester, its siblings
        codeset search "cervical incompetence" --trimester second
        codeset lookup U07.1 --on 2020-05-01
        codeset check claims.csv --code dx --date day
        codeset diff --system icd10cm fy2024 fy2025
        codeset summary                what the newest releases change

      Exit status: 0 done (warnings allowed), 1 findings of severity error or something not found, \
      2 wrong usage, 3 an input or output that cannot be read or written.
      """,
    version: programVersion,
    subcommands: [
      BuildCommand.self, LookupCommand.self, SearchCommand.self, CheckCommand.self, DiffCommand.self,
      SummaryCommand.self, RegisterCommand.self, FetchCommand.self, VerifyCommand.self, IngestCommand.self,
      NormalizeCommand.self, ValidateCommand.self,
      HistoryCommand.self, EmitCommand.self, DependCommand.self,
    ])

  static func main() {
    // A file that may not grow further is a failure like a full disk, not the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    endCleanlyOnSignals()
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      if let mistyped = MistypedCommand(arguments) { throw mistyped.failure }
      var command = try parseAsRoot()
      try command.run()
      guard fflush(nil) == 0 else { throw systemFailure("standard output: cannot be written") }
    } catch let failure as Failure {
      printError("codeset: \(failure.message)")
      Foundation.exit(failure.cause.exitStatus)
    } catch let ended as ExitCode {
      Foundation.exit(ended.rawValue)
    } catch {
      let message = fullMessage(for: error)
      if exitCode(for: error).isSuccess {
        print(message)
        Foundation.exit(0)
      }
      for line in message.split(separator: "\n") { printError(String(line)) }
      Foundation.exit(Failure.Cause.usage.exitStatus)
    }
  }
}

extension Failure.Cause {
  /// The exit status, as the public interface states it.
  var exitStatus: Int32 {
    switch self {
    case .notFound: 1
    case .usage: 2
    case .inputOutput: 3
    }
  }
}
