import Foundation
import TestSupport
import Testing

/// `kill -9` at any moment leaves every product the complete old one or the complete new one.
@Suite struct KillTests {
  /// The products, each whole or not at all.
  static let products = (["codeset.sqlite", "csv", "json", "manifest.json"] + optionalProducts).sorted()

  @Test func everyProductIsWholeWheneverABuildIsKilled() throws {
    let sample = try Sample.built()
    let registries = ["Inputs/sample/releases.csv", "Inputs/sample/next.csv"]
    // The next registry differs in everything: another day, and no ICD-10-PCS.
    let next = try String(contentsOf: sample.registry, encoding: .utf8).split(separator: "\n").prefix(2)
      .joined(separator: "\n").replacing("2024-10-01", with: "2025-10-01")
    try Data("\(next)\n".utf8).write(to: sample.url.appending(path: registries[1]))
    var complete: [[String: Data]] = []
    for registry in registries {
      try sample.codeset(
        ["build", "--registry", registry, "--output", "whole-\(complete.count)"] + everyProduct
      ).succeeded()
      complete.append(try files(in: sample.url.appending(path: "whole-\(complete.count)")))
    }
    #expect(differences(complete[0], complete[1]).count > 30)

    let duration = try Self.duration(of: { try sample.codeset(["build"] + everyProduct).succeeded() })
    let rounds = 50
    var choice = SeededChoice(state: 2024)
    var killed = 0
    // One moment in each fiftieth of the time that a build takes, in any order; old and new change places.
    for (round, part) in (0..<rounds).shuffled(using: &choice).enumerated() {
      let (old, new) = (round % 2, (round + 1) % 2)
      let moment = duration * (Double(part) + Double.random(in: 0..<1, using: &choice)) / Double(rounds)
      let outcome = try run(
        "timeout",
        [
          "--foreground", "--signal=KILL", String(format: "%.6f", moment), codesetPath, "build", "--quiet",
          "--registry", registries[new],
        ] + everyProduct, in: sample.url)
      // 124: it had just ended by itself.
      #expect([0, 124, 137].contains(outcome.status), "\(outcome.errors)")
      if outcome.status == 137 { killed += 1 }

      let left = try files(in: sample.output)
      for product in Self.products {
        func part(of files: [String: Data]) -> [String: Data] {
          files.filter { $0.key == product || $0.key.hasPrefix("\(product)/") }
        }
        let isOld = differences(part(of: left), part(of: complete[old])).isEmpty
        let isNew = differences(part(of: left), part(of: complete[new])).isEmpty
        #expect(isOld || isNew, "\(product), killed after \(moment) s")
      }

      try sample.codeset(["build", "--quiet", "--registry", registries[new]] + everyProduct).succeeded()
      #expect(differences(try files(in: sample.output), complete[new]) == [])
      let names = try FileManager.default.contentsOfDirectory(atPath: sample.output.path)
      #expect(names.sorted() == Self.products)
      #expect(try sample.codeset("verify").status == 0)
    }
    #expect(killed > 0)
  }

  /// The median of three runs, in seconds.
  private static func duration(of work: () throws -> Void) rethrows -> Double {
    try (0..<3).map { _ in try ContinuousClock().measure(work) / .seconds(1) }.sorted()[1]
  }
}

/// Numbers that look chosen at random and are the same in every run (SplitMix64).
struct SeededChoice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
