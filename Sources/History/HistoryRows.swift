import CodeSetModel

/// The rows of a history while releases are added: a row for each code and run of releases in which nothing
/// of it changed.
///
/// Rows are found by their number, in the order in which they came; the tables are sorted at the end.
struct HistoryRows: Sendable {
  /// Where a row begins and ends, and what was said of it.
  struct Row: Sendable {
    var code: CodeRow
    /// The number of the code.
    var number: Int
    /// The position of the first and of the last release that print it so.
    var first: Int
    var last: Int
    /// Where its mentions are.
    var mentions: Range<Int>
    /// Where the pivots from it are in `currentPivots`, if the newest release prints it.
    var pivots = 0..<0
  }

  private(set) var rows: [Row] = []
  private(set) var mentions: [AxisMention] = []
  /// From row to row; a pivot holds as long as both of its rows are in force.
  private(set) var pivots: [Pivot] = []
  /// The pivots of the newest release, from row to row, and some of earlier ones.
  private var currentPivots: [Pivot] = []
  /// A number for each code that any release prints, and its newest row.
  private var numbers = CodeIndex()
  private(set) var newestRow: [Int] = []
  /// The row of the same code before each row, if there is one.
  private(set) var earlierRow: [Int?] = []
  /// Every code's number, in the order of the newest release.
  private(set) var order: [Int] = []
  /// The rows of the newest release, in its order.
  private(set) var current: [Int] = []

  /// The newest row of a code, whether it is in force or not.
  func newestRow(of code: String) -> Int? {
    numbers.position(of: code).map { newestRow[$0] }
  }

  /// The newest row of a code. The codes of a release follow each other as in the one before: looking there
  /// first spares the index.
  ///
  /// - Parameter expected: where the code is expected in `current`; then where the next one is.
  func currentRow(of code: String, expected: inout Int) -> Int? {
    if expected < current.count, rows[current[expected]].code.content.code == code {
      expected += 1
      return current[expected - 1]
    }
    guard let row = newestRow(of: code) else { return nil }
    // Codes are missing now: go on after this one.
    if let place = current[min(expected, current.count)...].prefix(64).firstIndex(of: row) {
      expected = place + 1
    }
    return row
  }

  /// The number of a code.
  func number(of code: String) -> Int? { numbers.position(of: code) }

  /// Where each code is among all, by its number.
  var places: [Int] {
    var places = Array(repeating: 0, count: order.count)
    for (place, number) in order.enumerated() { places[number] = place }
    return places
  }

  /// The rows by the order of their codes, and then by date.
  var rowsInOrder: [Int] {
    var result: [Int] = []
    result.reserveCapacity(rows.count)
    for number in order { appendRows(of: number, to: &result) }
    return result
  }

  /// The rows of a code by date; none where no release has it.
  func rows(of code: String) -> [Int] {
    var result: [Int] = []
    if let number = number(of: code) { appendRows(of: number, to: &result) }
    return result
  }

  private func appendRows(of number: Int, to result: inout [Int]) {
    let start = result.count
    var next: Int? = newestRow[number]
    while let row = next {
      result.append(row)
      next = earlierRow[row]
    }
    result[start...].reverse()
  }

  /// The row of a code that a release prints, by the release's position.
  func row(of code: String, in release: Int) -> Int? {
    var row = newestRow(of: code)
    while let candidate = row, rows[candidate].first > release { row = earlierRow[candidate] }
    return row.flatMap { rows[$0].last >= release ? $0 : nil }
  }
}

extension HistoryRows {
  /// A release with the short titles of the one before where it prints none, and the same long title: that a publisher
  /// leaves them out changes no code.
  func carryingOverShortTitles(to edition: Edition) -> Edition {
    guard edition.tables.codes.contains(where: \.content.shortTitle.isEmpty) else { return edition }
    var edition = edition
    var expected = 0
    for place in edition.tables.codes.indices where edition.tables.codes[place].content.shortTitle.isEmpty {
      let code = edition.tables.codes[place].content
      guard let row = currentRow(of: code.code, expected: &expected),
        rows[row].code.content.longTitle.hasSameBytes(as: code.longTitle)
      else { continue }
      edition.tables.codes[place].content.shortTitle = rows[row].code.content.shortTitle
    }
    return edition
  }

  /// Adds a release: rows that stay the same go on, others end and begin.
  ///
  /// - Parameters:
  ///   - position: the release's place among all, from 0.
  ///   - continues: whether it follows the one before without a gap.
  ///   - reactivated: the codes that begin again although nothing of them may be another.
  /// - Returns: the rows of the release before.
  @discardableResult
  mutating func add(
    _ edition: Edition, at position: Int, continues: Bool, reactivated: Set<String> = []
  ) -> [Int] {
    if rows.isEmpty { reserve(for: edition) }
    let before = current
    var placed = continues ? Placement(edition, rows: self, before: position - 1) : Placement(edition)
    if !reactivated.isEmpty { placed.beginAnew(reactivated) }
    placed.splitWherePivotsChange(self)
    let known = newestRow.count
    current = placed.rows.map { $0 ?? -1 }
    // What is not known to be unchanged may begin again.
    let compared = continues ? edition.changed : [edition.tables.codes.indices]
    for range in compared {
      var mentions = edition.tables.mentions(of: range)
      for place in range {
        let own = mentions.prefix { $0.code == place }
        mentions = mentions[own.endIndex...]
        if placed.rows[place] == nil {
          current[place] = begin(edition.tables.codes[place], own, at: position)
        }
      }
    }
    // A release without a tabular list keeps the titles of the one before.
    let hasList = !edition.notes.isEmpty
    for (place, row) in current.enumerated() {
      rows[row].last = position
      rows[row].code.ordinal = edition.tables.codes[place].ordinal
      if hasList { rows[row].code.tabularTitle = edition.tables.codes[place].tabularTitle }
    }
    if edition.unchanged.isEmpty { currentPivots.removeAll(keepingCapacity: true) }
    for range in compared { addPivots(of: edition, range, goingOn: placed.rows) }
    if newestRow.count > known || current != before { sortCodes() }
    return before
  }

