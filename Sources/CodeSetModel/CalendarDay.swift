/// A day of the Gregorian calendar.
public struct CalendarDay: Hashable, Sendable, CustomStringConvertible {
  public let year: Int
  public let month: Int
  public let day: Int

  /// - Returns: `nil` where there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day) else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// A day in the form of ISO 8601, `2024-10-01`.
  public init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.map(\.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 0x2D || (0x30...0x39).contains($0) }),
      let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The day that comes so many days after 1970-01-01.
  public init(daysSince1970 days: Int) {
    // Years that begin in March have the leap day at their end.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * month + 2) / 5 + 1
    self.month = month < 10 ? month + 3 : month - 9
    year = yearOfEra + era * 400 + (self.month <= 2 ? 1 : 0)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// The day in the form of ISO 8601.
  public var description: String {
    func digits(_ number: Int, _ count: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, count - digits.count)) + digits
    }
    return "\(digits(year, 4))-\(digits(month, 2))-\(digits(day, 2))"
  }

  /// The day after this one.
  public var next: CalendarDay {
    CalendarDay(year: year, month: month, day: day + 1) ?? CalendarDay(year: year, month: month + 1, day: 1)
      ?? CalendarDay(unchecked: (year + 1, 1, 1))
  }

  /// The day before this one.
  public var previous: CalendarDay {
    if day > 1 { return CalendarDay(unchecked: (year, month, day - 1)) }
    if month > 1 { return CalendarDay(unchecked: (year, month - 1, Self.days(in: month - 1, of: year))) }
    return CalendarDay(unchecked: (year - 1, 12, 31))
  }

  private init(unchecked day: (year: Int, month: Int, day: Int)) {
    (year, month, self.day) = day
  }

  /// The day after one in the form of ISO 8601: the first on which what was in force until then no longer is.
  public static func after(_ day: String) -> String { CalendarDay(day)?.next.description ?? day }

  /// The day before one in the form of ISO 8601.
  public static func before(_ day: String) -> String { CalendarDay(day)?.previous.description ?? day }
}
