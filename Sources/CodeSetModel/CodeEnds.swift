/// What became of the codes that mappings lead to, when the newest release of their code set begins.
package struct CodeEnds: Sendable {
  private var ends: [String: [String: CodeEnd]] = [:]

  package init(ofTargetsIn tables: Tables) {
    for system in tables.systems {
      let targets = Set(
        tables.crosswalks.lazy.filter { $0.targetSystem == system.id }.compactMap(\.targetCode))
      guard !targets.isEmpty else { continue }
      ends[system.id] = Self.ends(of: targets, in: CodeHistories(of: system, in: tables), of: tables)
    }
  }

  /// What became of a code; `nil` where it is valid for submission, or not known.
  package func end(of code: String?, in system: String) -> CodeEnd? {
    code.flatMap { ends[system]?[$0] }
  }

  /// A mapping with what became of its target.
  package func withEnd(_ mapping: Crosswalk) -> CrosswalkWithEnd {
    CrosswalkWithEnd(mapping, end: end(of: mapping.targetCode, in: mapping.targetSystem))
  }

  private static func ends(
    of targets: Set<String>, in histories: CodeHistories, of tables: Tables
  ) -> [String: CodeEnd] {
    let replacements = tables.replacements.filter { $0.system == histories.system.id }
    let asked = targets.union(replacements.lazy.flatMap { [$0.code, $0.previousCode ?? $0.code] })
    var states: [String: SubmissionState] = [:]
    for rows in histories.byCode where asked.contains(tables.codes[rows.lowerBound].code) {
      states[tables.codes[rows.lowerBound].code] = SubmissionState(tables.codes[rows], in: histories)
    }
    var later: [String: [String]] = [:]
    for replacement in replacements {
      // What branched off from a code while that was valid for submission did not replace it.
      guard let previous = replacement.previousCode, previous != replacement.code,
        let end = states[previous]?.endDay, replacement.effective >= end
      else { continue }
      later[previous, default: []].append(replacement.code)
    }
    var ends: [String: CodeEnd] = [:]
    for code in targets {
      guard let state = states[code], let kind = state.end else { continue }
      let successors = codes(after: code, by: later).filter { states[$0]?.isValid ?? false }
      ends[code] = CodeEnd(kind, day: state.endDay, successors: successors)
    }
    return ends
  }

  /// All codes to which replacements lead from one, in order; a circle is gone round once.
  private static func codes(after code: String, by later: [String: [String]]) -> [String] {
    var found: Set<String> = []
    var next = later[code] ?? []
    while let code = next.popLast() {
      if found.insert(code).inserted { next += later[code] ?? [] }
    }
    return found.sorted()
  }
}

/// Whether a code is valid for submission when the newest release begins, and until when it was.
private struct SubmissionState {
  /// Whether it is valid for submission.
  var isValid: Bool
  /// The first day on which it no longer is; `nil`: there is none, or it never was.
  var endDay: CalendarDay?
  /// What it has become instead.
  var end: CodeEnd.State?

  /// - Parameter rows: those of one code, by date.
  init(_ rows: ArraySlice<CodeRow>, in histories: CodeHistories) {
    let current = rows.last(where: histories.isCurrent)
    isValid = current?.isBillable ?? false
    let billable = rows.filter(\.isBillable)
    endDay = billable.contains { $0.validTo == nil } ? nil : billable.compactMap(\.validTo).max()
    if let current {
      end = current.isBillable || current.kind == .modifier ? nil : .header
    } else if let last = rows.last, histories.isRetired(last) {
      end = .retired
      endDay = last.validTo
    }
  }
}
