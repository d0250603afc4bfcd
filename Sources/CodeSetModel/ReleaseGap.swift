/// A release that is known to have been in force, and of which nothing says what its codes were (table `release_gap`).
///
/// On its days, a code may have been in force or not. Where the release before is in force all the same, since the
/// registry does not say that it ended, a code that both have was, too.
public struct ReleaseGap: Hashable, Sendable {
  public var system: String
  /// The publisher's label, e.g. `fy2021`.
  public var label: String
  /// The first day on which the release was in force.
  public var effective: CalendarDay
  /// The first day on which it no longer was; `nil` where it is the newest.
  public var until: CalendarDay?

  package init(_ release: Release) {
    system = release.system
    label = release.label
    effective = release.effective
    until = release.until
  }

  /// The days that it leaves open.
  public var interval: ValidityInterval { ValidityInterval(from: effective, until: until) }
}
