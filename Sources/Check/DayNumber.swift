import CodeSetModel

/// A day as a number that is compared in one step: 2024-10-01 is 20241001.
typealias DayNumber = Int32

extension DayNumber {
  /// A day in ISO 8601 as the tables have it.
  init(iso text: String) { self = Self(text.utf8.filter { $0 != UInt8(ascii: "-") }) ?? 0 }

  /// `2024-10-01` or `20241001`, a time of day after it or not, blanks around it.
  ///
  /// - Returns: `nil` for what is no day of the calendar.
  init?(_ text: some Collection<UInt8>) {
    var number: Int32 = 0
    var digits = 0
    var hyphens = 0
    var hasEnded = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where !hasEnded:
        guard digits < 8 else { return nil }
        number = number * 10 + Int32(byte & 15)
        digits += 1
      case UInt8(ascii: "-") where !hasEnded && (digits == 4 && hyphens == 0 || digits == 6 && hyphens == 1):
        hyphens += 1
      case UInt8(ascii: " ") where digits == 0: continue
      case UInt8(ascii: " "), UInt8(ascii: "T"):
        guard digits == 8 else { return nil }
        hasEnded = true
      default:
        guard hasEnded else { return nil }
      }
    }
    guard digits == 8, hyphens == 0 || hyphens == 2 else { return nil }
    let (month, day) = (number / 100 % 100, number % 100)
    guard (1...12).contains(month), (1...28).contains(day) || Self.isLate(number) else { return nil }
    self = number
  }

  /// Whether a day after the 28th of its month is one of the calendar.
  private static func isLate(_ number: Int32) -> Bool {
    CalendarDay(year: Int(number / 10_000), month: Int(number / 100 % 100), day: Int(number % 100)) != nil
  }

  /// The day in ISO 8601.
  var iso: String {
    let digits = String(self)
    return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
  }
}
