import Foundation
import Testing

/// Compares what the command printed with the file of this name in `Tests/Goldens`.
///
/// With `UPDATE_GOLDENS=1` in the environment the file is rewritten, and the test fails to say so.
package func expectGolden(
  _ printed: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let golden = project.appending(path: "Tests/Goldens/\(name)")
  if ProcessInfo.processInfo.environment["UPDATE_GOLDENS"] == "1" {
    try Data(printed.utf8).write(to: golden)
    Issue.record("Tests/Goldens/\(name) was rewritten: read it", sourceLocation: sourceLocation)
    return
  }
  let expected = try String(contentsOf: golden, encoding: .utf8)
  #expect(printed == expected, sourceLocation: sourceLocation)
}
