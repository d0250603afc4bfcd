/// A span of days: from the first one in force until the first one no longer.
public struct ValidityInterval: Hashable, Sendable {
  public var from: CalendarDay
  /// `nil`: no end is known.
  public var until: CalendarDay?

  @usableFromInline
  package init(from: CalendarDay, until: CalendarDay?) {
    self.from = from
    self.until = until
  }

  /// Whether a day is in it.
  @inlinable
  public func contains(_ day: CalendarDay) -> Bool { from <= day && !hasEnded(by: day) }

  /// Whether it is over on a day.
  @inlinable
  public func hasEnded(by day: CalendarDay) -> Bool { until.map { $0 <= day } ?? false }

  /// Spans in the order of their beginnings, those that touch made one.
  public static func joined(_ spans: [ValidityInterval]) -> [ValidityInterval] {
    var joined: [ValidityInterval] = []
    for span in spans {
      if let last = joined.last, last.until.map({ span.from <= $0 }) ?? true {
        joined[joined.count - 1].until = span.until
      } else {
        joined.append(span)
      }
    }
    return joined
  }
}

extension CodeRow {
  /// The days on which the row is in force.
  @inlinable
  public var interval: ValidityInterval { ValidityInterval(from: validFrom, until: validTo) }

  @inlinable
  public func isInForce(on day: CalendarDay) -> Bool { interval.contains(day) }

  /// Whether the row is no longer in force on a day, and was before.
  @inlinable
  public func hasEnded(by day: CalendarDay) -> Bool { interval.hasEnded(by: day) }
}

extension Release {
  /// The days on which the release is in force, as far as its end is known.
  @inlinable
  public var interval: ValidityInterval { ValidityInterval(from: effective, until: until) }
}
