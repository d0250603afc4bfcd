import Foundation

/// What a finished process left: its exit status and what it printed.
package struct Outcome: Sendable {
  package var status: Int32
  package var output: String
  package var errors: String
}

/// The day that counts as today for whatever the tests run: no answer depends on the day of the run.
package let fixedDay = "2025-03-15"

/// Runs the `codeset` command that was built together with the tests.
package func codeset(
  _ arguments: String..., in folder: URL? = nil, environment: [String: String] = [:]
) throws -> Outcome {
  try run(codesetPath, arguments, in: folder, environment: environment)
}

/// The path of the command: it is beside the tests.
package let codesetPath: String = {
  let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
  return bundle.appending(path: "codeset").path
}()

/// Runs a program and waits for it. A name without a slash is looked up in PATH.
package func run(
  _ program: String, _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:],
  input: Data? = nil
) throws -> Outcome {
  let process = Process()
  process.executableURL = URL(filePath: program.contains("/") ? program : "/usr/bin/env")
  process.arguments = program.contains("/") ? arguments : [program] + arguments
  if let folder { process.currentDirectoryURL = folder }
  process.environment = ProcessInfo.processInfo.environment.merging(["CODESET_TODAY": fixedDay]) { $1 }
    .merging(environment) { $1 }
  // Files rather than pipes: whatever is printed, nothing waits for a reader.
  let scratch = try TemporaryFolder()
  let output = scratch.url.appending(path: "output")
  let errors = scratch.url.appending(path: "errors")
  for url in [output, errors] { try Data().write(to: url) }
  process.standardOutput = try FileHandle(forWritingTo: output)
  process.standardError = try FileHandle(forWritingTo: errors)
  if let input {
    let file = scratch.url.appending(path: "input")
    try input.write(to: file)
    process.standardInput = try FileHandle(forReadingFrom: file)
  } else {
    process.standardInput = FileHandle.nullDevice
  }
  try process.run()
  process.waitUntilExit()
  return Outcome(
    status: process.terminationStatus,
    output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
    errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
}

/// A folder that is removed when the last reference to it goes.
package final class TemporaryFolder: Sendable {
  package let url: URL

  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "codeset-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }
}

/// The project's own folder.
package let project = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent()

/// The registry of the official releases, where `CODESET_RELEASES` names one. Tests of official releases are
/// parameterized by its rows.
package let officialRegistry: URL? = ProcessInfo.processInfo.environment["CODESET_RELEASES"].map {
  URL(filePath: $0, relativeTo: project).absoluteURL
}
