import CodeSetModel
import History
import Ingest
import Normalize
import Validate

/// The findings of validation, known faults excused, and those exemptions that cover nothing.
///
/// - Parameter found: what `validate` found.
func judge(_ edition: Edition, found: [Diagnostic], earlier: [Diagnostic]) -> [Diagnostic] {
  let findings = excuse(found, of: edition.release)
  return findings
    + unusedExemptions(
      in: earlier + findings, of: edition.release, from: ingestRules + normalizeRules + validateRules)
}

/// Every rule, by the stage that checks it.
package let allRules: [(stage: String, rule: Rule)] =
  (Registry.rules + FetchList.rules).map { ("registry", $0) } + ingestRules.map { ("ingest", $0) }
  + normalizeRules.map { ("normalize", $0) } + historyRules.map { ("history", $0) }
  + (validateRules + rulesAcrossCodeSets).map { ("validate", $0) }

/// The words by which the axes are read.
package var axisVocabulary: [(kind: String, words: String, meaning: String)] { vocabularyRows }
