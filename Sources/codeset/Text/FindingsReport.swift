import ArgumentParser
import CodeSetModel
import Files
import Foundation
import Pipeline

extension FolderOptions {
  /// Runs something and prints what came of it: findings to standard error, results to standard output.
  ///
  /// - Throws: `ExitCode(1)` if there was an error.
  func report(_ run: () throws -> RunOutcome) throws {
    // Emptied before the run: what it held is of another one.
    if let file = findings.file { try write([], toFindings: file) }
    let outcome = try run()
    if let file = findings.file { try write(outcome.findings, toFindings: file) }
    for summary in outcome.summaries { verbosity.say(summary) }
    try verbosity.report(outcome.findings, countingNotes: !findings.notes, undone: "published")
  }

  private func write(_ findings: [Diagnostic], toFindings path: String) throws(Failure) {
    do {
      let lines = findings.map { object($0) + "\n" }.joined()
      try Data(lines.utf8).write(to: URL(filePath: path))
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be written: \(reason(of: error))")
    }
  }
}

extension Verbosity {
  /// Prints findings; notes are left out when the user asked for quiet.
  ///
  /// - Parameters:
  ///   - countingNotes: whether one line says how many notes there are.
  ///   - undone: what was left undone because of errors.
  /// - Throws: `ExitCode(1)` if there was an error.
  func report(_ findings: [Diagnostic], countingNotes: Bool = false, undone: String) throws {
    let showsNotes = !quiet && !countingNotes
    for finding in findings where finding.severity != .note || showsNotes { printError(finding.description) }
    let notes = findings.count { $0.severity == .note }
    if countingNotes, !quiet, notes > 0 {
      printError("codeset: \(notes) note\(notes == 1 ? "; --notes prints it" : "s; --notes prints them")")
    }
    let errors = findings.count { $0.severity == .error }
    guard errors > 0 else { return }
    printError("codeset: \(errors) error\(errors == 1 ? "" : "s"); nothing was \(undone)")
    throw ExitCode(1)
  }
}

/// Prints what is to be said while a run goes on.
@Sendable func printNotice(_ message: String) { printError("codeset: \(message)") }

func printError(_ message: String) {
  // There is nobody to tell when standard error is closed or full.
  _ = Array((message + "\n").utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
