/// How it is with a code on a day: what `codeset check` says of it, and the scripts that say it in SQL.
public enum CodeStatus: String, Sendable, CaseIterable {
  /// In force, and valid for submission; or a modifier in force.
  case valid
  /// In force, and not valid for submission: a code below it is.
  case header
  /// No longer in force.
  case retired
  /// Not yet in force.
  case notYet = "not_yet"
  /// In no release of its code set.
  case unknown
  /// No release in the build says what is in force on that day.
  case notHeld = "not_held"
  /// The day is missing, or no day of the calendar in ISO 8601.
  case noDay = "no_day"

  /// Which of several code sets that have the code is meant: the one where more can be said.
  package var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
