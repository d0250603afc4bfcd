import CodeSetModel

/// Which rows of a history the codes of a new release go on with.
struct Placement {
  private let edition: Edition
  /// The row that each code goes on with; `nil` where a new one begins.
  private(set) var rows: [Int?]

  /// Compares each code with the row of the release before, but for those of categories that are known to be
  /// unchanged.
  ///
  /// - Parameter before: the position of that release.
  init(_ edition: Edition, rows history: HistoryRows, before: Int) {
    self.edition = edition
    rows = Array(repeating: nil, count: edition.tables.codes.count)
    for category in edition.unchanged {
      for (place, row) in zip(category.codes, history.current[category.before...]) { rows[place] = row }
    }
    var expected = 0
    for range in edition.changed {
      var mentions = edition.tables.mentions(of: range)
      for place in range {
        let own = mentions.prefix { $0.code == place }
        mentions = mentions[own.endIndex...]
        guard let row = history.currentRow(of: edition.tables.codes[place].content.code, expected: &expected),
          history.rows[row].last == before,
          history.rows[row].code.content == edition.tables.codes[place].content,
          isSame(own, history.mentions[history.rows[row].mentions])
        else { continue }
        rows[place] = row
      }
    }
  }

  /// A release that does not follow the one before goes on with nothing.
  init(_ edition: Edition) {
    self.edition = edition
    rows = Array(repeating: nil, count: edition.tables.codes.count)
  }

  /// Begins a new row for some codes, whatever stays the same.
  mutating func beginAnew(_ codes: Set<String>) {
    for place in edition.tables.codes.indices where codes.contains(edition.tables.codes[place].content.code) {
      rows[place] = nil
    }
  }

  /// Begins a new row also where nothing of a code changes but a pivot between two codes that go on: it
  /// would hold in the releases before, too, or no longer hold.
  mutating func splitWherePivotsChange(_ history: HistoryRows) {
    var goesOn = Array(repeating: false, count: history.rows.count)
    for case let row? in rows { goesOn[row] = true }
    var changed: [Int] = []
    for range in edition.changed {
      var pivots = edition.tables.pivots(of: range)
      for place in range {
        let own = pivots.prefix { $0.code == place }
        pivots = pivots[own.endIndex...]
        guard let row = rows[place] else { continue }
        let now = own.compactMap { pivot in rows[pivot.target].map { Step(pivot, to: $0) } }
        let before = history.currentPivots(from: row).filter { goesOn[$0.target] }.map {
          Step($0, to: $0.target)
        }
        if now != before, Set(now) != Set(before) { changed.append(place) }
      }
    }
    for place in changed { rows[place] = nil }
  }

  /// A pivot, apart from where it begins.
  private struct Step: Hashable {
    var axis: Axis
    var role: String
    var value: String
    var target: Int

    init(_ pivot: Pivot, to target: Int) {
      axis = pivot.axis
      role = pivot.role
      value = pivot.value
      self.target = target
    }
  }
}

/// Whether two codes have the same mentions.
private func isSame(_ one: ArraySlice<AxisMention>, _ other: ArraySlice<AxisMention>) -> Bool {
  one.count == other.count
    && zip(one, other).allSatisfy { one, other in
      one.start == other.start && one.length == other.length && one.axis == other.axis
        && one.value == other.value && one.role == other.role && one.basis == other.basis
    }
}
