import Foundation
import TestSupport
import Testing

/// Builds into one folder at the same time.
@Suite struct TwoBuildsTests {
  @Test func bothEndWellAndTheProductsBelongTogether() throws {
    let sample = try Sample()
    try sample.writeNextRegistry()
    for round in 1...5 {
      let outcome = try sample.bash(
        """
        "$codeset" build --jobs 2 & first=$!
        "$codeset" build --jobs 2 --registry Inputs/sample/next.csv & second=$!
        wait $first; one=$?
        wait $second; other=$?
        echo "$one $other" > statuses
        "$codeset" verify
        """)
      let statuses = try String(contentsOf: sample.url.appending(path: "statuses"), encoding: .utf8)
      #expect(statuses == "0 0\n", "round \(round): \(outcome.errors)")
      #expect(outcome.status == 0, "round \(round): \(outcome.errors)")
      let days = try sqliteColumn(sample.database, "SELECT DISTINCT effective FROM release")
      #expect(days == ["2024-10-01"] || days == ["2025-10-01"])
      #expect(try FileManager.default.contentsOfDirectory(atPath: sample.output.path).count == 4)
    }
  }

  /// The test holds the folder as another build would, and lets go only when the build has said that it waits.
  @Test func oneWaitsForTheOther() throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    try sample.writeNextRegistry()
    let outcome = try sample.bash(
      """
      exec 9< Outputs
      flock --exclusive 9
      "$codeset" build --registry Inputs/sample/next.csv 2> waiting 9<&- & build=$!
      for try in $(seq 3000); do
        grep -q "waiting for another build into Outputs" waiting && break
        sleep 0.01
      done
      cp -r Outputs meanwhile
      flock --unlock 9
      wait $build
      """)
    #expect(outcome.status == 0)
    let said = try String(contentsOf: sample.url.appending(path: "waiting"), encoding: .utf8)
    #expect(
      said == """
        codeset: waiting for another build into Outputs
        codeset: \(holesOfTheSample.count) notes; --notes prints them

        """)
    #expect(differences(old, try files(in: sample.url.appending(path: "meanwhile"))) == [])
    #expect(try sqliteColumn(sample.database, "SELECT DISTINCT effective FROM release") == ["2025-10-01"])
    #expect(try sample.codeset("verify").status == 0)
  }

  @Test func whatAKilledBuildLeftIsRemovedByTheNext() throws {
    let sample = try Sample.built()
    let left = sample.output.appending(path: ".building.1/json")
    try FileManager.default.createDirectory(at: left, withIntermediateDirectories: true)
    try Data("part".utf8).write(to: left.appending(path: "index.json"))
    try Data("theirs".utf8).write(to: sample.output.appending(path: ".bashrc"))
    try sample.codeset("build").succeeded()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: sample.output.path).sorted()
        == [".bashrc", "codeset.sqlite", "csv", "json", "manifest.json"])
  }
}

extension Sample {
  /// Writes `next.csv`, which differs from the registry in the day on which the releases begin.
  fileprivate func writeNextRegistry() throws {
    let text = try String(contentsOf: registry, encoding: .utf8)
    try Data(text.replacing("2024-10-01", with: "2025-10-01").utf8)
      .write(to: inputs.appending(path: "next.csv"))
  }
}
