import Foundation

/// The block of code of a manual that holds a text: what is between two lines of backquotes.
package func documentedCode(in manual: String, with text: String) throws -> String {
  let lines = try String(contentsOf: project.appending(path: manual), encoding: .utf8)
    .split(separator: "\n", omittingEmptySubsequences: false)
  let blocks = lines.split(omittingEmptySubsequences: false) { $0.drop { $0 == " " }.hasPrefix("```") }
  // Every other block is prose.
  let found = blocks.enumerated().filter { $0.offset % 2 == 1 }
    .map { $0.element.map { $0 + "\n" }.joined() }.filter { $0.contains(text) }
  guard found.count == 1 else { throw NotDocumented(manual: manual, text: text, count: found.count) }
  return found[0]
}

private struct NotDocumented: Error {
  var manual, text: String
  var count: Int
}
