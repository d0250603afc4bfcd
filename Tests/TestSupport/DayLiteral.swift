import CodeSetModel

/// A day of a test: `"2024-10-01"`.
extension CalendarDay: ExpressibleByStringLiteral {
  public init(stringLiteral text: String) {
    guard let day = CalendarDay(text) else { preconditionFailure("\(text) is a day") }
    self = day
  }
}
