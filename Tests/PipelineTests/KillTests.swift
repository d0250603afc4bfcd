import Foundation
import TestSupport
import Testing

/// A signal that ends a build or a make at any moment leaves every product the complete old one or the complete new
/// one; what can be caught leaves nothing else.
///
/// `CODESET_KILLS=200` asks for so many rounds of each.
@Suite struct KillTests {
  /// The products, each whole or not at all.
  static let products = (["codeset.sqlite", "csv", "json", "manifest.json"] + optionalProducts).sorted()

  private static func rounds(or count: Int) -> Int {
    ProcessInfo.processInfo.environment["CODESET_KILLS"].flatMap { Int($0) } ?? count
  }

  @Test(arguments: ["KILL", "TERM", "INT", "HUP"])
  func everyProductIsWholeWheneverABuildIsEnded(by signal: String) throws {
    let sample = try TwoRegistries()
    let command = ["build", "--quiet"] + everyProduct + ["--registry"]
    let duration = try Self.duration {
      try sample.sample.codeset(command + [sample.registries[0]]).succeeded()
    }
    let rounds = Self.rounds(or: signal == "KILL" ? 50 : 15)
    var choice = SeededChoice(state: 2024)
    var ended = 0
    // One moment in each part of the time that a build takes, in any order; old and new change places.
    for (round, part) in (0..<rounds).shuffled(using: &choice).enumerated() {
      let (old, new) = (round % 2, (round + 1) % 2)
      let moment = duration * (Double(part) + Double.random(in: 0..<1, using: &choice)) / Double(rounds)
      let outcome = try run(
        "timeout",
        [
          "--foreground", "--preserve-status", "--signal=\(signal)", String(format: "%.6f", moment),
          codesetPath,
        ] + command + [sample.registries[new]], in: sample.sample.url)
      // It had just ended by itself, or is ended by the signal.
      #expect([0, Self.status[signal]].contains(outcome.status), "\(outcome.errors)")
      if outcome.status != 0 { ended += 1 }
      try sample.expectWhole(old, or: new, "ended by \(signal) after \(moment) s")
      if signal != "KILL" { #expect(try sample.sample.leftovers() == [], "after \(moment) s") }

      try sample.sample.codeset(command + [sample.registries[new]]).succeeded()
      #expect(differences(try files(in: sample.sample.output), sample.complete[new]) == [])
      let names = try FileManager.default.contentsOfDirectory(atPath: sample.sample.output.path)
      #expect(names.sorted() == Self.products)
      #expect(try sample.sample.codeset("verify").status == 0)
    }
    #expect(ended > 0)
  }

  /// The signal reaches make and its command, as from a terminal. Make removes the target of its command then, unless it is precious.
  @Test(arguments: ["INT", "TERM", "HUP"])
  func noProductIsLostWheneverMakeIsInterrupted(by signal: String) throws {
    let sample = try TwoRegistries()
    let output = sample.sample.output
    let registries = sample.registries.map { sample.sample.url.appending(path: $0) }
    for place in [1, 0] { try make([], registry: registries[place], output: output).succeeded() }
    let duration = try Self.duration {
      try FileManager.default.removeItem(at: output.appending(path: "stages"))
      try make([], registry: registries[0], output: output).succeeded()
    }
    var choice = SeededChoice(state: 2025)
    var interrupted = 0
    for round in 0..<Self.rounds(or: 6) {
      let (old, new) = (round % 2, (round + 1) % 2)
      let moment = duration * Double.random(in: 0..<1, using: &choice)
      let outcome = try make(
        [], registry: registries[new], output: output,
        through: ["timeout", "--signal=\(signal)", String(format: "%.6f", moment)])
      // The status of `timeout` where the time was over.
      if outcome.status == 124 { interrupted += 1 }
      try sample.expectWhole(old, or: new, "make, interrupted by \(signal) after \(moment) s")
      #expect(try sample.sample.leftovers() == [], "after \(moment) s")
      try make([], registry: registries[new], output: output).succeeded()
      let products = try files(in: output).filter { !$0.key.hasPrefix("stages/") }
      #expect(differences(products, sample.complete[new]) == [])
    }
    #expect(interrupted > 0)
  }

  /// Whoever starts a build with `nohup` goes away. The test holds the folder until the signal has come.
  @Test func aBuildThatIsToOutliveItsTerminalDoes() throws {
    let outcome = try Sample.built().bash(
      """
      exec 9< Outputs
      flock --exclusive 9
      trap '' HUP
      "$codeset" build 2> waiting 9<&- & build=$!
      for try in $(seq 3000); do
        grep -q "waiting for another build into Outputs" waiting && break
        sleep 0.01
      done
      kill -HUP $build
      flock --unlock 9
      wait $build
      """)
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private static let status: [String: Int32] = ["HUP": 129, "INT": 130, "KILL": 137, "TERM": 143]

  /// The median of three runs, in seconds.
  private static func duration(of work: () throws -> Void) rethrows -> Double {
    try (0..<3).map { _ in try ContinuousClock().measure(work) / .seconds(1) }.sorted()[1]
  }
}

/// The sample with two registries whose products differ in everything: another day, and no ICD-10-PCS.
private struct TwoRegistries {
  let sample: Sample
  let registries = ["Inputs/sample/releases.csv", "Inputs/sample/next.csv"]
  /// All files of the products of each.
  private(set) var complete: [[String: Data]] = []

  init() throws {
    sample = try Sample.built()
    let next = try String(contentsOf: sample.registry, encoding: .utf8).split(separator: "\n").prefix(2)
      .joined(separator: "\n").replacing("2024-10-01", with: "2025-10-01")
    try Data("\(next)\n".utf8).write(to: sample.url.appending(path: registries[1]))
    for registry in registries {
      try sample.codeset(
        ["build", "--registry", registry, "--output", "whole-\(complete.count)"] + everyProduct
      ).succeeded()
      complete.append(try files(in: sample.url.appending(path: "whole-\(complete.count)")))
    }
    #expect(differences(complete[0], complete[1]).count > 30)
  }

  /// Expects every product to be the complete one of one registry or the other.
  func expectWhole(_ old: Int, or new: Int, _ moment: String) throws {
    let left = try files(in: sample.output)
    for product in KillTests.products {
      func part(of files: [String: Data]) -> [String: Data] {
        files.filter { $0.key == product || $0.key.hasPrefix("\(product)/") }
      }
      let isOld = differences(part(of: left), part(of: complete[old])).isEmpty
      let isNew = differences(part(of: left), part(of: complete[new])).isEmpty
      #expect(isOld || isNew, "\(product), \(moment)")
    }
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
