/// The codes of one code set in time: which are current, which are retired, and which rows each code has.
///
/// Current is what is in force when the newest release begins; what had ended by then is retired.
package struct CodeHistories: Sendable {
  package let system: CodeSystem
  /// The release that begins last; `nil` without any.
  package let newest: Release?
  /// The rows of the code set: positions among the codes of all. They are by published order, those of one code
  /// together by date.
  package let rows: Range<Int>
  private let codes: [CodeRow]
  private let annotations: [Annotation]

  package init(of system: CodeSystem, in tables: Tables) {
    self.system = system
    newest = tables.newestRelease(of: system.id)
    codes = tables.codes
    let start = codes.firstIndex { $0.content.system == system.id } ?? codes.endIndex
    rows = start..<start + codes[start...].prefix { $0.content.system == system.id }.count
    annotations = tables.annotations.filter { $0.system == system.id }
  }

  /// Whether a row is in force when the newest release begins.
  package func isCurrent(_ row: CodeRow) -> Bool { newest.map { row.isInForce(on: $0.effective) } ?? false }

  /// Whether a row had ended when the newest release began.
  package func isRetired(_ row: CodeRow) -> Bool { newest.map { row.hasEnded(by: $0.effective) } ?? false }

  /// The first day on which a row is no longer in force, if the publisher ended it: where the newest release ends, it
  /// does not say what becomes of its codes.
  package func retirement(of row: CodeRow) -> CalendarDay? {
    isRetired(row) || row.validTo != newest?.until ? row.validTo : nil
  }

  /// The positions of the current codes, in order.
  package var current: [Int] { rows.filter { isCurrent(codes[$0]) } }

  /// The rows of each code, in order.
  package var byCode: [ClosedRange<Int>] {
    var ranges: [ClosedRange<Int>] = []
    var first = rows.lowerBound
    while first < rows.upperBound {
      let last = lastRow(ofCodeAt: first)
      ranges.append(first...last)
      first = last + 1
    }
    return ranges
  }

  /// The last rows of the codes that are retired, in order.
  package var retired: [Int] {
    byCode.filter { rows in isRetired(codes[rows.upperBound]) && !rows.contains { isCurrent(codes[$0]) } }
      .map(\.upperBound)
  }

  /// The rows of a code before one of its rows.
  package func rows(before position: Int) -> Range<Int> {
    var first = position
    while first > rows.lowerBound, codes[first - 1].content.code == codes[position].content.code {
      first -= 1
    }
    return first..<position
  }

  private func lastRow(ofCodeAt position: Int) -> Int {
    var last = position
    while last + 1 < rows.upperBound, codes[last + 1].content.code == codes[position].content.code {
      last += 1
    }
    return last
  }

  /// The annotations that hold for the current codes.
  package var heldAnnotations: HeldAnnotations {
    guard let release = annotations.last?.release else { return HeldAnnotations(byCode: [:], system: system) }
    var byCode = Dictionary(grouping: annotations.filter { $0.release == release }, by: \.code)
    let annotated = Set(current.lazy.map { codes[$0].code }.filter { byCode[$0] != nil })
    byCode = byCode.filter { annotated.contains($0.key) }
    return HeldAnnotations(byCode: byCode, system: system)
  }
}

/// The annotations of the newest release that came with some, for the codes that are current.
package struct HeldAnnotations: Sendable {
  fileprivate let byCode: [String: [Annotation]]
  fileprivate let system: CodeSystem

  /// The annotations that hold for a code, its own and those of the headers above it, in the order of a page.
  package func annotations(of code: String) -> [Annotation] {
    if byCode.isEmpty { return [] }
    var found = byCode[code] ?? []
    if system.hierarchy == .prefix {
      // Every current code that this one begins with is a header above it.
      for length in 1..<max(code.utf8.count, 1) { found += byCode[String(code.prefix(length))] ?? [] }
    }
    return found.inOrder
  }
}

extension Tables {
  /// The release of a code set that begins last: the one whose codes are the current ones.
  package func newestRelease(of system: String) -> Release? {
    releases.filter { $0.system == system }.max { $0.effective < $1.effective }
  }

  /// Everything that a build publishes, of the histories of its code sets.
  package init(histories: consuming [SystemHistory]) {
    let codeSets = histories.map(\.tables)
    histories.removeAll()
    self.init(joining: codeSets)
  }
}
