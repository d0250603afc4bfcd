import Foundation
import TestSupport
import Testing

/// Where the files of a registry are: below it, anywhere, or not here yet.
@Suite struct RegisteredPathTests {
  /// A registry may name its files by absolute paths; the products are the same, but for the names.
  @Test(arguments: [false, true])
  func filesMayBeAnywhere(throughMake: Bool) throws {
    let sample = try CrosswalkSample()
    let folder = try TemporaryFolder()
    let registry = folder.url.appending(path: "releases.csv")
    let text = try String(contentsOf: sample.registry, encoding: .utf8)
    let absolute = text.replacing(",icd10cm_order", with: ",\(sample.url.path)/icd10cm_order")
      .replacing(",crosswalk/", with: ",\(sample.url.path)/crosswalk/")
    try Data(absolute.utf8).write(to: registry)
    let output = folder.url.appending(path: "Outputs")
    if throughMake {
      try make([], registry: registry, output: output).succeeded()
    } else {
      try run(codesetPath, ["build", "--quiet", "--registry", "releases.csv"], in: folder.url).succeeded()
    }
    let rows = try sqliteColumn(
      output.appending(path: "codeset.sqlite"), "SELECT file FROM input WHERE role = 'groups'")
    #expect(rows == [.text("\(sample.url.path)/crosswalk/ccs.csv")])
  }

  @Test(arguments: [false, true])
  func filesThatAreNotFetchedYetNameTheCommand(throughMake: Bool) throws {
    let sample = try Sample()
    let rows = """
      system,release,effective,until,role,layout,file,member,sha256,url
      icd10cm,fy2025,2024-10-01,,codes,cms-order,a/order.txt,,,https://example.org/order.txt
      icd10cm,fy2025,2024-10-01,,addenda,cms-order-addenda,a/addenda.txt,,,https://example.org/addenda.txt

      """
    try Data(rows.utf8).write(to: sample.registry)
    let outcome: Outcome
    let path: String
    if throughMake {
      outcome = try make(["SYSTEM=icd10cm"], registry: sample.registry, output: sample.output)
      path = sample.registry.path
      #expect(outcome.status == 2)
    } else {
      outcome = try sample.codeset("build", "--system", "icd10cm")
      path = "Inputs/sample/releases.csv"
      #expect(outcome.status == 3)
    }
    let folder = path.replacing("/releases.csv", with: "")
    let sentence =
      "codeset: 2 files are not fetched yet, \(folder)/a/order.txt the first; "
      + "`codeset fetch --registry \(path) --system icd10cm` downloads them"
    #expect(outcome.errorLines.contains(sentence), "\(outcome.errors)")
  }
}
