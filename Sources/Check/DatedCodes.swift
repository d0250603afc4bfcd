import CodeSetModel
import Lookup

/// The codes of one code set with their days, small enough for all code sets of a build to be in memory, and found in
/// one step. A class, so that looking into one copies nothing.
final class DatedCodes {
  /// A row of a code.
  struct Row {
    var from: CalendarDay
    /// The first day on which it is no longer in force.
    var until: CalendarDay
    var isBillable: Bool
    var isModifier: Bool
    /// Whether the publisher prints the days with the code: no release of the day is needed to know them.
    var isStated: Bool
    /// Whether nothing is known of the release before: the code may have been in force earlier.
    var isAfterGap: Bool
    /// Where in `text` its code begins; the displayed code and the title follow.
    var start: Int32
    var codeLength: Int16
    var displayLength: Int16
    var titleLength: Int32

    func isInForce(on day: CalendarDay) -> Bool { from <= day && day < until }
  }

  let system: CodeSystem
  private(set) var rows: [Row] = []
  /// The first row of each code, and one past the last.
  private(set) var firstRows: [Int32] = []
  private var index = CodeIndex()
  private var text: [UInt8] = []
  /// For each length of a code, the characters that codes of it begin with, a bit each: most code sets are ruled out
  /// by it, without a look into the table.
  private var beginnings = Array(repeating: UInt64(0), count: CodeIndex.longest + 1)
  /// The days that releases cover, and those of which nothing is known.
  let covered: [Range<CalendarDay>]
  let gaps: [Range<CalendarDay>]
  /// The days, among those covered, on which a code was what it is before and after them, where that is the same.
  let doubtful: [Range<CalendarDay>]

  init(of system: CodeSystem, in database: CodeDatabase) throws {
    self.system = system
    covered = database.coverage(of: system.id).map(\.days)
    let around = try database.gaps(of: system.id)
    gaps = around.filter { !$0.isCovered }.map(\.gap.interval.days)
    doubtful = around.filter(\.isCovered).map {
      ValidityInterval(from: $0.gap.effective, until: $0.end).days
    }
    try database.forEachCode(of: system.id) { add($0) }
    firstRows.append(Int32(rows.count))
  }

  private func add(_ row: CodeInTime) {
    if firstRows.isEmpty || !isEqual(code(ofRow: rows.count - 1), row.code) {
      _ = index.add(row.code)
      if let first = row.code.utf8.first, row.code.utf8.count < beginnings.count {
        beginnings[row.code.utf8.count] |= 1 << UInt64(first & 63)
      }
      firstRows.append(Int32(rows.count))
    }
    rows.append(
      Row(
        from: row.validFrom, until: row.validTo ?? .never,
        isBillable: row.isBillable, isModifier: row.isModifier, isStated: row.basis == .record,
        isAfterGap: row.basis == .afterGap, start: Int32(text.count), codeLength: Int16(row.code.utf8.count),
        displayLength: Int16(row.displayCode.utf8.count), titleLength: Int32(row.title.utf8.count)))
    text.append(contentsOf: row.code.utf8)
    text.append(contentsOf: row.displayCode.utf8)
    text.append(contentsOf: row.title.utf8)
  }

  private func isEqual(_ bytes: ArraySlice<UInt8>, _ code: String) -> Bool { bytes.elementsEqual(code.utf8) }

  // MARK: What a row prints

  /// The undotted code.
  func code(ofRow row: Int) -> ArraySlice<UInt8> {
    let start = Int(rows[row].start)
    return text[start..<start + Int(rows[row].codeLength)]
  }

  func displayCode(ofRow row: Int) -> ArraySlice<UInt8> {
    let start = code(ofRow: row).endIndex
    return text[start..<start + Int(rows[row].displayLength)]
  }

  func title(ofRow row: Int) -> ArraySlice<UInt8> {
    let start = displayCode(ofRow: row).endIndex
    return text[start..<start + Int(rows[row].titleLength)]
  }

  func display(_ row: Int) -> String { String(decoding: displayCode(ofRow: row), as: UTF8.self) }

  // MARK: Codes and days

  /// How many codes there are, each with its rows.
  var count: Int { firstRows.count - 1 }

  /// The rows of a code that the build has, by date.
  func rows(ofCodeAt position: Int) -> Range<Int> {
    Int(firstRows[position])..<Int(firstRows[position + 1])
  }

  func rows(of code: String) -> Range<Int>? { index.position(of: code).map(rows(ofCodeAt:)) }

  func rows(ofPacked key: UInt64) -> Range<Int>? {
    let length = CodeIndex.longest - key.trailingZeroBitCount / 8
    guard beginnings[length] & 1 << (key >> 56 & 63) != 0 else { return nil }
    return index.position(ofPacked: key).map(rows(ofCodeAt:))
  }

  func row(among rows: Range<Int>, on day: CalendarDay) -> Int? {
    rows.first { self.rows[$0].isInForce(on: day) }
  }

  /// The row of a code on a day of which it is known what was in force.
  func row(of code: String, on day: CalendarDay) -> Int? {
    rows(of: code).flatMap { row(among: $0, on: day) }
  }

  func covers(_ day: CalendarDay) -> Bool { covered.contains { $0.contains(day) } }

  func isInGap(_ day: CalendarDay) -> Bool { gaps.contains { $0.contains(day) } }

  /// Whether it is not known if the code of some rows was in force on a day, or as a header.
  func isInDoubt(_ rows: Range<Int>, on day: CalendarDay) -> Bool {
    if isInGap(day) { return true }
    guard let end = doubtful.first(where: { $0.contains(day) })?.upperBound else { return false }
    let isBillable = [day, end].map { day in row(among: rows, on: day).map { self.rows[$0].isBillable } }
    return isBillable[0] != isBillable[1]
  }
}

extension ValidityInterval {
  /// The days as a range.
  var days: Range<CalendarDay> { from..<max(from, until ?? .never) }
}
