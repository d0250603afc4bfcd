/// One line of the list of diagnoses that are exempt from reporting whether they were present on admission.
///
///     12128	I69.065	"Other paralytic syndrome following nontraumatic subarachnoid hemorrhage, bilateral"
///
/// Nothing is interpreted here; only the quotes are gone.
public struct POAExemptRecord: Hashable, Sendable {
  /// The order number in the release's order file, as printed.
  public var orderNumber: String
  /// The code with its dot.
  public var code: String
  /// The long title.
  public var title: String
  /// The line of the file, from 1.
  public var line: Int

  package init(orderNumber: String, code: String, title: String, line: Int) {
    self.orderNumber = orderNumber
    self.code = code
    self.title = title
    self.line = line
  }
}
