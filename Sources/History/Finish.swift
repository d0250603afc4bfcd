import CodeSetModel

extension HistoryBuilder {
  /// The history of all releases added so far.
  ///
  /// - Parameter conversions: the conversion tables that came with the releases.
  /// - Returns: the history, and what the conversion tables and the files do not agree on, by release.
  package consuming func finish(
    conversions: [ConversionTable]
  ) -> (history: SystemHistory, findings: [(release: String, finding: Diagnostic)]) {
    // No release comes any more, and they are as large as all others.
    rows.forgetCurrentPivots()
    let replacements = Replacements(conversions, releases: releases, rows: rows)
    var dates = FirstDays(releases: releases, gaps: tables.gaps, rows: rows)
    dates.apply(replacements.replacements)

    let stated = StatedDays(
      StatementsByCode(tables.hcpcs, releases: releases), releases: releases, rows: rows)
    let order = rows.rowsInOrder.filter { !stated.superseded.contains($0) }
    var position = Array(repeating: -1, count: rows.rows.count)
    for (place, row) in order.enumerated() { position[row] = place }
    var history = SystemHistory(tables)
    history.tables.codes.reserveCapacity(order.count)
    history.tables.mentions.reserveCapacity(rows.mentions.count)
    for (place, number) in order.enumerated() {
      let row = rows.rows[number]
      var code = row.code
      (code.validFrom, code.validFromBasis) = dates.first(of: number)
      code.validTo = releases[row.last].until
      if let interval = stated.intervals[number] {
        (code.validFrom, code.validTo, code.validFromBasis) = (interval.from, interval.until, interval.basis)
      }
      history.tables.codes.append(code)
      history.tables.mentions += rows.mentions[row.mentions].lazy.map { mention in
        var mention = mention
        mention.code = place
        return mention
      }
    }
    let pivots =
      stated.superseded.isEmpty
      ? rows.pivots : rows.pivots.filter { position[$0.code] >= 0 && position[$0.target] >= 0 }
    history.tables.numberCodes()
    history.tables.pivots = sorted(pivots, position: position)
    let places = rows.places
    func place(_ code: String) -> Int { rows.number(of: code).map { places[$0] } ?? -1 }
    history.tables.families = families.values.sorted { place($0.family) < place($1.family) }
    history.tables.changes = tables.changes.map { change in
      var change = change
      change.effective =
        releases.first { $0.label == change.release }?.effective ?? change.effective
      if let day = stated.effective(change, in: rows) { change.effective = day }
      if change.kind == .added, let day = dates.earlierDay(of: change) { change.effective = day }
      return change
    }
    history.tables.replacements = replacements.replacements
    history.tables.sections = sections.finish(until: releases.last?.until)
    (history.tables.notes, history.tables.noteReferences) = notes.finish(until: releases.last?.until)
    return (history, replacements.findings + dates.findings(for: conversions))
  }

  /// The pivots by code and target, in the numbering of the history.
  private func sorted(_ pivots: [Pivot], position: [Int]) -> [Pivot] {
    var ends = Array(repeating: 0, count: position.count + 1)
    for pivot in pivots { ends[position[pivot.code] + 1] += 1 }
    for place in 1..<ends.count { ends[place] += ends[place - 1] }
    // Sorted by code through counting: there are some hundred thousand, with a few for each code.
    var byCode = Array(repeating: Pivot(code: 0, axis: .trimester, value: "", target: 0), count: pivots.count)
    var next = ends
    for var pivot in pivots {
      pivot.code = position[pivot.code]
      pivot.target = position[pivot.target]
      byCode[next[pivot.code]] = pivot
      next[pivot.code] += 1
    }
    for place in position.indices where ends[place + 1] - ends[place] > 1 {
      byCode[ends[place]..<ends[place + 1]].sort {
        ($0.target, $0.axis.rawValue) < ($1.target, $1.axis.rawValue)
      }
    }
    return byCode
  }
}

/// From which day each row is in force: that of its release, or an earlier one that a conversion table
/// states where no release in the build says otherwise.
private struct FirstDays {
  private let releases: [Release]
  /// On what ground the rows of each release begin with it.
  private let bases: [CodeRow.ValidityBasis]
  private let rows: HistoryRows
  private var earlier: [Int: CalendarDay] = [:]
  private var contradicted: [(replacement: Replacement, release: Release)] = []

  init(releases: [Release], gaps: [ReleaseGap], rows: HistoryRows) {
    self.releases = releases
    bases = releases.map { release in
      if release.basis == .addenda { return .addenda }
      return gaps.contains { $0.until == release.effective } ? .afterGap : .release
    }
    self.rows = rows
  }

  func first(of row: Int) -> (day: CalendarDay, basis: CodeRow.ValidityBasis) {
    if let day = earlier[row] { return (day, .conversion) }
    let first = rows.rows[row].first
    return (releases[first].effective, bases[first])
  }

  /// The day that a conversion table states for a new code, if it is earlier than that of the release.
  func earlierDay(of change: Change) -> CalendarDay? {
    rows.rows(of: change.code).first { releases[rows.rows[$0].first].label == change.release }
      .flatMap { earlier[$0] }
  }

  mutating func apply(_ replacements: [Replacement]) {
    for replacement in replacements {
      // The first row that is in force after that day.
      let later = rows.rows(of: replacement.code).first { row in
        !releases[rows.rows[row].last].interval.hasEnded(by: replacement.effective)
      }
      guard let row = later else { continue }
      let first = rows.rows[row].first
      guard replacement.effective < releases[first].effective else { continue }
      if first > 0, replacement.effective <= releases[first - 1].effective {
        contradicted.append((replacement, releases[first - 1]))
        continue
      }
      begin(row, on: replacement.effective)
    }
  }

  /// A code cannot be in force without the headers above it: those that come with it come on the same day.
  /// In the first release in the build everything is new, and nothing shows which headers are.
  private mutating func begin(_ row: Int, on day: CalendarDay) {
    guard earlier[row].map({ day < $0 }) ?? true else { return }
    earlier[row] = day
    let first = rows.rows[row].first
    guard first > 0, let parent = rows.rows[row].code.content.parent,
      let above = rows.row(of: parent, in: first),
      rows.rows[above].first == first, isNew(above)
    else { return }
    begin(above, on: day)
  }

  private func isNew(_ row: Int) -> Bool {
    let first = rows.rows[row].first
    return rows.earlierRow[row].map { rows.rows[$0].last < first - 1 } ?? true
  }

  /// The days of the conversion tables that a release contradicts, as findings.
  func findings(for tables: [ConversionTable]) -> [(release: String, finding: Diagnostic)] {
    contradicted.map { replacement, release in
      let file = tables.first { $0.release == replacement.release }?.file ?? ""
      return (
        replacement.release,
        Rule.conversionDate.finding(
          "expected \(replacement.code), in force from \(replacement.effective), in \(release.label) of "
            + "\(release.effective), found no such code", at: Place(file: file, line: replacement.sourceLine),
          code: replacement.code)
      )
    }
  }
}

/// The rules that hold the conversion tables against the releases: they are checked again with each release.
package let conversionRules: [Rule] = [.conversionNotation, .conversionCode, .conversionDate]

/// The rules that this stage checks.
package let historyRules: [Rule] =
  [
    .releaseSequence, .releaseGap, .unexplainedChange, .footerCounts, .footerMissing, .baselineNotHeld,
    .otherBaseline,
  ]
  + conversionRules
