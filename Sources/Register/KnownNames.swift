import CodeSetModel
import Foundation

/// The names that CMS's files had so far, in its folder without a listing, `/files/zip/`.
///
///     2027-code-descriptions-tabular-order.zip
///     april-1-2026-icd-10-pcs-order-file-long-abbreviated-titles.zip
///     october-2026-alpha-numeric-hcpcs-file.zip
struct KnownName: Equatable {
  var name: String
  var role: String

  /// The names to try for a release: the first that is there of each list.
  static func lists(of label: String, in system: CodeSystem) -> [[KnownName]] {
    guard let year = label.split(separator: "-").first.map({ $0.drop { !$0.isNumber } }) else { return [] }
    let start = label.hasSuffix("-april") ? "april-1-\(year)" : "\(year)"
    let names: [(role: String, names: [String])]
    switch system {
    case .icd10cm:
      names =
        [
          ("codes", ["\(start)-code-descriptions-tabular-order.zip"]),
          ("tabular", ["\(start)-code-tables-tabular-index.zip"]),
        ]
        + (label.contains("-")
          ? []
          : [
            ("conversion", ["\(year)-conversion-table.zip"]),
            ("poa-exempt", ["\(year)-poa-exempt-codes.zip"]),
          ])
    case .icd10pcs:
      names = [
        (
          "codes",
          [
            "\(start)-icd-10-pcs-order-file-long-abbreviated-titles.zip",
            "\(start)-icd-10-pcs-order-file-long-and-abbreviated-titles.zip",
          ]
        )
      ]
    case .hcpcs:
      let month = label.split(separator: "-").dropFirst().first.map(String.init) ?? "january"
      names = [
        (
          "codes",
          ["\(month)-\(year)-alpha-numeric-hcpcs-file.zip", "\(month)-\(year)-alpha-numeric-hcpcs-files.zip"]
        )
      ]
    default: names = []
    }
    return names.map { role, names in names.map { KnownName(name: $0, role: role) } }
  }

  /// The releases that are newer than a day, up to half a year from today: CMS publishes ahead of the day.
  static func labels(of system: CodeSystem, after day: CalendarDay?, today: CalendarDay) -> [String] {
    // Before the last year the files had other names.
    guard let first = CalendarDay(year: today.year - 1, month: 9, day: 30),
      let last = today.month <= 6
        ? CalendarDay(year: today.year, month: 12, day: 31)
        : CalendarDay(year: today.year + 1, month: 6, day: 30)
    else { return [] }
    var dated: [(label: String, day: CalendarDay)] = []
    for year in (today.year - 1)...(today.year + 1) {
      for publication in system.publications {
        if let day = publication.day(in: year) { dated.append((publication.label(in: year), day)) }
      }
    }
    return dated.filter { $0.day > max(first, day ?? first) && $0.day <= last }.sorted { $0.day < $1.day }
      .map(\.label)
  }
}
