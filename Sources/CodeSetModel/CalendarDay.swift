/// A day of the Gregorian calendar, of the years 0 to 9999.
public struct CalendarDay: Hashable, Sendable {
  /// Year, month and day as one number, 20241001: days are in the order of their numbers.
  @usableFromInline package let number: Int32

  public var year: Int { Int(number / 10_000) }
  public var month: Int { Int(number / 100 % 100) }
  public var day: Int { Int(number % 100) }

  /// - Returns: `nil` where there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (0...9999).contains(year), (1...12).contains(month),
      (1...28).contains(day) || (29...31).contains(day) && day <= Self.days(in: month, of: year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// A day that the program itself names: there is such a day.
  package init(_ year: Int, _ month: Int, _ day: Int) {
    guard let known = CalendarDay(year: year, month: month, day: day) else {
      preconditionFailure("\(year)-\(month)-\(day) is a day")
    }
    self = known
  }

  /// A day in the form of ISO 8601, `2024-10-01`.
  public init?(_ text: String) {
    guard text.utf8.count == 10 else { return nil }
    var number = 0
    for (place, byte) in text.utf8.enumerated() {
      if place == 4 || place == 7 {
        guard byte == UInt8(ascii: "-") else { return nil }
      } else {
        guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
        number = number * 10 + Int(byte & 15)
      }
    }
    self.init(number: number)
  }

  /// A day whose year, month and day are one number, 20241001.
  package init?(number: Int) {
    self.init(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  /// The day that comes so many days after 1970-01-01.
  public init(daysSince1970 days: Int) {
    // Years that begin in March have the leap day at their end.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month,
      dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  /// After every day: when what has no end ends.
  package static let never = CalendarDay(unchecked: .max)

  private init(unchecked number: Int32) { self.number = number }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    number = Int32(year * 10_000 + month * 100 + day)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    let isLeapYear = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeapYear ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// The day after this one: the first on which what was in force on this one for the last time no longer is.
  /// The last day of all is its own.
  public var next: CalendarDay {
    CalendarDay(year: year, month: month, day: day + 1) ?? CalendarDay(year: year, month: month + 1, day: 1)
      ?? CalendarDay(year: year + 1, month: 1, day: 1) ?? self
  }

  /// The day before this one. The first day of all is its own.
  public var previous: CalendarDay {
    if day > 1 { return CalendarDay(unchecked: year, month, day - 1) }
    if month > 1 { return CalendarDay(unchecked: year, month - 1, Self.days(in: month - 1, of: year)) }
    return CalendarDay(year: year - 1, month: 12, day: 31) ?? self
  }
}

extension CalendarDay: Comparable {
  @inlinable
  public static func < (one: CalendarDay, other: CalendarDay) -> Bool { one.number < other.number }
}

extension CalendarDay: CustomStringConvertible {
  /// The day in the form of ISO 8601.
  public var description: String {
    String(unsafeUninitializedCapacity: 10) { text in
      write(into: text.baseAddress)
      return 10
    }
  }

  /// Writes the ten bytes of ISO 8601.
  fileprivate func write(into text: UnsafeMutablePointer<UInt8>?) {
    guard let text else { return }
    var rest = number
    for place in (0..<10).reversed() where place != 4 && place != 7 {
      text[place] = UInt8(ascii: "0") + UInt8(rest % 10)
      rest /= 10
    }
    text[4] = UInt8(ascii: "-")
    text[7] = UInt8(ascii: "-")
  }
}

extension ByteBuffer {
  /// Appends a day in the form of ISO 8601.
  package mutating func append(_ day: CalendarDay) {
    append(room: 10) { room in
      day.write(into: room.assumingMemoryBound(to: UInt8.self))
      return 10
    }
  }
}
