import CodeSetModel
import TestSupport
import Testing
import Validate

/// The targets of mappings, compared with the other code sets of a build.
@Suite struct CrosswalkTargetTests {
  @Test func aTargetThatSomeReleaseHasIsFine() {
    var histories = [history(of: .icd10cm, mappings: ["0010", nil]), history(of: .icd9cm, codes: ["0010"])]
    #expect(histories.checkAcrossCodeSets().isEmpty)
    #expect(histories[0].findings.isEmpty)
  }

  @Test func aTargetThatNoReleaseHasIsAWarning() {
    var histories = [
      history(of: .icd10cm, mappings: ["0010", "0011"]), history(of: .icd9cm, codes: ["0010"]),
    ]
    let found = histories.checkAcrossCodeSets()
    #expect(
      found.map(\.diagnostic.description) == [
        "gem.zip/gem.txt:2: warning: expected a code of icd9cm, found 0011 for A000 [crosswalk-target]"
      ])
    #expect(histories[0].findings == found)
  }

  @Test func aCodeSetThatIsNotHeldIsOneNote() {
    var histories = [history(of: .icd10cm, mappings: [nil, "0010", "0011"])]
    #expect(
      histories.checkAcrossCodeSets().map(\.diagnostic.description) == [
        "gem.zip/gem.txt:2: note: expected the codes of icd9cm in this build, found none; targets not checked: 2 "
          + "[target-not-held]"
      ])
  }

  /// Behind what was found of the same release, and before what was found of the next.
  @Test func theFindingsStandWithThoseOfTheirRelease() {
    var history = history(of: .icd10cm, mappings: ["0010"])
    var next = history.releases[0]
    next.label = "fy2026"
    history.releases.append(next)
    for label in ["fy2025", "fy2026"] {
      history.findings.append(
        Finding(
          system: "icd10cm", release: label, number: 1, Diagnostic(.note, rule: "title-spacing", "a blank")))
    }
    var histories = [history]
    _ = histories.checkAcrossCodeSets()
    #expect(
      histories[0].findings.map { "\($0.release) \($0.number) \($0.diagnostic.rule)" } == [
        "fy2025 1 title-spacing", "fy2025 2 target-not-held", "fy2026 1 title-spacing",
      ])
  }

  private func history(
    of system: CodeSystem, codes: [String] = [], mappings: [String?] = []
  ) -> SystemHistory {
    var history = SystemHistory(system: system, releases: [sampleRelease(of: system)])
    history.inputs = [
      InputFile(
        system: system.id, release: "fy2025", role: .crosswalk, file: "gem.zip", member: "gem.txt",
        sha256: "",
        size: 0)
    ]
    history.codes = codes.enumerated().map { code($0 + 1, $1) }
    history.crosswalks = mappings.enumerated().map { place, target in
      Crosswalk(
        sourceSystem: system.id, sourceCode: "A000", targetSystem: "icd9cm", targetCode: target,
        isApproximate: false, hasNoMap: target == nil, isCombination: false, scenario: 0, choiceList: 0,
        release: "fy2025", sourceLine: place + 1)
    }
    return history
  }
}
