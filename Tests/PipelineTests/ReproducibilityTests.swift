import Foundation
import TestSupport
import Testing

/// Same input, same bytes: any folder, any hour, any locale, any number of jobs; make or one process.
@Suite struct ReproducibilityTests {
  struct Surroundings: Sendable, CustomTestStringConvertible {
    var jobs: Int
    var timeZone: String
    var locale: String
    var testDescription: String { "--jobs \(jobs), TZ=\(timeZone), LC_ALL=\(locale)" }
  }

  @Test(arguments: [
    Surroundings(jobs: 1, timeZone: "Pacific/Kiritimati", locale: "C"),
    Surroundings(jobs: 2, timeZone: "America/St_Johns", locale: "tr_TR.UTF-8"),
    Surroundings(jobs: 8, timeZone: "Asia/Kathmandu", locale: "de_DE.UTF-8"),
  ])
  func aBuildIsTheSameAnywhere(_ surroundings: Surroundings) throws {
    let (here, there) = (try Sample.built(), try Sample())
    // Another folder, and the registry and the output by other names for them.
    try there.codeset(
      [
        "build", "--registry", there.registry.path, "--output", there.url.appending(path: "a/b c").path,
        "--jobs", "\(surroundings.jobs)",
      ] + everyProduct,
      environment: ["TZ": surroundings.timeZone, "LC_ALL": surroundings.locale, "LANG": surroundings.locale]
    ).succeeded()
    let (one, other) = (try files(in: here.output), try files(in: there.url.appending(path: "a/b c")))
    #expect(differences(one, other) == [])
    #expect(one.keys.contains("manifest.json"))
  }

  /// As make drives the stages, the emitters side by side.
  @Test(arguments: ["\n", " &\n"])
  func stageByStageIsTheSameAsABuild(separator: String) throws {
    let (whole, staged) = (try Sample.built(), try Sample())
    let emitters = ["sqlite", "json", "csv"].map { "\"$codeset\" emit \($0)" }.joined(separator: separator)
    let script = """
      set -e
      "$codeset" depend
      for system in icd10cm icd10pcs; do
        for stage in ingest normalize validate; do "$codeset" $stage $system sample; done
        "$codeset" history $system
      done
      \(emitters)
      wait
      for product in \(optionalProducts.joined(separator: " ")); do "$codeset" emit $product; done
      "$codeset" emit manifest \(everyProduct.joined(separator: " "))
      "$codeset" verify
      """
    try staged.bash(script).succeeded()
    let products = try files(in: staged.output).filter { !$0.key.hasPrefix("stages/") }
    #expect(differences(try files(in: whole.output), products) == [])
  }

  @Test func dependNamesTheReleasesForMakeAndLeavesTheUnchangedAlone() throws {
    let sample = try Sample()
    try sample.codeset("depend").succeeded()
    let stages = sample.output.appending(path: "stages")
    let rules = try String(contentsOf: stages.appending(path: "releases.mk"), encoding: .utf8)
    for system in ["icd10cm", "icd10pcs"] {
      #expect(rules.contains("RELEASES += \(system)/sample\n"))
      let registered = stages.appending(path: "\(system)/sample/registered.txt")
      #expect(
        try String(contentsOf: registered, encoding: .utf8).contains("\n\(system)_order_sample.txt\n"))
    }
    // A day long gone: a file that is written again no longer bears it.
    let script = "find Outputs -type f -exec touch -d 2001-01-01 {} +"
    try sample.bash(script).succeeded()
    try sample.codeset("depend").succeeded()
    let newer = "find Outputs -type f -newermt 2001-01-02"
    #expect(try sample.bash(newer).output == "")
    // Another file of the same name, though its bytes are the same.
    try sample.bash("touch -d 2001-01-03 Inputs/sample/icd10cm_order_sample.txt").succeeded()
    try sample.codeset("depend").succeeded()
    #expect(try sample.bash(newer).output == "Outputs/stages/icd10cm/sample/registered.txt\n")
    try sample.bash(script).succeeded()
    try sample.editRegistry(replacing: "icd10pcs,sample,2024-10-01", with: "icd10pcs,sample,2024-10-02")
    try sample.codeset("depend").succeeded()
    #expect(try sample.bash(newer).output == "Outputs/stages/icd10pcs/sample/registered.txt\n")
  }
}
