import Foundation

/// A day of the year on which a publisher's release comes into force, and how that release is called.
///
///     10-01:fy{next}
public struct Publication: Hashable, Sendable {
  /// Month and day: `10-01`.
  public var day: String
  /// The label, with `{year}` for the year of that day, `{next}` for the one after it and `{version}` for that of
  /// ICD-9-CM, which counts from 1983: `fy{next}`.
  public var label: String

  package init(day: String, label: String) {
    self.day = day
    self.label = label
  }

  /// Reads `10-01:fy{next}`.
  init?(_ text: Substring) {
    let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return nil }
    self.init(day: parts[0], label: parts[1])
  }

  var description: String { "\(day):\(label)" }

  /// The first day of the release of a year.
  package func day(in year: Int) -> CalendarDay? { CalendarDay("\(year)-\(day)") }

  /// The label of the release of a year.
  package func label(in year: Int) -> String {
    label.replacing("{year}", with: "\(year)").replacing("{next}", with: "\(year + 1)")
      .replacing("{version}", with: "\(year - 1982)")
  }
}

extension CodeSystem {
  /// The newest release that has come into force by a day, as the publisher's calendar has it; `nil` without one.
  public func published(by today: CalendarDay) -> (label: String, day: CalendarDay)? {
    [today.year - 1, today.year].flatMap { year in
      publications.compactMap { publication in
        publication.day(in: year).map { (label: publication.label(in: year), day: $0) }
      }
    }.filter { $0.day <= today }.max { $0.day < $1.day }
  }

  /// What is to be said of the newest release in a build on a day: that a newer one has come into force.
  ///
  ///     as of FY2025; FY2026 came into force on 2025-10-01 and is not in this build
  public func asOf(_ newest: Release, on today: CalendarDay) -> String? {
    guard let published = published(by: today), published.day > newest.effective else { return nil }
    return
      "as of \(releaseName(newest.label)); \(releaseName(published.label)) came into force on \(published.day) "
      + "and is not in this build"
  }
}

/// The label of a release as people write it: `FY2025`, `FY2025 April`, `the release 2019`, `the release y3`.
public func releaseName(_ label: String) -> String {
  let parts = label.split(separator: "-").map(String.init)
  guard let year = parts.first, year.hasPrefix("fy") || year.utf8.allSatisfy({ (0x30...0x39).contains($0) })
  else {
    return "the release \(label)"
  }
  let months = parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }
  let name = ([year.uppercased()] + months).joined(separator: " ")
  return year.hasPrefix("fy") ? name : "the release \(name)"
}

extension CalendarDay {
  /// The day it is, in UTC, as SQLite's `date('now')`.
  public static var today: CalendarDay {
    var seconds = timespec()
    clock_gettime(CLOCK_REALTIME, &seconds)
    return CalendarDay(daysSince1970: seconds.tv_sec / 86_400)
  }
}
