import CodeSetModel
import History
import Ingest
import Normalize
import Validate

/// The findings of validation, known faults excused, and those exemptions that cover nothing.
///
/// - Parameter found: what `validate` found.
func judge(_ edition: Edition, found: [Diagnostic], earlier: [Diagnostic]) -> [Diagnostic] {
  let findings = excuse(found.worthSaying(of: edition.release), of: edition.release)
  return findings
    + unusedExemptions(
      in: earlier + findings, of: edition.release, from: ingestRules + normalizeRules + validateRules)
}

extension [Diagnostic] {
  /// The findings about the codes of a release, but for those of one that no file holds: what is odd about a title is
  /// said of the release whose file prints it.
  func worthSaying(of release: Release) -> [Diagnostic] {
    release.basis == .file ? self : filter { $0.severity == .error }
  }
}

/// Every rule, by the stage that checks it.
package let allRules: [(stage: String, rule: Rule)] =
  (Registry.rules + FetchList.rules).map { ("registry", $0) } + ingestRules.map { ("ingest", $0) }
  + normalizeRules.map { ("normalize", $0) } + historyRules.map { ("history", $0) }
  + (validateRules + rulesAcrossCodeSets).map { ("validate", $0) }

/// The words by which the axes are read.
package var axisVocabulary: [(kind: String, words: String, meaning: String)] { vocabularyRows }
