/// How large an input may be: docs/limits.md says the same for people.
///
/// Real releases are far below, most of them a hundred times; what is above is damaged, or made to fill memory.
public enum Limit {
  /// Of a file, in bytes: order files have 20 million.
  public static let file = 2 << 30
  /// Of how long a request to a server may take, in seconds.
  public static let request = 3_600
  /// Of how slow a server may be, in bytes a second: a slower one is given up after a while.
  public static let slowest = 1_000
  /// Of what a member of a zip may unpack to, in bytes, whatever the zip has.
  public static let member = 64 << 20
  /// Of how many times as much as it takes in the zip a larger member may unpack to: texts have some ten.
  public static let ratio = 25
  /// Of a line, in bytes: order files have some 400.
  public static let line = 65_536
  /// Of a title, in bytes: the longest published ones have some 1,000.
  public static let title = 32_768
  /// Of a code, in bytes: published ones have up to 8.
  public static let code = 1_000
  /// Of the rows of a registry: that of all official releases has some hundred.
  public static let registryRows = 10_000
  /// Of a registry, in bytes.
  public static let registry = 10_000_000
  /// Of the rows of one file that are rejected, before it is refused as a whole.
  public static let rejectedRows = 100_000
  /// Of the bytes of those rows.
  public static let rejectedBytes = 64 << 20
  /// Of the findings of one rule about one file that are printed; all are in the products.
  public static let printedFindings = 1_000
  /// Of the rows of a sheet of a workbook: spreadsheet programs have no more.
  public static let sheetRows = 1_048_576
  /// Of the text of a sheet, in bytes: that of FY2025 has 500,000.
  public static let sheet = 64 << 20
  /// Of the rows that a question to an artifact may have.
  public static let answers = 1_000_000
}
