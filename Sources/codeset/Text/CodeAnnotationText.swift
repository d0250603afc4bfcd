import CodeSetModel
import Lookup

extension Page {
  /// Adds what is kept beside a code, topic by topic, each procedure below its scenario.
  mutating func add(_ annotations: [AnnotationRow]) {
    for topic in Annotation.Topic.allCases {
      var label = topic == .documentation ? "document" : topic.rawValue
      for row in annotations where row.annotation.topic == topic && !annotations.isBelowScenario(row) {
        add(label, wrapping: topic == .procedure ? row.procedureText : row.annotation.text)
        label = ""
        guard topic == .scenario else { continue }
        for procedure in annotations where procedure.isPerformed(in: row) {
          add("", wrapping: "- " + procedure.procedureText, indentedBy: 2)
        }
      }
    }
    var sources: [String] = []
    for source in annotations.map(\.annotation.source) where !sources.contains(source) {
      sources.append(source)
    }
    for (place, source) in sources.enumerated() { add(place == 0 ? "says who" : "", wrapping: source) }
  }
}

extension AnnotationRow {
  /// The procedure's code, its title where a release in the build has it, and what the annotation says of it.
  fileprivate var procedureText: String {
    guard let procedure else { return annotation.text }
    let words = annotation.text.drop { !" :,;".contains($0) }.drop { " :,;".contains($0) }
    return "\(procedure.displayCode) \(procedure.longTitle)" + (words.isEmpty ? "" : ": \(words)")
  }

  /// Whether this is a procedure of a scenario.
  fileprivate func isPerformed(in scenario: AnnotationRow) -> Bool {
    annotation.topic == .procedure && annotation.code == scenario.annotation.code
      && annotation.position == scenario.annotation.position
  }
}

extension [AnnotationRow] {
  /// Whether a procedure is shown together with its scenario.
  fileprivate func isBelowScenario(_ row: AnnotationRow) -> Bool {
    contains { $0.annotation.topic == .scenario && row.isPerformed(in: $0) }
  }
}
