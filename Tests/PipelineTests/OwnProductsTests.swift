import Foundation
import TestSupport
import Testing

/// What no manifest of the program names is somebody else's.
@Suite struct OwnProductsTests {
  /// What people have in the folders that they work in.
  static let theirs = [
    "site/index.html", "report/2024.md", "json/data.json", "load/cart.sql", "csv/figures.csv",
    "fhir/notes.txt",
    "omop/notes.txt", "manifest.json", "codeset.sqlite",
  ]

  @Test(arguments: theirs)
  func isNeitherReplacedNorRemoved(_ path: String) throws {
    let sample = try Sample()
    let file = sample.url.appending(path: path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("{\"name\": \"theirs\"}".utf8).write(to: file)
    let old = try files(in: sample.url)
    for options in [[], everyProduct] {
      let outcome = try sample.codeset(["build", "--output", "."] + options)
      #expect(outcome.status == 3)
      let name = path.split(separator: "/")[0]
      #expect(
        outcome.errors
          == "codeset: ./\(name): no manifest of this program names it, so it is not replaced; "
          + "move it away, or name another folder with --output\n")
    }
    #expect(differences(old, try files(in: sample.url)) == [])
  }

  /// Each is replaced by `emit` alone, before there is a manifest of all.
  @Test func aProductOfAStageIsReplaced() throws {
    let sample = try CrosswalkSample()
    for _ in 1...2 { try sample.make("EMIT=site", "emit-json", "emit-site").succeeded() }
    try sample.edit("crosswalk.csv", replacing: "2015", with: "2016")
    try sample.make("EMIT=site", "emit-json", "emit-site").succeeded()
    try sample.build("--quiet").succeeded()
    let json = sample.output.appending(path: "json")
    try FileManager.default.removeItem(at: sample.output)
    try FileManager.default.createDirectory(at: json, withIntermediateDirectories: true)
    try Data("theirs".utf8).write(to: json.appending(path: "data.json"))
    let refused = try sample.make("emit-json")
    #expect(refused.status != 0)
    #expect(refused.errors.contains("json: no manifest of this program names it"), "\(refused.errors)")
    #expect(try Data(contentsOf: json.appending(path: "data.json")) == Data("theirs".utf8))
  }

  @Test func cleanRemovesItsOwnAlone() throws {
    let sample = try HistorySample()
    try sample.make().succeeded()
    try Data("theirs".utf8).write(to: sample.output.appending(path: "stages/notes.txt"))
    for name in ["load", "site"] {
      try FileManager.default.removeItem(at: sample.output.appending(path: name))
    }
    try FileManager.default.removeItem(at: sample.output.appending(path: "stages/emit/load.json"))
    let manifest = sample.output.appending(path: "manifest.json")
    let text = try String(contentsOf: manifest, encoding: .utf8)
    try Data(text.replacing("\"load/", with: "\"other/").utf8).write(to: manifest)
    let load = sample.output.appending(path: "load/cart.sql")
    try FileManager.default.createDirectory(
      at: load.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("theirs".utf8).write(to: load)
    // The build of the tests must stay: a Makefile of the same rules that leaves it alone.
    let rules = try String(contentsOf: project.appending(path: "Makefile"), encoding: .utf8)
    #expect(rules.contains("\trm -rf .build\n"))
    let copy = sample.url.appending(path: "Makefile")
    try Data(rules.replacing("\trm -rf .build\n", with: "\ttrue\n").utf8).write(to: copy)
    let cleaned = try sample.make("--file=\(copy.path)", "clean").succeeded()
    #expect(cleaned.output.contains("load stays: no manifest of this program names it"), "\(cleaned.output)")
    #expect(try files(in: sample.output).keys.sorted() == ["load/cart.sql", "stages/notes.txt"])
  }
}
