import Check
import CodeSetModel

extension CheckSummary {
  /// How many problems are named.
  private static let shown = 10

  /// The counts by status, and the commonest problems.
  func text(of name: String) -> String {
    var lines = [
      "\(name): \(rowCount) row\(rowCount == 1 ? "" : "s"), \(codeCount) code\(codeCount == 1 ? "" : "s")"
        + (blankCount > 0 ? ", \(blankCount) blank" : "")
    ]
    let width = counts.values.map { String($0).count }.max() ?? 0
    for status in CodeStatus.allCases {
      guard let count = counts[status] else { continue }
      lines.append("  \(leftPadded(count, to: width))  \(status.rawValue)")
    }
    lines += asOf.map { "\($0.name): \($0.sentence)" }
    let commonest = commonest(Self.shown)
    guard !commonest.isEmpty else { return lines.joined(separator: "\n") }
    lines.append(isPartial ? "the commonest of the first 50000 different problems" : "the commonest problems")
    let widest = commonest.map { String($0.count).count }.max() ?? 0
    for (problem, count) in commonest {
      let advice = problem.advice.isEmpty ? "" : ": \(problem.advice)"
      let code = problem.code.map { "\($0) " } ?? ""
      lines.append("  \(leftPadded(count, to: widest))  \(code)\(problem.status.rawValue)\(advice)")
    }
    return lines.joined(separator: "\n")
  }

  private func leftPadded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: width - digits.count) + digits
  }
}

extension CheckSummary: JSONRecord {
  func append(to text: inout JSONText) {
    text.beginObject()
    text.member("rows", rowCount)
    text.member("codes", codeCount)
    text.member("blank", blankCount)
    text.key("statuses")
    text.beginObject()
    for status in CodeStatus.allCases {
      text.key(named: status.rawValue)
      text.value(counts[status, default: 0])
    }
    text.endObject()
    text.member("as_of", asOf.map { "\($0.name): \($0.sentence)" })
    text.member(
      "problems", commonest(Self.shown).map { CountedProblem(problem: $0.problem, count: $0.count) })
    text.endObject()
  }
}

/// A problem of a table, and how often it is met.
private struct CountedProblem: TableRow {
  var problem: CheckSummary.Problem
  var count: Int

  static let table = Table(
    "problem", "A problem of a table.",
    columns: [
      Column("code", .text, optional: true, "the code; none where its day or the build is the problem"),
      Column("status", .text, "how it is with it"),
      Column("count", .integer, "how often it is met"),
      Column("advice", .text, optional: true, "what to do about it"),
    ])

  func write(to sink: inout some (FieldSink & ~Copyable)) {
    sink.text(problem.code)
    sink.text(problem.status.rawValue)
    sink.integer(count)
    sink.text(problem.advice.isEmpty ? nil : problem.advice)
  }
}

extension CheckedCode {
  /// `line 5, dx1: retired: A00.0 on 2022-01-01: retired 2021-10-01; became A00.2`
  var text: String {
    "line \(line), \(column): \(status.rawValue): \(displayCode ?? written)"
      + (status == .noDay ? "" : " on \(day)") + (advice.map { ": \($0)" } ?? "")
  }
}
