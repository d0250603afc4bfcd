import CSVTables
import CodeSetModel

/// A chapter or a block: a range of categories under a title. Those of ICD-10-CM are declared in
/// `icd10cm-sections.csv`, for the releases without a tabular list that says them:
///
///     section,number,parent,from,until,also,title
///     J00-J99,10,,,,,Diseases of the respiratory system
///     J40-J4B,,10,2026-10-01,,,Chronic lower respiratory diseases
///
/// Ranges and titles are those of the tabular lists of FY2016, FY2017, January 2021 and April 2025. Between them, and
/// after the last, they change with the release that adds a block or moves the end of one: chapter 22 (April 2020), I5A
/// (FY2022), I1A and J4A (FY2024), QA0 (FY2026), J4B, K6A and QA1 (FY2027).
struct SectionRange: Hashable, Sendable {
  /// The range of categories, which names it.
  var range: String
  /// The number of a chapter; blocks have none.
  var number: String?
  /// The number of the chapter, or the range of the block, that holds it.
  var parent: String?
  /// The first day on which the classification has it, where that is later than FY2016.
  var from: CalendarDay?
  /// The first day on which it no longer does.
  var until: CalendarDay?
  /// Categories that belong to it although they sort outside its range, as C4A does.
  var also: [String]
  var title: String

  var first: Substring { range.prefix(3) }
  var last: Substring { range.suffix(3) }

  func isInForce(on day: CalendarDay) -> Bool {
    (from.map { $0 <= day } ?? true) && (until.map { day < $0 } ?? true)
  }

  func holds(_ category: Substring) -> Bool {
    first <= category && category <= last || also.contains { $0 == category }
  }
}

extension SectionRange {
  /// Those that are declared for a code set, each before those it holds. Empty where it has none.
  static func declared(of system: CodeSystem, on day: CalendarDay) -> [SectionRange] {
    system.id == CodeSystem.icd10cm.id ? icd10cm.filter { $0.isInForce(on: day) } : []
  }

  private static let icd10cm: [SectionRange] = {
    let file = "icd10cm-sections.csv"
    do {
      return try read(PackageResources.icd10cm_sections_csv, file: file)
    } catch {
      // The file is part of the program, which has a test that reads it.
      preconditionFailure("\(error)")
    }
  }()

  /// Reads such a file.
  static func read(_ text: [UInt8], file: String) throws(Diagnostic) -> [SectionRange] {
    let table = try CSVTable(text, file: file)
    var sections: [SectionRange] = []
    for (line, values) in table.records {
      var fields: [String: String] = [:]
      for (name, value) in zip(table.header, values) { fields[name] = value }
      guard values.count == table.header.count, let range = fields["section"], let title = fields["title"]
      else {
        throw Rule.columnType.finding(
          "expected \(table.header.count) fields with a section and a title, found \(values.count)",
          at: Place(file: file, line: line))
      }
      sections.append(
        SectionRange(
          range: range, number: fields["number"], parent: fields["parent"],
          from: try day(fields["from"], file, line), until: try day(fields["until"], file, line),
          also: fields["also"]?.split(separator: " ").map(String.init) ?? [], title: title))
    }
    return sections
  }

  private static func day(
    _ text: String?, _ file: String, _ line: Int
  ) throws(Diagnostic) -> CalendarDay? {
    guard let text else { return nil }
    guard let day = CalendarDay(text) else {
      throw Rule.columnType.finding(
        "expected a date like 2026-10-01, found '\(text)'", at: Place(file: file, line: line))
    }
    return day
  }
}
