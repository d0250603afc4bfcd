/// HTML while it is written: what is markup is in the program, and everything else is escaped.
struct HTMLText {
  private(set) var text = ""

  /// Appends markup.
  mutating func markup(_ markup: StaticString) {
    text += "\(markup)"
  }

  /// Appends text, so that it is read as text whatever it holds.
  mutating func text(_ value: String) {
    for scalar in value.unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\"": text += "&quot;"
      case "'": text += "&#39;"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  mutating func number(_ value: Int) { text += String(value) }

  /// Appends text between two pieces of markup.
  mutating func text(_ value: String, in before: StaticString, _ after: StaticString) {
    markup(before)
    text(value)
    markup(after)
  }

  /// Appends a row of a table: a name, and texts.
  mutating func row(_ cells: [String]) {
    markup("<tr>")
    for (place, cell) in cells.enumerated() {
      text(cell, in: place == 0 ? "<td>" : "<td class=\"t\">", "</td>")
    }
    markup("</tr>\n")
  }

  mutating func endTable() { markup("</tbody></table></div>\n") }

  /// Appends the head of a table.
  ///
  /// - Parameter numbers: the columns that hold numbers.
  mutating func head(_ names: [String], numbers: Set<Int> = []) {
    // Wide tables are scrolled on a narrow screen, by keyboard too.
    markup("<div class=\"wide\" tabindex=\"0\"><table><thead><tr>")
    for (place, name) in names.enumerated() {
      text(
        name, in: numbers.contains(place) ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">", "</th>")
    }
    markup("</tr></thead><tbody>\n")
  }
}
