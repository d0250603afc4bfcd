import ArgumentParser
import CodeSetModel
import Foundation
import Pipeline

extension Verbosity {
  /// Prints what came of a run: findings to standard error, results to standard output.
  ///
  /// - Parameter undone: what was left undone because of errors.
  /// - Throws: `ExitCode(1)` if there was an error.
  func report(_ outcome: RunOutcome, undone: String = "published") throws {
    for summary in outcome.summaries { say(summary) }
    try report(outcome.findings, undone: undone)
  }

  /// Prints findings; notes are left out when the user asked for quiet.
  func report(_ findings: [Diagnostic], undone: String) throws {
    for finding in findings where finding.severity != .note || !quiet { printError(finding.description) }
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
