/// One row of the conversion table of ICD-10-CM, in which NCHS says which codes a new code was assigned to
/// before.
///
///     H02.101,2018,H02.101-H02.106; H02.109
///
/// Nothing is interpreted here; only the blanks around a field are gone.
public struct ConversionRecord: Hashable, Sendable {
  /// "Current code assignment": the new code, with its dot: `A04.71`.
  public var code: String
  /// "Effective October 1" or "Effective Date": a year, which means October 1 of it, or a day: `2020-04-01`,
  /// and in the spreadsheet the number by which Excel counts days: `43922`.
  public var effective: String
  /// "Previous Code(s) Assignment": codes with their dots, lists and ranges of them, or `None`.
  public var previous: String
  /// The line of the CSV or the row of the sheet, from 1.
  public var line: Int

  package init(code: String, effective: String, previous: String, line: Int) {
    self.code = code
    self.effective = effective
    self.previous = previous
    self.line = line
  }
}
