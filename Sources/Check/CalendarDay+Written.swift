import CodeSetModel

extension CalendarDay {
  /// A day as a claims file has it: `2024-10-01` or `20241001`, a time of day after it or not, blanks around it.
  ///
  /// - Returns: `nil` for what is no day of the calendar.
  init?(written text: some Collection<UInt8>) {
    var number = 0
    var digits = 0
    var hyphens = 0
    var hasEnded = false
    for byte in text {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9") where !hasEnded:
        guard digits < 8 else { return nil }
        number = number * 10 + Int(byte & 15)
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
    self.init(number: number)
  }
}
