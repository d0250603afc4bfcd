import Foundation

/// A web server on this machine, and a registry whose files it serves: `Tests/Fixtures/web_server.py` lists
/// the ways in which it misbehaves. It ends with the last reference to it.
package final class WebServer {
  private let folder: TemporaryFolder
  private let process = Process()
  private let input = Pipe()
  /// The address under which the files are, e.g. `http://127.0.0.1:40123`.
  package let address: String

  /// Where the registry is, and the files are fetched to.
  package var inputs: URL { folder.url.appending(path: "inputs") }
  private var served: URL { folder.url.appending(path: "served") }
  private var log: URL { folder.url.appending(path: "log") }

  package init() throws {
    folder = try TemporaryFolder()
    for name in ["inputs", "served"] {
      try FileManager.default.createDirectory(
        at: folder.url.appending(path: name), withIntermediateDirectories: true)
    }
    try Data().write(to: folder.url.appending(path: "log"))
    let script = project.appending(path: "Tests/Fixtures/web_server.py").path
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [
      "python3", script, folder.url.appending(path: "served").path, folder.url.appending(path: "log").path,
    ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard let port = Int(line.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      preconditionFailure("web_server.py: expected its port, found '\(line)'")
    }
    address = "http://127.0.0.1:\(port)"
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Serves these bytes under a name, in every behavior.
  package func serve(_ bytes: Data, as name: String) throws {
    let file = served.appending(path: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try bytes.write(to: file)
  }

  /// Writes the registry: the header row and these.
  package func register(_ rows: String...) throws {
    let header = "system,release,effective,until,role,layout,file,member,sha256,url"
    let text = ([header] + rows).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: inputs.appending(path: "releases.csv"))
  }

  /// Writes a registry of one file, which is served in this way.
  package func register(_ behavior: String, file: String = "codes.zip", sha256: String) throws {
    try register(registryRow(file: file, sha256: sha256, url: "\(address)/\(behavior)/\(file)"))
  }

  /// Runs `codeset fetch` in the registry's folder.
  package func fetch(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(
      codesetPath, ["fetch", "--registry", "releases.csv"] + arguments, in: inputs,
      environment: Self.withoutProxy.merging(environment) { $1 })
  }

  /// Starts `codeset fetch` in the registry's folder, and does not wait for it.
  package func startFetch() throws -> Process {
    let fetch = Process()
    fetch.executableURL = URL(filePath: codesetPath)
    fetch.arguments = ["fetch", "--registry", "releases.csv"]
    fetch.currentDirectoryURL = inputs
    fetch.environment = ProcessInfo.processInfo.environment.merging(Self.withoutProxy) { $1 }
    fetch.standardOutput = FileHandle.nullDevice
    fetch.standardError = FileHandle.nullDevice
    try fetch.run()
    return fetch
  }

  /// A proxy that the tests themselves run after is of no use for this server.
  private static let withoutProxy = ["no_proxy": "127.0.0.1", "NO_PROXY": "127.0.0.1"]

  /// What was asked for so far: the address, the range or `-`, the status.
  package func requests() throws -> [String] {
    try String(contentsOf: log, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  /// The bytes of a file in the registry's folder, if it is there.
  package func fetched(_ file: String = "codes.zip") -> Data? {
    try? Data(contentsOf: inputs.appending(path: file))
  }
}

/// A row of a registry.
package func registryRow(
  system: String = "icd10cm", release: String = "fy2025", role: String = "codes", file: String,
  sha256: String = "", url: String
) -> String {
  "\(system),\(release),2024-10-01,,\(role),cms-order,\(file),,\(sha256),\(url)"
}

/// The SHA-256 of bytes, as the program `sha256sum` has it.
package func sha256(of bytes: Data) throws -> String {
  String(try run("sha256sum", [], input: bytes).succeeded().output.prefix(64))
}
