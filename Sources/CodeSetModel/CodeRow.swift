/// A code in time: from when until when it is as it is, on what ground, and where that is printed. What it is reads as
/// its own: `row.longTitle`.
@dynamicMemberLookup
public struct CodeRow: Hashable, Sendable {
  public var content: Code
  /// The row's number among all rows of a release or a build, from 1: see `Tables.numberCodes`.
  public internal(set) var id = 0
  /// The title as the newest tabular list that has the row prints it, where that spells it with accents and the file of
  /// codes does not: `Ménière's disease`.
  public var tabularTitle: String?
  /// The first day on which this row is in force.
  public var validFrom: CalendarDay
  /// The first day on which it no longer is, or `nil` while it still is.
  public var validTo: CalendarDay?
  /// Why `validFrom` is that day.
  public var validFromBasis: ValidityBasis
  /// The order number in the newest release that prints this row, ascending within a release.
  public var ordinal: Int
  /// The label of the release that introduced this row, e.g. `fy2025`.
  public var release: String
  /// The line of that release's file that prints the code, from 1.
  public var sourceLine: Int

  /// On what ground a code is taken to be in force from its first day.
  public enum ValidityBasis: String, Sendable, CaseIterable {
    /// The effective date of the release that prints it.
    case release
    /// The date that the publisher's conversion table states, before the first release loaded that prints it.
    case conversion
    /// The date that the publisher prints with the code.
    case record
    /// The effective date of a release that no file holds: the addenda of the release after it, undone, have the code.
    case addenda
    /// The effective date of the release that prints it first. Of the release before nothing is known: the code may
    /// have been in force earlier.
    case afterGap = "after_gap"
  }

  /// A code as a release prints it, in force as long as the release.
  package init(_ content: Code, ordinal: Int, of release: Release, sourceLine: Int) {
    self.content = content
    validFrom = release.effective
    validTo = release.until
    validFromBasis = .release
    self.ordinal = ordinal
    self.release = release.label
    self.sourceLine = sourceLine
  }

  @inlinable
  public subscript<Value>(dynamicMember member: WritableKeyPath<Code, Value>) -> Value {
    get { content[keyPath: member] }
    _modify { yield &content[keyPath: member] }
  }
}
