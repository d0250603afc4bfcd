import CodeSetModel
import Lookup

extension CodeHistory {
  /// The sentence that the code is not in force on a day, and when it is.
  func notInForce(on day: CalendarDay) -> String {
    let name = rows.last.map { "\($0.displayCode) \($0.longTitle)" } ?? ""
    let known = intervals.map { [$0].text + (gapText(of: $0).map { " (\($0))" } ?? "") }.joined(
      separator: " and ")
    return "\(name) is not in force on \(day); it \(isRetired ? "was" : "is") \(known)"
  }

  /// The sentence that it is not known whether the code was in force on a day; `nil` where it is.
  func notKnown(on day: CalendarDay) -> String? {
    guard let around = gap(on: day), let last = rows.last else { return nil }
    let (before, after) = (isPrinted(in: around.before), isPrinted(in: around.after))
    let printed =
      switch (before, after) {
      case (false, true): around.firstPrinted
      case (true, false): around.lastPrinted
      case (true, true): "printed before and after" + (around.isCovered ? ", once as a header" : "")
      case (false, false): "printed neither before nor after"
      }
    return
      "\(last.displayCode) \(last.longTitle): whether it was in force on \(day) is not known; \(printed); "
      + around.missing
  }

  /// What is not known of the ends of an interval, since a release beside it is not in the build.
  private func gapText(of interval: ValidityInterval) -> String? {
    let first = gaps.first {
      $0.after?.effective == interval.from && rows.contains { $0.validFrom == interval.from }
    }
    let last = gap(atEndOf: interval)
    let sentences = [
      first.map { "\($0.firstPrinted); \($0.between)" }, last.map { "\($0.lastPrinted); \($0.between)" },
    ]
    let known = sentences.compactMap(\.self)
    return known.isEmpty || isStated ? nil : known.joined(separator: "; ")
  }

  /// When the code is in force: the days around those of one row on which it is, whatever changed.
  func inForceText(of code: CodeRow) -> String {
    guard let interval = intervals.first(where: { $0.contains(code.validFrom) }) else { return "" }
    let first = rows.first { $0.validFrom == interval.from }
    let ground =
      first?.validFromBasis == .conversion
      ? " (stated by the conversion table; first printed in \(first?.release ?? "?"))" : ""
    let gap = gapText(of: interval).map { " (\($0))" } ?? ""
    let end = isRetired && interval == intervals.last ? " (retired)" : ""
    return [interval].text + ground + gap + end
  }

  /// What changed, a line for each change; none where the days in force say it all.
  var changeLines: [(name: String, text: String)] {
    let isTold = changes.allSatisfy { $0.kind == .added || $0.kind == .removed } && intervals.count < 2
    if isTold { return [] }
    return changes.map { change in
      let gap = gaps.first { $0.after?.label == change.release }
      let doubt =
        gap.map { ", or with \($0.gap.label) of \($0.gap.effective), which is not in this build" } ?? ""
      return ("\(change.effective)  \(change.release)", change.text + doubt)
    }
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

extension SurroundedGap {
  /// `first printed in fy2021-january`
  fileprivate var firstPrinted: String { "first printed in \(after?.label ?? "?")" }

  /// `last printed in fy2020`
  fileprivate var lastPrinted: String { "last printed in \(before?.label ?? "?")" }

  /// That no release around the first one printed is in the build.
  fileprivate var between: String {
    guard let before else { return "no release before then is in this build" }
    return "no release between \(before.effective) and \(after.map { _ in "then" } ?? "now") is in this build"
  }

  fileprivate var missing: String {
    "no release between \(before?.effective.description ?? "the beginning") and "
      + "\(after?.effective.description ?? "now") is in this build"
  }
}

extension ReplacementStep {
  /// - Parameter code: the code at the far end; `nil` where the table says that there is none.
  fileprivate func line(from code: String?) -> (name: String, text: String) {
    guard let code else {
      return (replacement.effective.description, "no code before, as the conversion table says")
    }
    let name = self.code?.displayCode ?? CodeSystem(id: replacement.system)?.displayCode(code) ?? code
    let indent = String(repeating: " ", count: 2 * depth)
    let title = self.code?.longTitle ?? "which no release in this build has"
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
    sink.day(code.validFrom)
    sink.day(code.validTo)
    sink.boolean(code.isBillable)
    sink.text(code.shortTitle.isEmpty ? nil : code.shortTitle)
    sink.text(code.longTitle)
    sink.text(code.release)
    sink.integer(code.sourceLine)
  }
}

extension CodeHistory {
  /// Appends the history to the JSON object of a record.
  func appendMembers(to text: inout JSONText) {
    text.member("history", rows.map(HistoryRow.init))
    text.member("changes", changes)
    text.member("replaces", replaces.map(\.replacement))
    text.member("replaced_by", replacedBy.map(\.replacement))
  }
}
