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
    // Emptied before the run: what it has is of another one.
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
    for line in findings.filter({ $0.severity != .note || showsNotes }).lines { printError(line) }
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
      return
        "codeset: \(file)\(count - Limit.printedFindings) more findings of the rule \(kind.rule) are not printed"
    }
    return lines + more.sorted()
  }
}

/// The findings of one rule about one file.
private struct FindingKind: Hashable {
  var file: String?
  var rule: String
}
