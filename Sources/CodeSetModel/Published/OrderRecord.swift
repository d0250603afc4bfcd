/// One row of an order file, the listing in tabular order that CMS publishes for ICD-10-CM and ICD-10-PCS.
///
///     26711 O3432   1 Maternal care for cervical incompetence, second trimester    Maternal care for cervical incompetence, second trimester
///
/// Nothing is interpreted here: what was printed is what you read. A title keeps its leading, doubled and
/// trailing blanks; only the padding that fills a column is gone.
public struct OrderRecord: Hashable, Sendable {
  /// Columns 1-5: the order number, as printed. A CSV may leave it out; then it is empty.
  public var orderNumber: String
  /// Columns 7-13: the code, without a dot.
  public var code: String
  /// Column 15: `1` is valid for submission, `0` is a header.
  public var isValidForSubmission: Bool
  /// Columns 17-76: the abbreviated title.
  public var shortTitle: String
  /// Columns 78 to the end of the line: the full title.
  public var longTitle: String
  /// The line of the file, from 1.
  public var line: Int
  /// The code above it, where a file states it: no publisher's order file does.
  public var parent: String?

  package init(
    orderNumber: String, code: String, isValidForSubmission: Bool, shortTitle: String, longTitle: String,
    line: Int
  ) {
    self.orderNumber = orderNumber
    self.code = code
    self.isValidForSubmission = isValidForSubmission
    self.shortTitle = shortTitle
    self.longTitle = longTitle
    self.line = line
  }
}
