import CodeSetModel

/// From when until when the rows of a history are in force where the publisher prints the days with the code,
/// as in HCPCS.
///
/// The first row of a code begins on the day on which the code was added, and its last one ends after the
/// day on which it was terminated, as the newest release says it. In between, a row begins on the day on which
/// the action that changed the code took effect, if that lies after the first day of the release before.
struct StatedDays {
  struct Interval {
    var from: CalendarDay
    var until: CalendarDay?
    var basis: CodeRow.ValidityBasis
  }

  private let releases: [Release]
  private let statements: StatementsByCode
  /// By the number of the row.
  private(set) var intervals: [Int: Interval] = [:]
  /// The rows that are in force on no day: what a later release says holds from their first day on.
  private(set) var superseded: Set<Int> = []

  init(_ statements: StatementsByCode, releases: [Release], rows: HistoryRows) {
    self.releases = releases
    self.statements = statements
    for code in statements.codes { place(rows.rows(of: code), of: code, in: rows) }
  }

  /// Places the rows of a code one after the other.
  private mutating func place(_ own: [Int], of code: String, in rows: HistoryRows) {
    var placed: [Int] = []
    for row in own {
      let (first, last) = (rows.rows[row].first, rows.rows[row].last)
      guard let interval = interval(of: code, first: first, last: last) else {
        superseded.insert(row)
        continue
      }
      // No row is in force before the one that it follows.
      while let before = placed.last, intervals[before].map({ $0.from >= interval.from }) ?? false {
        superseded.insert(before)
        intervals[before] = nil
        placed.removeLast()
      }
      if let before = placed.last, let earlier = intervals[before] {
        intervals[before]?.until = min(earlier.until ?? interval.from, interval.from)
      }
      intervals[row] = interval
      placed.append(row)
    }
  }

  /// The days of a row, apart from what the rows beside it cut off; `nil` where it is in force on none.
  private func interval(of code: String, first: Int, last: Int) -> Interval? {
    let isFirst = statements.isFirst(first, of: code)
    let (begun, newest) = (statements[code, first], statements[code, last])
    var interval = Interval(
      from: releases[first].effective,
      until: newest?.terminated?.next ?? releases[last].until, basis: .release)
    if isFirst, let added = newest?.added {
      interval.from = added
      interval.basis = .record
    } else if !isFirst {
      if let effective = begun?.effective, effective > releases[max(first - 1, 0)].effective {
        interval.from = effective
        interval.basis = .record
      }
      if let added = begun?.added, added > interval.from {
        interval.from = added
        interval.basis = .record
      }
    }
    guard let until = interval.until, until <= interval.from else { return interval }
    // Announced, and withdrawn before its first day.
    if isFirst, newest?.added != nil { return nil }
    // Said of a code that is no longer in force: of its last day, which the record states.
    interval.from = until.previous
    interval.basis = .record
    return interval
  }

  /// The first day of a change to a code whose days are stated, or `nil` for one that takes effect with its
  /// release.
  func effective(_ change: Change, in rows: HistoryRows) -> CalendarDay? {
    guard let position = releases.firstIndex(where: { $0.label == change.release }),
      let statement = statements[change.code, position]
    else { return nil }
    if change.kind == .removed { return statement.terminated?.next }
    let row = rows.rows(of: change.code).first { rows.rows[$0].first == position }
    return row.flatMap { intervals[$0]?.from }
  }
}

/// What each release says of the days of its codes.
struct StatementsByCode: Sendable {
  private var byCode: [String: [(release: Int, record: HCPCSRecord)]] = [:]

  /// - Parameter details: by release.
  init(_ details: [HCPCSDetail], releases: [Release]) {
    let positions = Dictionary(
      releases.enumerated().map { ($1.label, $0) }, uniquingKeysWith: { first, _ in first })
    for detail in details {
      guard let position = positions[detail.release] else { continue }
      byCode[detail.record.code, default: []].append((position, detail.record))
    }
  }

  var codes: Dictionary<String, [(release: Int, record: HCPCSRecord)]>.Keys { byCode.keys }

  /// What a release says of a code.
  subscript(code: String, release: Int) -> HCPCSRecord? {
    byCode[code]?.first { $0.release == release }?.record
  }

  /// Whether a release is the first that has a code.
  func isFirst(_ release: Int, of code: String) -> Bool { byCode[code]?.first?.release == release }
}
