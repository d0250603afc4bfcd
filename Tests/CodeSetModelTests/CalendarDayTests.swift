import CodeSetModel
import Testing

@Suite struct CalendarDayTests {
  @Test(arguments: [
    "2024-10-01", "2024-02-29", "2000-02-29", "2023-02-28", "1999-12-31", "0001-01-01", "9999-12-31",
  ])
  func aDayIsReadAndPrintedTheSame(_ text: String) {
    #expect(CalendarDay(text)?.description == text)
  }

  @Test(arguments: [
    "2023-02-29", "1900-02-29", "2100-02-29", "2024-02-30", "2024-04-31", "2024-13-01", "2024-00-01",
    "2024-01-00", "2024-1-1", "24-01-01", "2024-10-01 ", " 2024-10-01", "2024/10/01", "20241001",
    "+024-10-01",
    "-024-10-01", "2024-10", "2024-10-01-01", "", "-", "٢٠٢٤-10-01",
  ])
  func whatIsNoDayIsNotRead(_ text: String) {
    #expect(CalendarDay(text) == nil)
  }

  @Test(arguments: [
    ("2024-09-30", "2024-10-01"), ("2024-12-31", "2025-01-01"), ("2024-02-28", "2024-02-29"),
    ("2024-02-29", "2024-03-01"), ("2023-02-28", "2023-03-01"), ("1900-02-28", "1900-03-01"),
    ("2000-02-28", "2000-02-29"),
  ])
  func theNextDayAndThePreviousOne(day: String, next: String) throws {
    #expect(try #require(CalendarDay(day)).next.description == next)
    #expect(try #require(CalendarDay(next)).previous.description == day)
  }

  @Test func theFirstAndTheLastDayOfAllHaveNoneBesideThem() throws {
    let (first, last) = (try #require(CalendarDay("0000-01-01")), try #require(CalendarDay("9999-12-31")))
    #expect(first.previous == first)
    #expect(last.next == last)
    #expect(last < .never)
  }

  /// Known numbers of days: the day itself, the end of a century, leap days, and the serials of a workbook.
  @Test(arguments: [
    (0, "1970-01-01"), (58, "1970-02-28"), (59, "1970-03-01"), (789, "1972-02-29"), (10_956, "1999-12-31"),
    (11_016, "2000-02-29"), (19_997, "2024-10-01"), (-1, "1969-12-31"), (-25_567, "1900-01-01"),
    (47_540, "2100-02-28"), (47_541, "2100-03-01"),
  ])
  func daysAreCountedFrom1970(days: Int, day: String) {
    #expect(CalendarDay(daysSince1970: days).description == day)
  }

  /// 400 years of days, each the one after the one before.
  @Test func countingDaysAgreesWithTheCalendar() {
    var day = CalendarDay(daysSince1970: 0)
    for count in 1...146_097 {
      let next = CalendarDay(daysSince1970: count)
      guard day.next == next, next.previous == day, day < next, day.description < next.description else {
        Issue.record("\(count) days since 1970: \(next) is not the day after \(day)")
        return
      }
      day = next
    }
    #expect(day.description == "2370-01-01")
  }
}
