import ArgumentParser
import CodeSetModel

/// Prints findings to standard error and remembers whether one was an error.
struct FindingsReport {
  let verbosity: Verbosity
  private var errorCount = 0

  init(verbosity: Verbosity) {
    self.verbosity = verbosity
  }

  /// Prints findings; notes are left out when the user asked for quiet.
  mutating func add(_ findings: [Diagnostic]) {
    for finding in findings {
      if finding.severity == .error { errorCount += 1 }
      if finding.severity != .note || !verbosity.quiet { printError(finding.description) }
    }
  }

  /// - Throws: `ExitCode(1)` if there was an error.
  func finish() throws {
    guard errorCount > 0 else { return }
    printError("codeset: \(errorCount) error\(errorCount == 1 ? "" : "s"); nothing was published")
    throw ExitCode(1)
  }
}
