/// What a release changes in a code (table `change`). The first release of a history changes nothing.
public struct Change: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case added, removed
    /// A header that is valid for submission now: H81.4 in FY2020.
    case becameBillable = "became_billable"
    /// A code that was valid for submission and is a header now, since codes are below it.
    case becameHeader = "became_header"
    /// The long title is another; the short title may be too.
    case retitled
    /// The short title alone is another.
    case shortRetitled = "short_retitled"
  }

  public var system: String
  /// The label of the release that brings the change.
  public var release: String
  /// The first day of the change: that of the release, or an earlier one that the conversion table states.
  public var effective: CalendarDay
  /// The code, undotted.
  public var code: String
  public var kind: Kind
  /// The title before, or `nil` where the code is new.
  public var old: String?
  /// The title since, or `nil` where the code is retired.
  public var new: String?

  package init(
    system: String, release: String, effective: CalendarDay, code: String, kind: Kind, old: String?,
    new: String?
  ) {
    self.system = system
    self.release = release
    self.effective = effective
    self.code = code
    self.kind = kind
    self.old = old
    self.new = new
  }
}

/// A change of a release beside the publisher's own addenda (table `reconciliation`).
public struct Reconciliation: Hashable, Sendable {
  /// What the addenda call the change. A code that becomes a header is deleted and added.
  public enum Action: String, Sendable, CaseIterable {
    case add, delete, revise
  }

  public enum Outcome: String, Sendable, CaseIterable {
    /// The files change what the addenda say.
    case matched
    /// The files change it, and the addenda do not say so.
    case missingInAddenda = "missing_in_addenda"
    /// The addenda say so, and the files do not change it.
    case missingInFiles = "missing_in_files"
    /// The addenda are relative to a release that is not in the build: whether the files change it is not known.
    case baselineNotHeld = "baseline_not_held"
  }

  public var system: String
  public var release: String
  /// The release that the addenda are relative to, or `nil` when it is not in the build.
  public var baseline: String?
  /// The code, undotted.
  public var code: String
  public var action: Action
  public var outcome: Outcome
  /// The line of the addenda file, from 1, where it says so.
  public var line: Int?

  package init(
    system: String, release: String, baseline: String?, code: String, action: Action, outcome: Outcome,
    line: Int?
  ) {
    self.system = system
    self.release = release
    self.baseline = baseline
    self.code = code
    self.action = action
    self.outcome = outcome
    self.line = line
  }
}

/// A code and one of the codes that stood for it before (table `replacement`), from the publisher's
/// conversion table.
public struct Replacement: Hashable, Sendable {
  public var system: String
  /// The new code, undotted.
  public var code: String
  /// The first day of the new code, as the conversion table states it.
  public var effective: CalendarDay
  /// The code it was assigned to before, undotted; `nil` where the table says "None".
  public var previousCode: String?
  /// The release that the conversion table came with.
  public var release: String
  /// The line or row of the conversion table, from 1.
  public var sourceLine: Int

  package init(
    system: String, code: String, effective: CalendarDay, previousCode: String?, release: String,
    sourceLine: Int
  ) {
    self.system = system
    self.code = code
    self.effective = effective
    self.previousCode = previousCode
    self.release = release
    self.sourceLine = sourceLine
  }
}
