/// How it is with a code on a day.
package enum CodeStatus: String, Sendable, CaseIterable {
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
  var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What is to be said of a code on a day.
struct Judgement: Sendable {
  var status: CodeStatus
  /// The code set, by its place among those judged by, and the row of the code; `nil`: there is none.
  var row: (system: Int, row: Int)?
  /// What to do about it; blank where there is nothing to do.
  var advice = ""
}
