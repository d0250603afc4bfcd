import CodeSetModel

/// The codes of a release that no file holds, on the way back from those of the release after it.
package struct UndoneAddenda: Sendable {
  /// As the release after prints them, or as the addenda print them; in published order, without order numbers.
  private var records: [OrderRecord]
  /// Whether the addenda undone last count the codes before and after, and there are as many.
  private(set) var isProven = false
  /// How long a whole code is, where the addenda print no flag.
  private let longest: Int

  /// - Parameter records: the codes of the release after.
  package init(after records: [OrderRecord]) {
    self.records = records
    longest = records.map(\.code.utf8.count).max() ?? 0
  }

  /// Undoes addenda: what they added goes, what they deleted or revised is as it was.
  ///
  /// - Returns: whether they fit the codes: each code that they name is there or missing as they say, and the codes are
  ///   as many as the footer says, where there is one.
  package mutating func undo(_ addenda: Addenda) -> Bool {
    guard hasAsManyCodes(as: addenda, .after) else { return false }
    var places: [String: Int] = [:]
    for (place, record) in records.enumerated() { places[record.code] = place }
    var kept: [OrderRecord?] = records
    for record in addenda.records where record.action == .add {
      guard let place = places.removeValue(forKey: record.code) else { return false }
      kept[place] = nil
    }
    var restored: [OrderRecord] = []
    for record in addenda.records {
      switch (record.action, places[record.code]) {
      case (.delete, nil): restored.append(before(record, now: nil))
      case (.reviseFrom, let place?): kept[place] = before(record, now: kept[place])
      case (.add, _), (.reviseTo, _): continue
      default: return false
      }
    }
    records = kept.compactMap(\.self)
    for record in restored { records.insert(record, at: place(of: record.code)) }
    isProven = addenda.counts.contains { $0.subject == .codes && $0.measure == .before }
    return hasAsManyCodes(as: addenda, .before)
  }

  /// The codes before all addenda that were undone, where their footer proves it; the order numbers and the lines are
  /// those of the file that is not there.
  package var proven: [OrderRecord]? {
    guard isProven else { return nil }
    return records.enumerated().map { place, record in
      var record = record
      record.line = place + 1
      record.orderNumber = String(String(100_001 + place).dropFirst())
      return record
    }
  }

  /// Whether these are the codes of another release, with the same long titles.
  package func isSame(as others: [OrderRecord]) -> Bool {
    guard others.count == records.count else { return false }
    let titles = Dictionary(others.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    return records.allSatisfy { record in
      titles[record.code].map {
        $0.isValidForSubmission == record.isValidForSubmission && $0.longTitle == record.longTitle
      } ?? false
    }
  }

  private func before(_ record: AddendaRecord, now: OrderRecord?) -> OrderRecord {
    OrderRecord(
      orderNumber: "", code: record.code,
      isValidForSubmission: record.isValidForSubmission ?? now?.isValidForSubmission
        ?? (record.code.utf8.count == longest),
      shortTitle: record.shortTitle, longTitle: record.longTitle, line: record.line)
  }

  private func hasAsManyCodes(as addenda: Addenda, _ measure: AddendaCount.Measure) -> Bool {
    addenda.counts.filter { $0.measure == measure }.allSatisfy { count in
      count.count == records.count { $0.isValidForSubmission == (count.subject == .codes) }
    }
  }

  /// Where a code belongs: among those of its category, or else among all, before the first that is greater.
  private func place(of code: String) -> Int {
    let category = code.prefix(3)
    guard let first = records.firstIndex(where: { $0.code.hasPrefix(category) }) else {
      return records.firstIndex { $0.code > code } ?? records.endIndex
    }
    let end = records[first...].firstIndex { !$0.code.hasPrefix(category) } ?? records.endIndex
    return records[first..<end].firstIndex { $0.code > code } ?? end
  }
}
