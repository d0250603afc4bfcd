import CodeSetModel

extension Rule {
  static let conversionNotation = Rule(
    "conversion-notation", .warning, "A row of a conversion table names a code, a date and the codes before.")
  static let conversionCode = Rule(
    "conversion-code", .warning, "A code of a conversion table, and each code before it, exists at its time.")
  static let conversionDate = Rule(
    "conversion-date", .warning, "A conversion table puts no code in force while a loaded release lacks it.")
}

/// The replacements that the conversion tables of a history state.
///
/// Each table is cumulative and corrects the ones before: what the newest says of a code and a day holds.
struct Replacements {
  private let releases: [Release]
  private let rows: HistoryRows
  private(set) var replacements: [Replacement] = []
  private(set) var findings: [(release: String, finding: Diagnostic)] = []
  /// The rows with a range of which only the ends are known, by table and by whether the history had begun.
  private var shortened: [Shortened: [Int]] = [:]
  /// The codes that were valid for submission, and the headers, in each release asked for, sorted.
  private var known: [Int: (billable: [String], headers: [String])] = [:]

  init(_ tables: [ConversionTable], releases: [Release], rows: HistoryRows) {
    self.releases = releases
    self.rows = rows
    let byDate = tables.sorted { place($0) < place($1) }
    var newest: [Key: Int] = [:]
    for (place, table) in byDate.enumerated() {
      for record in table.records { newest[Key(record)] = place }
    }
    var stated: Set<Statement> = []
    for (place, table) in byDate.enumerated() {
      for record in table.records where newest[Key(record)] == place {
        add(record, of: table, unless: &stated)
      }
      reportShortened(of: table)
    }
  }

  /// What a table speaks of: a code and a day, however they are written.
  private struct Key: Hashable {
    var code: String
    var effective: CalendarDay?
    /// The date that is none.
    var otherDate: String?

    init(_ record: ConversionRecord) {
      code = ConversionNotation.undotted(record.code) ?? record.code
      effective = ConversionNotation.day(record.effective)
      otherDate = effective == nil ? record.effective : nil
    }
  }

  /// What a replacement states; the table of FY2025 states some twice.
  private struct Statement: Hashable {
    var code: String
    var effective: CalendarDay
    var previousCode: String?
  }

  private struct Shortened: Hashable {
    var release: String
    var isBeforeHistory: Bool
  }

  /// The place of the release that a table came with.
  private func place(_ table: ConversionTable) -> Int {
    releases.firstIndex { $0.label == table.release } ?? -1
  }

  private mutating func add(
    _ record: ConversionRecord, of table: ConversionTable, unless stated: inout Set<Statement>
  ) {
    guard let code = ConversionNotation.undotted(record.code),
      let day = ConversionNotation.day(record.effective),
      let previous = ConversionNotation.previous(record.previous)
    else {
      report(
        .conversionNotation,
        "expected a code, a date and codes, found '\(record.code)', '\(record.effective)', '\(record.previous)'",
        record, table)
      return
    }
    // Whether the codes of the day before are known at all.
    let before = releases.lastIndex { $0.effective < day && $0.until.map { $0 >= day } ?? true }
    // A table may name codes of a release to come.
    if rows.newestRow(of: code) == nil, isHeld(day), let last = releases.last, day <= last.effective {
      report(.conversionCode, "expected a code of a release, found \(code), which none has", record, table)
    }
    let codes = expand(previous, before: before)
    if before == nil, previous.contains(where: \.isSpan) {
      let isBeforeHistory = releases.first.map { day <= $0.effective } ?? false
      shortened[Shortened(release: table.release, isBeforeHistory: isBeforeHistory), default: []]
        .append(record.line)
    }
    if codes.isEmpty, !previous.isEmpty {
      report(
        .conversionCode, "expected codes that existed before \(day), found none in '\(record.previous)'",
        record, table)
    }
    if before != nil {
      for code in codes where rows.newestRow(of: code) == nil {
        report(.conversionCode, "expected a code that existed before \(day), found \(code)", record, table)
      }
    }
    for previousCode in previous.isEmpty ? [nil] : codes.map(Optional.some)
    where stated.insert(Statement(code: code, effective: day, previousCode: previousCode)).inserted {
      replacements.append(
        Replacement(
          system: releases.first?.system ?? "", code: code, effective: day, previousCode: previousCode,
          release: table.release, sourceLine: record.line))
    }
  }

  /// Whether a release in this build is in force on a day.
  private func isHeld(_ day: CalendarDay) -> Bool {
    releases.contains { $0.interval.contains(day) }
  }

  private mutating func report(
    _ rule: Rule, _ message: String, _ record: ConversionRecord, _ table: ConversionTable
  ) {
    let place = Place(file: table.file, line: record.line)
    findings.append(
      (
        table.release,
        rule.finding(message, at: place, code: ConversionNotation.undotted(record.code))
      ))
  }

  /// Ranges whose codes are not known, since no release of the day before is in the build: one finding a table. Those
  /// from before the history are none of its business, and a note.
  private mutating func reportShortened(of table: ConversionTable) {
    for isBeforeHistory in [true, false] {
      let key = Shortened(release: table.release, isBeforeHistory: isBeforeHistory)
      guard let lines = shortened[key], let first = lines.first else { continue }
      var finding = Rule.conversionCode.finding(
        "expected a loaded release of the day before each range of codes, found none for \(lines.count) of them, whose "
          + "two ends alone are taken", at: Place(file: table.file, line: first))
      if isBeforeHistory { finding.severity = .note }
      findings.append((table.release, finding))
    }
  }

  /// Lists and ranges as the codes that were in them in a release; each code once.
  private mutating func expand(_ previous: [ConversionNotation.Previous], before: Int?) -> [String] {
    var codes: [String] = []
    for part in previous {
      let found: [String]
      switch part {
      case .code(let code), .header(let code): found = [code]
      case .range(let first, let last):
        let held = before.map { knownCodes(in: $0).billable.filter { first <= $0 && $0 <= last } }
        found = held ?? [first, last]
      case .categories(let first, let last):
        let held = before.map {
          knownCodes(in: $0).headers.filter { $0.utf8.count == 3 && first <= $0 && $0 <= last }
        }
        found = held ?? [first, last]
      }
      codes += found.filter { !codes.contains($0) }
    }
    return codes
  }

  private mutating func knownCodes(in release: Int) -> (billable: [String], headers: [String]) {
    if let known = known[release] { return known }
    var found: (billable: [String], headers: [String]) = ([], [])
    for row in rows.rows where row.first <= release && row.last >= release {
      if row.code.isBillable {
        found.billable.append(row.code.code)
      } else {
        found.headers.append(row.code.code)
      }
    }
    found.billable.sort()
    found.headers.sort()
    known[release] = found
    return found
  }
}
