import CodeSetModel
import Files

/// Lines with a label before them.
struct Page {
  var lines: [String] = []

  /// The lines as they are printed: what they hold may come from a database that anybody wrote.
  var text: String { lines.map(printable).joined(separator: "\n") }

  mutating func add(_ label: String, _ text: String) {
    lines.append((label.padded(to: 12) + text).trimmingSuffix(" "))
  }

  /// Adds a text that is broken between words.
  mutating func add(_ label: String, wrapping text: String, indentedBy indentation: Int = 0) {
    let width = 96
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + word.count < width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append((lines.isEmpty ? "" : String(repeating: " ", count: indentation)) + word)
      }
    }
    for (place, line) in lines.enumerated() { add(place == 0 ? label : "", line) }
  }

  /// Adds rows of a name and a text, under one label.
  mutating func add(_ label: String, _ rows: [(name: String, text: String)]) {
    let width = rows.map(\.name.count).max() ?? 0
    for (position, row) in rows.enumerated() {
      add(
        position == 0 ? label : "",
        row.name.padded(to: width + 2) + row.text)
    }
  }
}

extension String {
  /// The text with blanks after it up to a width, and one at the least.
  func padded(to width: Int) -> String { self + String(repeating: " ", count: max(1, width - count)) }

  func trimmingSuffix(_ character: Character) -> String {
    var text = self
    while text.last == character { text.removeLast() }
    return text
  }
}
