import CodeSetModel
import Files
import Foundation
import Ingest

/// Which release a file is of, and what says so.
struct StatedRelease: Equatable {
  var label: String
  /// The first day in force.
  var effective: CalendarDay
  /// The first day no longer in force, where no release of the code set follows.
  var until: CalendarDay?
  var basis: String
  /// What says that it is of another release; `nil`: nothing.
  var doubt: String?
}

/// What surrounds the content of a file and may say which release it is of.
struct Surroundings {
  /// The member of a zip, where it is one; the file; the folder.
  var member: String?
  var file: String
  var folder: String
  /// The years of the footer of addenda beside it.
  var footerYears: (before: Int, after: Int)?
  /// The year that the file states as its version.
  var version: Int?

  var names: [(text: String, what: String)] {
    [member.map { ($0, "the member's name") }, (file, "the file's name"), (folder, "the folder's name")]
      .compactMap(\.self)
  }
}

extension CodeSystem {
  /// The release that names, footers and versions state; `nil` where nothing does.
  func statedRelease(_ around: Surroundings) -> StatedRelease? {
    switch self {
    case .icd9cm, .icd9pcs: statedVersion(around)
    case .hcpcs: statedQuarter(around)
    default: statedFiscalYear(around)
    }
  }

  /// ICD-10: of October, or of the middle of a fiscal year.
  private func statedFiscalYear(_ around: Surroundings) -> StatedRelease? {
    for (name, what) in around.names {
      guard let (month, year) = monthAndYear(in: name), ["january", "april"].contains(month) else { continue }
      return release("fy\(year)-\(month)", "\(what) says \(month) \(year)")
    }
    if let (before, after) = around.footerYears, before == after {
      return release(
        "fy\(after)-april",
        "the footer of its addenda compares the order file of \(after) with one of \(after): a mid-year update"
      )
    }
    if let label = label(ofFolder: around.folder),
      var stated = release(label, "the folder is '\(around.folder)'")
    {
      if let after = around.footerYears?.after, firstYear(in: label) != after {
        stated.doubt = "the footer of its addenda says \(after)"
      }
      return stated
    }
    // One that was issued again may be that of a mid-year update, and nothing in it says so.
    let outer = around.file.lowercased()
    if outer.contains("updated") || outer.contains("errata") { return nil }
    if let (before, after) = around.footerYears, after == before + 1 {
      return release(
        "fy\(after)", "the footer of its addenda compares the order file of \(before) with that of \(after)")
    }
    for (name, what) in around.names {
      if let year = fiscalYear(in: name) { return release("fy\(year)", "\(what) says \(year)") }
    }
    return around.version.flatMap { release("fy\($0)", "its version is \($0)") }
  }

  /// The label that a folder of this program or of CDC has: `fy2025-april`, `2025-Update`, `2026`.
  func label(ofFolder name: String) -> String? {
    let name = name.lowercased()
    if day(of: name) != nil { return name }
    if let (month, year) = monthAndYear(in: name) { return "fy\(year)-\(month)" }
    let parts = name.split(separator: "-")
    guard let first = parts.first, first.utf8.count == 4, let year = Int(first), (2000..<2100).contains(year)
    else {
      return nil
    }
    if parts.count == 1 { return "fy\(year)" }
    return parts.count == 2 && parts[1] == "update" ? "fy\(year)-april" : nil
  }

  /// HCPCS: of a quarter, or of a year where the name has no month.
  private func statedQuarter(_ around: Surroundings) -> StatedRelease? {
    for (name, what) in around.names {
      let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
      guard let year = firstYear(in: name) else { continue }
      let months = ["jan": "", "apr": "-april", "jul": "-july", "oct": "-october"]
      let month = words.lazy.compactMap { word in months.first { word.hasPrefix($0.key) && word.count <= 9 } }
        .first
      if what == "the folder's name", month == nil, name != "\(year)" { continue }
      return release("\(year)\(month?.value ?? "")", "\(what) says \(name)")
    }
    return nil
  }

