import CodeSetModel
import Lookup

extension CodeHistory {
  /// The sentence that the code is not in force on a day, and when it is.
  func notInForce(on day: String) -> String {
    let name = rows.last.map { "\($0.displayCode) \($0.longTitle)" } ?? ""
    return "\(name) is not in force on \(day); it \(isRetired ? "was" : "is") \(intervals.text)"
  }

  /// When the code is in force: the days around those of one row on which it is, whatever changed.
  func inForceText(of code: CodeRow) -> String {
    guard let interval = intervals.first(where: { $0.contains(code.validFrom) }) else { return "" }
    let first = rows.first { $0.validFrom == interval.from }
    let ground =
      first?.validFromBasis == .conversion
      ? " (stated by the conversion table; first printed in \(first?.release ?? "?"))" : ""
    let end = isRetired && interval == intervals.last ? " (retired)" : ""
    return [interval].text + ground + end
  }

  /// What changed, a line for each change; none where the days in force say it all.
  var changeLines: [(name: String, text: String)] {
    let isTold = changes.allSatisfy { $0.kind == .added || $0.kind == .removed } && intervals.count < 2
    if isTold { return [] }
    return changes.map { ("\($0.effective)  \($0.release)", $0.text) }
  }

  /// What stood for the code before, a line each.
  var replacesLines: [(name: String, text: String)] {
    replaces.map { $0.line(from: $0.replacement.previousCode) }.shortened
  }

  /// What stands for the code since, a line each; those that replaced a retired one below it.
  var replacedByLines: [(name: String, text: String)] {
    replacedBy.map { $0.line(from: $0.replacement.code) }.shortened
  }
}

extension ReplacementStep {
  /// - Parameter code: the code at the far end; `nil` where the table says that there is none.
  fileprivate func line(from code: String?) -> (name: String, text: String) {
    guard let code else { return (replacement.effective, "no code before, as the conversion table says") }
    let name = self.code?.displayCode ?? CodeSystem(id: replacement.system)?.displayCode(code) ?? code
    let indent = String(repeating: " ", count: 2 * depth)
    let title = self.code?.longTitle ?? "which no release held has"
    return ("\(indent)\(replacement.effective)  \(name)", title + (isRetired ? " (retired)" : ""))
  }
}

extension Change {
  /// What changes, for people.
  fileprivate var text: String {
    switch kind {
    case .added: "added"
    case .removed: "retired"
    case .becameBillable: "became billable"
    case .becameHeader: "became a header"
    case .retitled: "retitled; before: \(old ?? "")"
    case .shortRetitled: "short title changed; before: \(old ?? "")"
    }
  }
}

/// A row of a code as its history shows it in JSON.
struct HistoryRow: TableRow {
  var code: CodeRow

  static let table = Table(
    "history", "A row of a code.",
    columns: [
      "valid_from", "valid_to", "billable", "short_title", "long_title", "release", "source_line",
    ].flatMap { name in CodeRow.table.columns.filter { $0.name == name } })

  func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(code.validFrom)
    sink.text(code.validTo)
    sink.boolean(code.isBillable)
    sink.text(code.shortTitle.isEmpty ? nil : code.shortTitle)
    sink.text(code.longTitle)
    sink.text(code.release)
    sink.integer(code.sourceLine)
  }
}

extension CodeHistory {
  /// The keys and values of the history in the JSON object of a record.
  var json: String {
    """
    "history":\(array(rows.map(HistoryRow.init))),"changes":\(array(changes)),\
    "replaces":\(array(replaces.map(\.replacement))),"replaced_by":\(array(replacedBy.map(\.replacement)))
    """
  }
}
