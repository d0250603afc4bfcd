import CodeSetModel

/// What is to be said of a code on a day.
struct Judgement: Sendable {
  var status: CodeStatus
  /// The code set, by its place among those judged by, and the row of the code; `nil`: there is none.
  var row: (system: Int, row: Int)?
  /// What to do about it; blank where there is nothing to do.
  var advice = ""
}