  /// ICD-9-CM: by version, or by the fiscal year in which a version was in force.
  private func statedVersion(_ around: Surroundings) -> StatedRelease? {
    for (name, what) in around.names {
      let words = name.uppercased().split { !$0.isLetter && !$0.isNumber }
      for word in words {
        let digits = word.drop { $0.isLetter }.prefix { $0.isNumber }
        guard ["V", "CMS", "CMSV"].contains(word.prefix { $0.isLetter }), digits.count == 2,
          let version = Int(digits)
        else { continue }
        return release("v\(version)", "\(what) says version \(version)")
      }
    }
    for (name, what) in around.names {
      guard let year = firstYear(in: name) else { continue }
      let version = min(year - 1983, Self.lastVersionOfICD9)
      let isEnded = year - 1983 > version
      return release(
        "v\(version)",
        "\(what) says \(year), "
          + (isEnded ? "when version \(version) was the last" : "in which version \(version) was in force"))
    }
    return nil
  }

  private static let lastVersionOfICD9 = 32

  static let firstDayOfICD10 = CalendarDay(2015, 10, 1)

  func release(_ label: String, _ basis: String) -> StatedRelease? {
    let isLast = publications.isEmpty && label == "v\(Self.lastVersionOfICD9)"
    // ICD-10 took its place.
    return day(of: label).map {
      StatedRelease(label: label, effective: $0, until: isLast ? Self.firstDayOfICD10 : nil, basis: basis)
    }
  }

  /// The first day of a release, by its label.
  func day(of label: String) -> CalendarDay? {
    if label.hasPrefix("v"), let version = Int(label.dropFirst()),
      (15...Self.lastVersionOfICD9).contains(version)
    {
      return publications.isEmpty ? CalendarDay(year: version + 1982, month: 10, day: 1) : nil
    }
    // FY2021 was amended in January.
    if publications.contains(where: { $0.label.hasPrefix("fy") }), label.hasPrefix("fy"),
      label.hasSuffix("-january"), let year = firstYear(in: String(label.dropFirst(2)))
    {
      return CalendarDay(year: year, month: 1, day: 1)
    }
    for year in 2000..<2100 {
      if let publication = publications.first(where: { $0.label(in: year) == label }) {
        return publication.day(in: year)
      }
    }
    return nil
  }
}

/// A month and the year after it: `April-1-2023`, `Jan-2021`, `Apr23`, `fy2022-april`. Of another day than the first it is when the file
/// was published.
func monthAndYear(in name: String) -> (month: String, year: Int)? {
  let text = name.lowercased()
  for (word, month) in [("january", "january"), ("jan", "january"), ("april", "april"), ("apr", "april")] {
    guard let found = text.range(of: word) else { continue }
    // The label of a release of this program.
    let label = text[..<found.lowerBound].suffix("fy2022-".count)
    if label.hasPrefix("fy"), label.hasSuffix("-"), let year = Int(label.dropFirst(2).dropLast()) {
      return (month, year)
    }
    let rest = text[found.upperBound...]
    guard rest.first?.isLetter != true else { continue }
    let numbers = rest.split { !$0.isNumber }
    guard var year = numbers.first else { continue }
    if numbers.count > 1, year == "1" || year == "01" { year = numbers[1] }
    if year.count == 4, let number = Int(year), (2000..<2100).contains(number) { return (month, number) }
    if year.count == 2, rest.first?.isNumber == true, let number = Int(year) { return (month, 2000 + number) }
  }
  return nil
}

/// The fiscal year in a name: `FY26`, `FY2026`, `icd10cm_order_2025.txt`. Other years beside it are those of days:
/// `FY20-Effective-10-1-2019`.
func fiscalYear(in name: String) -> Int? {
  let text = name.uppercased()
  if let found = text.range(of: "FY") {
    let digits = text[found.upperBound...].prefix { $0.isNumber }
    if let year = Int(digits), digits.count == 2 { return 2000 + year }
    if let year = Int(digits), digits.count == 4 { return year }
  }
  return firstYear(in: name)
}
