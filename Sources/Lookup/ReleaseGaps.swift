import CodeSetModel

/// A release of which nothing is known but its days, between those in the build.
public struct SurroundedGap: Sendable {
  public var gap: ReleaseGap
  /// The release in the build before it, and the one after it.
  public var before: Release?
  public var after: Release?

  /// Whether the release before is in force all the same.
  package var isCovered: Bool { before?.interval.contains(gap.effective) ?? false }

  /// The day from which it is known again what was in force.
  public var end: CalendarDay? { after?.effective }
}

extension CodeDatabase {
  /// The releases of a code set of which nothing is known but their days.
  public func gaps(of system: String) throws -> [SurroundedGap] {
    let gaps: [ReleaseGap] = try file.rows("WHERE system = :system ORDER BY effective", ["system": system])
    return gaps.map { gap in
      SurroundedGap(
        gap: gap, before: releases.last { $0.system == system && $0.effective < gap.effective },
        after: releases.first { $0.system == system && $0.effective > gap.effective })
    }
  }
}

extension CodeHistory {
  /// The release of which nothing is known, on a day; `nil` where a release in the build says what was in force.
  public func gap(on day: CalendarDay) -> SurroundedGap? {
    guard !isStated, let around = gaps.first(where: { $0.gap.interval.contains(day) }) else { return nil }
    return around.isCovered && !isInDoubt(from: day, until: around.end) ? nil : around
  }

  /// Whether the release after a gap has the code and the one before has not, or the other way round, or as a header.
  private func isInDoubt(from day: CalendarDay, until end: CalendarDay?) -> Bool {
    guard let end else { return false }
    let around = [day, end].map { day in rows.first { $0.isInForce(on: day) } }
    return around[0]?.isBillable != around[1]?.isBillable
  }

  /// The gap in which an interval may have ended.
  public func gap(atEndOf interval: ValidityInterval) -> SurroundedGap? {
    gaps.first { interval.until != nil && interval.until == ($0.isCovered ? $0.end : $0.gap.effective) }
  }

  /// Whether a release in the build has the code.
  public func isPrinted(in release: Release?) -> Bool {
    release.map { release in rows.contains { $0.isInForce(on: release.effective) } } ?? false
  }
}
