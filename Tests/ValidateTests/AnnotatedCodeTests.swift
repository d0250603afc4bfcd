import CodeSetModel
import TestSupport
import Testing
import Validate

/// Annotated codes and the procedures of scenarios, compared with the code sets of a build.
@Suite struct AnnotatedCodeTests {
  /// The newest release of the procedure's own code set decides, be it newer or older than that of the annotation.
  @Test(arguments: [
    (
      CodeSystem.icd10pcs, ["2024-10-01", "2025-10-01"], "0UVC7ZZ", "2025-10-01",
      [
        "annotations.csv:2: warning: expected a procedure in force, found 0UVC7ZZ, which was until 2025-10-01 "
          + "[annotation-retired]"
      ]
    ),
    (.icd10pcs, ["2024-10-01", "2025-10-01"], "0UVC7ZZ", "2026-10-01", []),
    (.icd9pcs, ["2014-10-01"], "6759", "2015-10-01", []),
  ])
  func aProcedureIsRetiredByItsOwnCodeSet(
    _ system: CodeSystem, _ days: [CalendarDay], _ procedure: String, _ end: CalendarDay, _ findings: [String]
  ) {
    var annotated = history(of: .icd10cm, code: "O3432", days: ["2024-10-01"], until: nil)
    annotated.inputs = [
      InputFile(
        system: "icd10cm", release: "y1", role: .annotations, file: "annotations.csv", member: nil,
        sha256: "",
        size: 0)
    ]
    annotated.annotations = [
      Annotation(
        system: "icd10cm", code: "O3432", topic: .scenario, position: 1, text: "a patient",
        source: "an example",
        release: "y1", sourceLine: 1),
      Annotation(
        system: "icd10cm", code: "O3432", topic: .procedure, position: 1, text: procedure,
        source: "an example",
        procedure: .init(system: system.id, code: procedure), release: "y1", sourceLine: 2),
    ]
    var histories = [annotated, history(of: system, code: procedure, days: days, until: end)]
    #expect(histories.checkAcrossCodeSets().map(\.diagnostic.description) == findings)
  }

  /// A history of one code.
  private func history(
    of system: CodeSystem, code name: String, days: [CalendarDay], until end: CalendarDay?
  ) -> SystemHistory {
    let releases = days.enumerated().map { place, day in
      var release = sampleRelease(of: system)
      release.label = "y\(place + 1)"
      release.effective = day
      return release
    }
    var history = SystemHistory(system: system, releases: releases)
    var only = code(1, name)
    only.system = system.id
    only.displayCode = system.displayCode(name)
    only.validTo = end
    history.codes = [only]
    return history
  }
}
