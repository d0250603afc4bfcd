import CodeSetModel
import History
import Ingest
import Normalize
import TestSupport
import Testing
import Validate

private let doubledBlank = Diagnostic(
  .warning, rule: "title-spacing", "expected single blanks between words, found a doubled blank",
  at: Place(file: "order.txt", line: 7), code: "W44G")

private func exemption(
  system: String = "icd10cm", releases: [String] = ["fy2025"], rule: String = "title-spacing",
  codes: [String] = ["W44G"]
) -> Exemption {
  Exemption(
    system: system, releases: releases, rule: rule, codes: codes,
    reason: "printed with a doubled blank in the order file of FY2025")
}

@Suite struct ExemptionTests {
  @Test func anExemptedFindingBecomesANoteWithTheReason() {
    let excused = excuse([doubledBlank], of: sampleRelease(), exemptions: [exemption()])
    #expect(
      excused.map(\.description) == [
        "order.txt:7: note: expected single blanks between words, found a doubled blank; exempt: printed with a "
          + "doubled blank in the order file of FY2025 [title-spacing]"
      ])
    #expect(excused.map(\.code) == ["W44G"])
  }

  @Test(arguments: [
    exemption(rule: "title-characters"), exemption(codes: ["W44"]), exemption(releases: ["fy2024"]),
    exemption(system: "icd10pcs"), exemption(codes: []),
  ])
  func anotherRuleCodeReleaseOrCodeSetIsNotExempt(_ other: Exemption) {
    #expect(excuse([doubledBlank], of: sampleRelease(), exemptions: [other]) == [doubledBlank])
  }

  @Test func aFindingWithoutACodeIsNeverExempt() {
    let finding = Diagnostic(.error, rule: "rows-accounted", "expected 3 rows, found 2")
    let exemptions = [exemption(rule: "rows-accounted", codes: ["", "W44G"])]
    #expect(excuse([finding], of: sampleRelease(), exemptions: exemptions) == [finding])
  }

  @Test func otherFindingsStayInTheirPlaces() {
    let error = Diagnostic(.error, rule: "unique-codes", "expected A00 once", code: "A00")
    let excused = excuse(
      [error, doubledBlank, error], of: sampleRelease(), exemptions: [exemption()])
    #expect(excused.map(\.severity) == [.error, .note, .error])
    #expect(excused.map(\.rule) == ["unique-codes", "title-spacing", "unique-codes"])
  }

  @Test func anExemptionThatMatchesNothingIsAnError() {
    let unused = unusedExemptions(
      in: [doubledBlank], of: sampleRelease(), from: validateRules,
      exemptions: [exemption(codes: ["W44G", "Y0745"])])
    #expect(
      unused.map(\.description) == [
        "error: expected a finding of title-spacing for Y0745 in icd10cm fy2025, found none [unused-exemption]"
      ])
    #expect(unused.map(\.code) == ["Y0745"])
  }

  @Test func anExemptionIsUsedEvenAfterItsFindingBecameANote() {
    let exemptions = [exemption()]
    let excused = excuse([doubledBlank], of: sampleRelease(), exemptions: exemptions)
    #expect(
      unusedExemptions(in: excused, of: sampleRelease(), from: validateRules, exemptions: exemptions).isEmpty)
  }

  @Test func theExemptionsOfOtherReleasesAreNotMissed() {
    let exemptions = [exemption(releases: ["fy2016"]), exemption(system: "icd10pcs")]
    #expect(
      unusedExemptions(in: [], of: sampleRelease(), from: validateRules, exemptions: exemptions).isEmpty)
  }

  /// The stages check their rules one after the other, and each misses its own exemptions alone.
  @Test func theExemptionsFromOtherRulesAreNotMissed() {
    let exemptions = [exemption(rule: "unexplained-change")]
    #expect(
      unusedExemptions(in: [], of: sampleRelease(), from: validateRules, exemptions: exemptions).isEmpty)
  }

  /// Where a fault is in too many codes to name, their number is known.
  @Test(arguments: [1, 2, 3])
  func aFaultInManyCodesIsCounted(count: Int) {
    let exemptions = [
      Exemption(
        system: "icd10cm", releases: ["fy2025"], rule: "title-spacing", count: count, reason: "CSV file")
    ]
    let findings = SmallRelease(codes: [
      code(1, "A00", isBillable: false, long: "Cholera "), code(2, "A000", parent: "A00", long: "Cholera  A"),
    ]).validated()
    let excused = excuse(findings, of: sampleRelease(), exemptions: exemptions)
    #expect(excused.map(\.severity) == [.note, .note])
    let unused = unusedExemptions(
      in: excused, of: sampleRelease(), from: validateRules, exemptions: exemptions)
    #expect(
      unused.map(\.message)
        == (count == 2 ? [] : ["expected \(count) findings of title-spacing in icd10cm fy2025, found 2"]))
  }

  /// The same text in another zip has the faults that are known of its codes: they do not stop it.
  @Test(
    arguments: [
      ("unexplained-change", "Z057", .error, "fy2018", .note),
      ("unexplained-change", "Z057", .error, "fy2019", .error),
      ("unexplained-change", "A00", .error, "fy2018", .error),
      ("title-spacing", "H54414", .warning, "fy2018", .warning),
    ] as [(String, String, Diagnostic.Severity, String, Diagnostic.Severity)])
  func aKnownErrorOfACodeIsExcusedInAnotherFile(
    rule: String, code: String, severity: Diagnostic.Severity, label: String, excused: Diagnostic.Severity
  ) {
    var release = sampleRelease()
    (release.label, release.sha256) = (label, String(repeating: "0", count: 64))
    let finding = Diagnostic(severity, rule: rule, "a fault", code: code)
    #expect(excuse([finding], of: release).map(\.severity) == [excused])
    #expect(unusedExemptions(in: [], of: release, from: validateRules + historyRules).isEmpty)
  }

  @Test func aKnownFaultNamesARuleAndItsCodesOnceAndGivesAReason() {
    let rules = Set((ingestRules + normalizeRules + historyRules + validateRules).map(\.id))
    var seen: Set<[String]> = []
    for fault in knownFaults {
      #expect(rules.contains(fault.rule), "\(fault.rule)")
      #expect(CodeSystem(id: fault.system) != nil, "\(fault.system)")
      let sources = ["order file", "addenda", "CSV file", "file of 2018", "files of 2018", "file of 2019"]
      let hasSource = sources.contains { fault.reason.contains($0) }
      #expect(hasSource, "\(fault.reason)")
      #expect(!fault.releases.isEmpty, "\(fault.reason)")
      for release in fault.releases {
        // Without codes it is the file as a whole that has the fault.
        for code in fault.codes.isEmpty ? [""] : fault.codes {
          let isNew = seen.insert([fault.system, release, fault.rule, code]).inserted
          #expect(isNew, "\(fault.rule) \(code) in \(release) is exempt twice")
        }
      }
    }
  }
}

@Suite(.serialized) struct OfficialFaultTests {
  @Test(.needsReleases, arguments: officialReleases + officialHCPCS)
  func everyExemptionMatchesAndNoErrorOrWarningRemains(_ official: OfficialRelease) throws {
    let ingested = try official.ingested()
    let normalized = normalize(
      ingested.records, of: ingested.release, system: official.system, rejected: ingested.rejected,
      hcpcs: ingested.hcpcs)
    let release = normalized.edition.release
    let findings =
      ingested.findings + normalized.findings + validate(normalized.edition)
    let remaining =
      excuse(findings, of: release).filter { $0.severity != .note }
      + unusedExemptions(in: findings, of: release, from: ingestRules + normalizeRules + validateRules)
    #expect(remaining.map(\.description).isEmpty)
  }

  @Test(.needsReleases)
  func everyKnownFaultIsOfAReleaseThatIsHeld() {
    let held = Set(officialCodes.map(\.description))
    for fault in knownFaults {
      for label in fault.releases { #expect(held.contains("\(fault.system) \(label)")) }
    }
  }
}
