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
    for line in findings.filter({ $0.severity != .note || !quiet }).lines { printError(line) }
    let errors = findings.count { $0.severity == .error }
    guard errors > 0 else { return }
    printError("codeset: \(errors) error\(errors == 1 ? "" : "s"); nothing was \(undone)")
    throw ExitCode(1)
  }
}

/// Prints what is to be said while a run goes on.
@Sendable func printNotice(_ message: String) { printError("codeset: \(message)") }

/// Prints one line to standard error, whatever the message holds.
func printError(_ message: String) {
  let message = printable(message)
  // There is nobody to tell when standard error is closed or full.
  _ = Array((message + "\n").utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
}

extension [Diagnostic] {
  /// The findings as lines; of a rule that many rows of a file break, the first ones, and how many more there are.
  fileprivate var lines: [String] {
    var counts: [FindingKind: Int] = [:]
    var lines: [String] = []
    for finding in self {
      let kind = FindingKind(file: finding.place?.file, rule: finding.rule)
      counts[kind, default: 0] += 1
      if counts[kind, default: 0] <= Limit.printedFindings { lines.append(finding.description) }
    }
    let more = counts.filter { $0.value > Limit.printedFindings }.map { kind, count in
      let file = kind.file.map { "\($0): " } ?? ""
      return "codeset: \(file)\(count - Limit.printedFindings) more findings of the rule \(kind.rule) are not printed"
    }
    return lines + more.sorted()
  }
}

/// The findings of one rule about one file.
private struct FindingKind: Hashable {
  var file: String?
  var rule: String
}
