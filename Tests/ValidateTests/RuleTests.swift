import CodeSetModel
import History
import Ingest
import Normalize
import TestSupport
import Testing
import Validate

@Suite struct RuleTests {
  @Test(arguments: ruleExamples)
  func theSmallestBreachIsFoundOnceAndByItsOwnRuleOnly(_ example: RuleExample) {
    #expect(example.breaking.validated().map(\.description) == example.findings)
    #expect(example.findings.allSatisfy { $0.hasSuffix("[\(example.rule)]") })
  }

  @Test(arguments: ruleExamples)
  func theReleaseBesideItIsWithoutFinding(_ example: RuleExample) {
    #expect(example.keeping.validated().isEmpty)
  }

  @Test func aFindingNamesItsCode() {
    let findings = SmallRelease(codes: [code(1, "A00", long: "Cholera ")]).validated()
    #expect(findings.map(\.code) == ["A00"])
  }

  @Test func findingsStandInTheOrderOfTheRules() {
    let findings = SmallRelease(
      codes: [code(2, "A00", long: "Cholera "), code(1, "A00", long: "")], rowCount: 5
    ).validated()
    #expect(
      findings.map(\.rule) == [
        "unique-codes", "ascending-order", "titles-present", "title-spacing", "rows-accounted",
      ])
  }

  @Test func aReleaseWithoutAnyRowHasNoFinding() {
    #expect(SmallRelease(codes: []).validated().isEmpty)
  }

  @Test(arguments: validateRules)
  func everyRuleHasAnExample(_ rule: Rule) {
    // The rule about exemptions has its examples in ExemptionTests.
    let examples = ruleExamples.map(\.rule) + ["unused-exemption"]
    #expect(examples.contains(rule.id), "no test breaks the rule \(rule.id)")
  }

  @Test func everyExampleBreaksADeclaredRule() {
    #expect(Set(ruleExamples.map(\.rule)).isSubset(of: validateRules.map(\.id)))
  }

  /// Exemptions, documentation, and people who filter findings rely on these names and weights.
  @Test func theRulesOfAllStagesAreThese() {
    let rules = (ingestRules + normalizeRules + historyRules + validateRules + rulesAcrossCodeSets).map {
      "\($0.id) \($0.severity)"
    }
    #expect(
      rules == [
        "byte-order-mark note",
        "line-ends note",
        "final-newline note",
        "encoding note",
        "blank-line note",
        "control-character error",
        "tab error",
        "line-length error",
        "column-gap error",
        "order-number error",
        "code-form error",
        "flag error",
        "empty-title error",
        "title-length error",
        "duplicate-code error",
        "repeated-code note",
        "parent-code error",
        "field-count error",
        "unknown-column note",
        "title-newline note",
        "short-title error",
        "addenda-action error",
        "addenda-pair error",
        "addenda-repeated error",
        "addenda-footer error",
        "conversion-row warning",
        "preamble note",
        "record-length note",
        "record-id error",
        "record-sequence error",
        "record-field error",
        "group-date warning",
        "gem-row error",
        "poa-row error",
        "ccs-row error",
        "annotation-row error",
        "synonym-row error",
        "declared-row error",
        "tabular-element warning",
        "index-element warning",
        "pcs-element warning",
        "csv-syntax error",
        "vocabulary error",
        "declaration error",
        "outside-sections warning",
        "family-hole note",
        "family-twin note",
        "crosswalk-case note",
        "crosswalk-code warning",
        "crosswalk-no-map warning",
        "crosswalk-combination warning",
        "flag-code warning",
        "flag-title warning",
        "group-code warning",
        "group-title note",
        "tabular-code warning",
        "tabular-title warning",
        "note-reference note",
        "seventh-character note",
        "tabular-section note",
        "pcs-table warning",
        "release-sequence error",
        "release-gap warning",
        "unexplained-change error",
        "footer-counts error",
        "footer-missing error",
        "baseline-not-held warning",
        "other-baseline note",
        "conversion-notation warning",
        "conversion-code warning",
        "conversion-date warning",
        "unique-codes error",
        "parent-first error",
        "billable-leaf error",
        "ascending-order error",
        "order-gaps error",
        "titles-present error",
        "short-title-length warning",
        "title-characters error",
        "title-spacing warning",
        "rows-accounted error",
        "references-exist error",
        "unused-exemption error",
        "crosswalk-target warning",
        "target-not-held note",
        "annotation-code error",
        "annotation-retired warning",
        "annotation-procedure error",
        "annotation-scenario warning",
        "procedure-not-held warning",
      ])
  }

  @Test(arguments: ingestRules + normalizeRules + historyRules + validateRules + rulesAcrossCodeSets)
  func aRuleSaysInOneSentenceWhatHolds(_ rule: Rule) {
    #expect(rule.summary.hasSuffix("."))
    #expect(rule.summary.first?.isUppercase == true)
    #expect(rule.id.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) || $0 == 0x2D })
  }
}
