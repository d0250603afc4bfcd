import ArgumentParser
import CodeSetModel

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

  /// - Parameter undone: what was left undone because of errors.
  /// - Throws: `ExitCode(1)` if there was an error.
  func finish(undone: String = "published") throws {
    guard errorCount > 0 else { return }
    printError("codeset: \(errorCount) error\(errorCount == 1 ? "" : "s"); nothing was \(undone)")
    throw ExitCode(1)
  }
}
