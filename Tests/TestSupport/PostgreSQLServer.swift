import Foundation

/// A PostgreSQL server of its own: in a temporary folder, on a socket there and nowhere else. It ends with the last
/// reference to it, and with the tests, however they end.
package final class PostgreSQLServer {
  private let folder: TemporaryFolder
  private let process = Process()
  private let input = Pipe()

  package init() throws {
    folder = try TemporaryFolder()
    let output = Pipe()
    // The server does not run as root; Debian's package makes a user for it.
    let isRoot = getuid() == 0
    if isRoot { try run("chown", ["postgres", folder.url.path]).succeeded() }
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      (isRoot ? ["runuser", "-u", "postgres", "--"] : []) + [
        "bash", "-c", Self.script, "bash", folder.url.path,
      ]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    guard line == "ready\n" else { throw NotStarted(found: line) }
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  struct NotStarted: Error, CustomStringConvertible {
    var found: String
    var description: String { "PostgreSQL: expected a server that is ready, found '\(found)'" }
  }

  /// Makes a server in a folder, says that it is ready, and ends it when standard input ends: so it does when the
  /// tests are killed. The server must not hold the output open.
  private static let script = """
    set -e
    bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
    cd "$1"
    "$bin/initdb" -D data -A trust -U tests -E UTF8 --locale=C --no-sync >initdb.log 2>&1
    "$bin/pg_ctl" -D data -w -l server.log -o "-k '$1' -c listen_addresses='' -c fsync=off" start >start.log 2>&1
    echo ready
    cat >/dev/null || true
    "$bin/pg_ctl" -D data -m immediate -w stop >stop.log 2>&1
    rm -rf data
    """

  /// Runs `psql` in a folder.
  package func psql(_ arguments: [String], in folder: URL? = nil) throws -> Outcome {
    try run(
      "psql", ["--no-psqlrc"] + arguments, in: folder,
      environment: environment.merging(["PGDATABASE": "postgres"]) { $1 })
  }

  /// What `psql` has to know to find the server.
  package var environment: [String: String] { ["PGHOST": folder.url.path, "PGUSER": "tests"] }

  /// The rows that a query has, a line each, the values with a bar between them.
  package func rows(_ query: String) throws -> [String] {
    try psql(["-At", "-v", "ON_ERROR_STOP=1", "-c", query]).succeeded().output.split(
      separator: "\n", omittingEmptySubsequences: true
    ).map(String.init)
  }
}
