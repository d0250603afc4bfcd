import ArgumentParser
import CodeSetModel
import History

/// Prints findings to standard error and remembers whether one was an error.
struct FindingsReport {
  let verbosity: Verbosity
  /// The folder to which the findings' files are relative.
  let folder: String
  private var errorCount = 0

  init(verbosity: Verbosity, folder: String = ".") {
    self.verbosity = verbosity
    self.folder = folder
  }

  /// Prints findings; notes are left out when the user asked for quiet.
  mutating func add(_ findings: [Diagnostic]) {
    for finding in findings {
      if finding.severity == .error { errorCount += 1 }
      guard finding.severity != .note || !verbosity.quiet else { continue }
      var finding = finding
      if folder != ".", let file = finding.place?.file { finding.place?.file = "\(folder)/\(file)" }
      printError(finding.description)
    }
  }

  /// Prints the findings of a history. Of the releases before the newest, only what concerns the history is
  /// noted: the other notes were printed when these releases came, and stand in the table `finding`.
  mutating func add(_ findings: [Finding], newest: String?) {
    let ofHistory = Set(historyRules.map(\.id))
    add(
      findings.map { ($0.release, $0.diagnostic) }.filter { release, finding in
        release == newest || finding.severity != .note || ofHistory.contains(finding.rule)
      }.map(\.1))
  }

  /// - Parameter undone: what was left undone because of errors.
  /// - Throws: `ExitCode(1)` if there was an error.
  func finish(undone: String = "published") throws {
    guard errorCount > 0 else { return }
    printError("codeset: \(errorCount) error\(errorCount == 1 ? "" : "s"); nothing was \(undone)")
    throw ExitCode(1)
  }
}
