import CodeSetModel

/// A release of which nothing is known but its days, between those in the build.
public struct SurroundedGap: Sendable {
  public var gap: ReleaseGap
  /// The release in the build before it, and the one after it.
  public var before: Release?
  public var after: Release?
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
    isStated ? nil : gaps.first { $0.gap.interval.contains(day) }
  }

  /// Whether a release in the build has the code.
  public func isPrinted(in release: Release?) -> Bool {
    release.map { release in rows.contains { $0.isInForce(on: release.effective) } } ?? false
  }
}
