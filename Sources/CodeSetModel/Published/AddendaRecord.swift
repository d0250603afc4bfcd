/// One row of an addenda file, the list of differences that CMS publishes beside an order file.
///
/// ICD-10-CM:
///
///     Revise from: 0 O1001   Pre-existing essential hypertension complicating pregnancy,  Pre-existing essential hypertension complicating pregnancy,
///
/// ICD-10-PCS, which prints no flag:
///
///     Add:         XW023X7 Introduce Tixagev/Cilgavim in Muscle, Perc, New Tech 7       Introduction of Tixagevimab and Cilgavimab Monoclonal Antibody into Muscle, Percutaneous Approach, New Technology Group 7
///
/// A code that becomes a header, or the other way round, is listed twice: as deleted and as added.
public struct AddendaRecord: Hashable, Sendable {
  /// Columns 1-13: what became of the row.
  public enum Action: String, Sendable, CaseIterable {
    case add = "Add:"
    case delete = "Delete:"
    /// The titles before; the row with the titles after follows.
    case reviseFrom = "Revise from:"
    case reviseTo = "Revise to:"
  }

  public var action: Action
  /// Column 14: `1` is valid for submission, `0` is a header. `nil` in ICD-10-PCS, which has no such column.
  public var isValidForSubmission: Bool?
  /// ICD-10-CM columns 16-22, ICD-10-PCS columns 14-20: the code, without a dot.
  public var code: String
  /// Columns 24-83, or 22-81: the abbreviated title.
  public var shortTitle: String
  /// Columns 85, or 83, to the end of the line: the full title.
  public var longTitle: String
  /// The line of the file, from 1.
  public var line: Int

  package init(
    action: Action, isValidForSubmission: Bool?, code: String, shortTitle: String, longTitle: String,
    line: Int
  ) {
    self.action = action
    self.isValidForSubmission = isValidForSubmission
    self.code = code
    self.shortTitle = shortTitle
    self.longTitle = longTitle
    self.line = line
  }
}

/// One figure of an addenda file's footer, in which the publisher counts what the rows above say.
///
///     Codes
///       74044 codes in icd10cm_order_2024.txt
///       74260 codes in icd10cm_order_2025.txt
///         252 additions
///          36 deletions
///          13 revisions
///     of which
///          13 revisions to both long and short titles
///           0 revisions to long title only
///           0 revisions to short title only
public struct AddendaCount: Hashable, Sendable {
  /// What is counted: the headers, or the codes that are valid for submission.
  public enum Subject: String, Sendable, CaseIterable {
    case headers, codes
  }

  public enum Measure: String, Sendable, CaseIterable {
    /// How many are in the order file before, the baseline of the addenda.
    case before
    /// How many are in the order file that the addenda come with.
    case after
    case additions, deletions, revisions
    case revisionsOfBothTitles = "revisions_of_both_titles"
    case revisionsOfLongTitle = "revisions_of_long_title"
    case revisionsOfShortTitle = "revisions_of_short_title"
  }

  public var subject: Subject
  public var measure: Measure
  public var count: Int
  /// The line of the file, from 1.
  public var line: Int

  package init(subject: Subject, measure: Measure, count: Int, line: Int) {
    self.subject = subject
    self.measure = measure
    self.count = count
    self.line = line
  }
}