  /// Makes room for the first release, and for some that come after it.
  private mutating func reserve(for edition: Edition) {
    rows.reserveCapacity(edition.tables.codes.count * 5 / 4)
    mentions.reserveCapacity(edition.tables.mentions.count * 5 / 4)
    pivots.reserveCapacity(edition.tables.pivots.count * 5 / 4)
    currentPivots.reserveCapacity(edition.tables.pivots.count * 5 / 4)
  }

  private mutating func begin(_ code: CodeRow, _ own: ArraySlice<AxisMention>, at position: Int) -> Int {
    let row = rows.count
    let start = mentions.count
    mentions += own.lazy.map { mention in
      var mention = mention
      mention.code = row
      return mention
    }
    append(
      Row(
        code: code, number: numbers.position(of: code.code) ?? newestRow.count, first: position,
        last: position,
        mentions: start..<mentions.count))
    return row
  }

  /// Adds a row, the newest of its code.
  private mutating func append(_ row: Row) {
    var row = row
    if row.number < newestRow.count {
      let earlier = rows[newestRow[row.number]].code
      if row.code.tabularTitle == nil, earlier.longTitle.hasSameBytes(as: row.code.longTitle) {
        row.code.tabularTitle = earlier.tabularTitle
      }
      earlierRow.append(newestRow[row.number])
      newestRow[row.number] = rows.count
    } else {
      _ = numbers.add(row.code.code)
      earlierRow.append(nil)
      newestRow.append(rows.count)
    }
    rows.append(row)
  }

  /// Adds the pivots from some codes: to those of the newest release, and where one of both rows is new, to all.
  private mutating func addPivots(of edition: Edition, _ codes: Range<Int>, goingOn: [Int?]) {
    var own = edition.tables.pivots(of: codes)
    for place in codes {
      let start = currentPivots.count
      while var pivot = own.first, pivot.code == place {
        own.removeFirst()
        let isOld = goingOn[place] != nil && goingOn[pivot.target] != nil
        pivot.code = current[place]
        pivot.target = current[pivot.target]
        currentPivots.append(pivot)
        if !isOld { pivots.append(pivot) }
      }
      rows[current[place]].pivots = start..<currentPivots.count
    }
  }

  /// Gives up what the next release would be compared with.
  mutating func forgetCurrentPivots() { currentPivots = [] }

  /// The pivots from a row in the newest release.
  func currentPivots(from row: Int) -> ArraySlice<Pivot> { currentPivots[rows[row].pivots] }

  /// Brings all codes into the order of the newest release. A retired code stays after the one that it were
  /// after; among new codes there it is by its letters and digits.
  private mutating func sortCodes() {
    let printed = current.map { rows[$0].number }
    var isPrinted = Array(repeating: false, count: newestRow.count)
    for number in printed { isPrinted[number] = true }
    var isKnown = Array(repeating: false, count: newestRow.count)
    // The retired codes after each code that is printed, and at first those before all.
    var after: [Int: ArraySlice<Int>] = [:]
    var anchor = -1
    for number in order {
      isKnown[number] = true
      if isPrinted[number] { anchor = number } else { after[anchor, default: []].append(number) }
    }
    order.removeAll(keepingCapacity: true)
    var retired = after[-1] ?? []
    for number in printed {
      while let first = retired.first, isKnown[number] || code(first) < code(number) {
        order.append(first)
        retired.removeFirst()
      }
      order.append(number)
      if isKnown[number] { retired = after[number] ?? [] }
    }
    order += retired
  }

  private func code(_ number: Int) -> String { rows[newestRow[number]].code.content.code }
}

extension HistoryRows {
  /// Takes up a history where it ended.
  ///
  /// - Parameter ends: the position of the last release in which each row is in force.
  init(resuming history: SystemHistory, first: [Int], last: [Int]) {
    mentions = history.tables.mentions
    pivots = history.tables.pivots
    let newest = history.tables.releases.count - 1
    var mention = 0
    for (row, code) in history.tables.codes.enumerated() {
      let start = mention
      while mention < mentions.count, mentions[mention].code == row { mention += 1 }
      let number = numbers.position(of: code.code) ?? newestRow.count
      if number == newestRow.count { order.append(number) }
      append(Row(code: code, number: number, first: first[row], last: last[row], mentions: start..<mention))
      if last[row] == newest { current.append(row) }
    }
    var next = 0
    for row in current {
      while next < pivots.count, pivots[next].code < row { next += 1 }
      let start = currentPivots.count
      while next < pivots.count, pivots[next].code == row {
        if last[pivots[next].target] == newest { currentPivots.append(pivots[next]) }
        next += 1
      }
      rows[row].pivots = start..<currentPivots.count
    }
  }
}
