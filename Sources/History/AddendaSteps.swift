import CodeSetModel

/// What addenda, or two order files, say became of a code.
struct Step: Hashable {
  var code: String
  var action: Reconciliation.Action
}

/// What an order file prints of a code besides the code itself.
struct PrintedCode: Equatable {
  /// `nil` where it is not printed, as in the addenda of ICD-10-PCS.
  var isBillable: Bool?
  var shortTitle: String
  var longTitle: String

  init(_ code: CodeRow) {
    isBillable = code.isBillable
    shortTitle = code.shortTitle
    longTitle = code.longTitle
  }

  init(_ record: AddendaRecord) {
    isBillable = record.isValidForSubmission
    shortTitle = record.shortTitle
    longTitle = record.longTitle
  }

  /// Whether both say the same, as far as both say it.
  func agrees(with other: PrintedCode) -> Bool {
    (shortTitle.isEmpty || other.shortTitle.isEmpty || shortTitle.hasSameBytes(as: other.shortTitle))
      && longTitle.hasSameBytes(as: other.longTitle)
      && (isBillable == nil || other.isBillable == nil || isBillable == other.isBillable)
  }

  /// `1 "Retained cholelithiasis following cholecystectomy"`.
  var description: String {
    (isBillable.map { $0 ? "1 " : "0 " } ?? "") + "\"\(shortTitle)\" \"\(longTitle)\""
  }
}

/// How a code is printed before and after a step: a new code has no before, a deleted one no after.
struct Stepping {
  var before: PrintedCode?
  var after: PrintedCode?
  /// The line of the addenda file, or that of the row in its order file.
  var line: Int?

  func agrees(with other: Stepping) -> Bool {
    func agree(_ one: PrintedCode?, _ other: PrintedCode?) -> Bool {
      guard let one, let other else { return one == nil && other == nil }
      return one.agrees(with: other)
    }
    return agree(before, other.before) && agree(after, other.after)
  }

  /// Whether both rows of a revision print the same: what it changed was padding.
  var isOfPadding: Bool {
    guard let before, let after else { return false }
    return before.agrees(with: after)
  }

  /// What is printed before and after, for people.
  var description: String {
    [before, after].compactMap { $0?.description }.joined(separator: " to ")
  }
}

extension Addenda {
  /// The steps that the addenda list: the two rows of a revision are one.
  var steps: [Step: Stepping] {
    var steps: [Step: Stepping] = [:]
    for record in records {
      let printed = PrintedCode(record)
      switch record.action {
      case .add:
        steps[Step(code: record.code, action: .add), default: Stepping()].after = printed
        steps[Step(code: record.code, action: .add)]?.line = record.line
      case .delete:
        steps[Step(code: record.code, action: .delete)] = Stepping(before: printed, line: record.line)
      case .reviseFrom:
        steps[Step(code: record.code, action: .revise)] = Stepping(before: printed, line: record.line)
      case .reviseTo: steps[Step(code: record.code, action: .revise), default: Stepping()].after = printed
      }
    }
    return steps
  }
}

extension HistoryBuilder {
  /// The steps from one release to a later one, as their files show them.
  func steps(from baseline: Int, to position: Int) -> [Step: Stepping] {
    var steps: [Step: Stepping] = [:]
    // What did not change in between has one row for both.
    for row in rows.rows.indices.reversed() {
      let (first, last) = (rows.rows[row].first, rows.rows[row].last)
      let begins = first > baseline && first <= position
      let ends = last >= baseline && last < position
      guard begins || ends else { continue }
      let code = rows.rows[row].code.content.code
      let old = rows.row(of: code, in: baseline).map { rows.rows[$0].code }
      let new = rows.row(of: code, in: position).map { rows.rows[$0].code }
      let before = old.map { PrintedCode($0) }
      let after = new.map { PrintedCode($0) }
      guard before != after else { continue }
      if let old, let new, old.isBillable == new.isBillable {
        steps[Step(code: code, action: .revise)] = Stepping(
          before: before, after: after, line: new.sourceLine)
        continue
      }
      if let new {
        steps[Step(code: code, action: .add)] = Stepping(after: after, line: new.sourceLine)
      }
      if let old {
        steps[Step(code: code, action: .delete)] = Stepping(before: before, line: old.sourceLine)
      }
    }
    return steps
  }
}
