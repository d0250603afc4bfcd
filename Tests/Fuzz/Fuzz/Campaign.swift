import Foundation
import Synchronization
import TestSupport

/// All readers, one after the other on each processor, sharing the time or the number of inputs.
struct Campaign {
  private var seconds = 60
  private var inputs: Int?
  private var seed = 1
  private var only = ""

  init?(_ arguments: [String]) {
    var rest = arguments[...]
    while let option = rest.popFirst() {
      guard let value = rest.popFirst() else { return nil }
      switch (option, Int(value)) {
      case ("--seconds", let number?): seconds = number
      case ("--inputs", let number?): inputs = number
      case ("--seed", let number?): seed = number
      case ("--only", _): only = value
      default: return nil
      }
    }
  }

  /// What became of one reader.
  private struct Outcome: Sendable {
    var name: String
    var inputs: Int
    var status: Int32
    var log: String
  }

  /// - Returns: the exit status: 1 where a reader failed.
  func run() throws -> Int32 {
    let names = FuzzedReader.all.map(\.name).filter { only.isEmpty || $0.contains(only) }
    let processors = ProcessInfo.processInfo.activeProcessorCount
    let limit =
      inputs.map { "-runs=\(max(1, $0 / names.count))" }
      ?? "-max_total_time=\(max(1, seconds * processors / names.count))"
    print("seed \(seed): \(names.count) readers, \(limit.dropFirst()) each")
    // What the readers leave, also those that a signal ends, is removed with it.
    let folder = try TemporaryFolder()
    let found = Mutex<[Outcome]>([])
    DispatchQueue.concurrentPerform(iterations: names.count) { place in
      let outcome = outcome(of: names[place], limit, in: folder)
      found.withLock { $0.append(outcome) }
    }
    let all = found.withLock(\.self)
    let failed = all.filter { $0.status != 0 }
    for outcome in failed { print(outcome.log) }
    print("\(all.map(\.inputs).reduce(0, +)) inputs, \(failed.count) of \(names.count) readers failed")
    for outcome in failed { print("  fuzz \(outcome.name) FILE reads the file that it wrote, named above") }
    return failed.isEmpty ? 0 : 1
  }

  private func outcome(of name: String, _ limit: String, in folder: TemporaryFolder) -> Outcome {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: CommandLine.arguments[0])
    process.arguments = [
      name, limit, "-seed=\(seed)", "-print_final_stats=1", "-verbosity=0", "-artifact_prefix=\(name)-",
    ]
    // The trace of a crash takes seconds, and libFuzzer has one.
    process.environment = ProcessInfo.processInfo.environment.merging([
      "SWIFT_BACKTRACE": "enable=no", "TMPDIR": folder.url.path,
    ]) { $1 }
    (process.standardOutput, process.standardError) = (output, output)
    do { try process.run() } catch {
      return Outcome(name: name, inputs: 0, status: 2, log: "\(name): \(error)")
    }
    let log = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let count = log.split(separator: "\n").last { $0.hasPrefix("stat::number_of_executed_units:") }
      .flatMap { $0.split(separator: " ").last }.flatMap { Int($0) }
    let status =
      process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    print("  \(name)\t\(count ?? 0) inputs\(status == 0 ? "" : ", failed")")
    return Outcome(name: name, inputs: count ?? 0, status: status, log: log)
  }
}
