import CodeSetModel
import Ingest
import TestSupport
import Testing

/// A row that breaks one rule, and what is said of it.
struct BrokenRow: Sendable, CustomTestStringConvertible {
  var what: String
  var text: String
  var rule: String
  var severity = Diagnostic.Severity.error
  var column: Int?
  var message: String
  /// The code that the finding names.
  var code: String?

  var testDescription: String { what }

  func finding(file: String, line: Int) -> Diagnostic {
    Diagnostic(
      severity, rule: rule, message, at: Place(file: file, line: line, column: column), code: code)
  }

  func rejected(file: String, line: Int) -> Rejected {
    Rejected(
      system: "icd10cm", release: "fy2025", file: file, member: nil, line: line, rule: rule,
      message: message, text: text)
  }
}

/// Rows in = rows out + rejected.
func expectEveryRowAccounted(
  _ ingested: IngestedRelease, rows: Int? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
  let accounted = ingested.records.count + ingested.rejected.count
  #expect(ingested.release.rowCount == accounted, sourceLocation: sourceLocation)
  if let rows { #expect(accounted == rows, sourceLocation: sourceLocation) }
}
