import CodeSetModel

/// Which codes a release says are terminated, beside what the release before says of them.
struct StatedEnds {
  /// The codes that were terminated already.
  private(set) var endedBefore: Set<String> = []
  /// The codes of which the release is the first to say so.
  private(set) var endedSince: Set<String> = []
  /// The codes that were terminated, and may be used again since a later day.
  private(set) var reactivated: Set<String> = []
  /// The codes that were called terminated, and are so no longer: as if they had never been.
  private(set) var restored: Set<String> = []

  /// - Parameters:
  ///   - before: what the releases before say, by release.
  ///   - last: the release before, if there is one.
  init(before: [HCPCSDetail], now: [HCPCSDetail], last: Release?) {
    guard let last, !now.isEmpty else { return }
    var ends: [String: CalendarDay] = [:]
    for detail in before.reversed().prefix(while: { $0.release == last.label }) {
      ends[detail.record.code] = detail.record.terminated
    }
    endedBefore = Set(ends.keys)
    for record in now.map(\.record) {
      let end = ends[record.code]
      if let end, let effective = record.effective, effective > end,
        record.terminated.map({ $0 > end }) ?? true
      {
        reactivated.insert(record.code)
      } else if end != nil, record.terminated == nil {
        restored.insert(record.code)
      }
      if record.terminated != nil, end == nil || reactivated.contains(record.code) {
        endedSince.insert(record.code)
      }
    }
  }
}
