import CodeSetModel
import Lookup

/// Judges codes by their days.
///
/// Most codes are valid: those are found in a table in one step. What is to be said of any other is worked out once
/// for each period in which nothing changes, and remembered.
package final class Judge {
  let database: CodeDatabase
  package let codeSets: [CodeSystem]
  var sets: [DatedCodes]
  /// The days on which something changes, in order.
  private let turns: [CalendarDay]
  private var remembered: [Question: Judgement] = [:]
  /// How much is remembered at the most: the memory does not grow with the length of a file.
  private static let mostRemembered = 100_000
  // Read when the first code needs it.
  private(set) lazy var axes = sets.map { set in Result { try database.axes(of: set.system.id) } }
  private(set) lazy var codesInOrder = sets.map(\.codesInOrder)
  private(set) lazy var successors = sets.map { set in
    Result { Dictionary(grouping: try database.replacements(in: set.system.id)) { $0.previousCode ?? "" } }
  }

  private struct Question: Hashable {
    var text: String
    var system: Int?
    var period: Int
  }

  /// - Parameter system: the code set of all codes; `nil`: each code and its day imply one.
  package init(_ database: CodeDatabase, system: String?) throws {
    self.database = database
    codeSets = try database.systems().filter { system == nil || $0.id == system }
    sets = try codeSets.map { try DatedCodes(of: $0, in: database) }
    var turns: Set<CalendarDay> = []
    for set in sets {
      for days in set.covered + set.gaps + set.doubtful {
        turns.formUnion([days.lowerBound, days.upperBound])
      }
      for row in set.rows { turns.formUnion([row.from, row.until]) }
    }
    self.turns = turns.sorted()
  }

  /// The place of a code set among those judged by, by its identifier or its name.
  func place(ofSystem name: String) -> Int? {
    codeSets.firstIndex { [$0.id, $0.name.lowercased()].contains(name.lowercased()) }
  }

  /// - Parameters:
  ///   - written: the code as it is written, not blank.
  ///   - system: the place of its code set; `nil`: implied.
  func judge(_ written: some Collection<UInt8>, on day: CalendarDay, system: Int?) throws -> Judgement {
    if let valid = validCode(written, on: day, system: system) {
      return Judgement(status: .valid, row: valid)
    }
    let text = String(decoding: written, as: UTF8.self)
    let question = Question(text: text, system: system, period: period(of: day))
    if let known = remembered[question] { return known }
    let judgement = try judge(TypedCode(text), on: day, system: system)
    if remembered.count < Self.mostRemembered { remembered[question] = judgement }
    return judgement
  }

  /// The number of changes until a day, that day's among them.
  private func period(of day: CalendarDay) -> Int {
    var (low, high) = (0, turns.count)
    while low < high {
      let middle = (low + high) / 2
      if turns[middle] <= day { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The row of a code that is valid without more to say, in exactly one of the code sets.
  private func validCode(
    _ written: some Collection<UInt8>, on day: CalendarDay, system: Int?
  ) -> (system: Int, row: Int)? {
    guard let code = PackedCode(written) else { return nil }
    var valid: (system: Int, row: Int)?
    for place in system.map({ $0..<$0 + 1 }) ?? sets.indices {
      guard let rows = sets[place].rows(ofPacked: code.key) else { continue }
      guard let row = sets[place].row(among: rows, on: day) else { continue }
      let found = sets[place].rows[row]
      guard found.isBillable, code.isDotted(like: sets[place].displayCode(ofRow: row)),
        found.isStated || !sets[place].isInDoubt(rows, on: day), valid == nil
      else { return nil }
      valid = (place, row)
    }
    return valid
  }

  private func judge(_ typed: TypedCode, on day: CalendarDay, system: Int?) throws -> Judgement {
    let asked = system.map { [$0] } ?? Array(sets.indices)
    let known = try asked.compactMap { place -> Judgement? in
      guard let rows = sets[place].rows(of: typed.code), typed.isWritten(like: sets[place], rows.lowerBound)
      else { return nil }
      return try judge(rows, in: place, on: day)
    }
    guard var best = known.min(by: { $0.status.rank < $1.status.rank }) else {
      return try judgeUnknown(typed, among: asked, on: day)
    }
    let rivals = known.filter { $0.status == best.status && $0.row?.system != best.row?.system }
    if !rivals.isEmpty {
      let names = rivals.compactMap(\.row).map { codeSets[$0.system].name }
      best.advice += (best.advice.isEmpty ? "" : "; ") + "also a code of \(names.joined(separator: ", "))"
    }
    return best
  }

  /// The judgement of a code that its code set has, on some day.
  private func judge(_ rows: Range<Int>, in place: Int, on day: CalendarDay) throws -> Judgement {
    let set = sets[place]
    let isStated = rows.allSatisfy { set.rows[$0].isStated }
    let last = (place, rows.last { set.rows[$0].from <= day } ?? rows.lowerBound)
    if !isStated, set.isInDoubt(rows, on: day) {
      return Judgement(status: .notHeld, row: last, advice: set.notHeld)
    }
    if let row = set.row(among: rows, on: day) {
      if set.rows[row].isBillable { return Judgement(status: .valid, row: (place, row)) }
      if set.rows[row].isModifier {
        return Judgement(status: .valid, row: (place, row), advice: "a modifier: submitted with a code")
      }
      return Judgement(
        status: .header, row: (place, row), advice: try adviceForHeader(row, in: place, on: day))
    }
    guard isStated || set.covers(day) else {
      return Judgement(status: .notHeld, row: last, advice: set.notHeld)
    }
    let later = rows.first { set.rows[$0].from > day }.map { "in force from \(set.beginning(ofRow: $0))" }
    guard set.rows[last.1].from <= day else {
      return Judgement(status: .notYet, row: last, advice: later ?? "")
    }
    let end = try adviceForRetired(last.1, in: place, on: day)
    return Judgement(
      status: .retired, row: last, advice: [end, later].compactMap(\.self).joined(separator: "; again "))
  }
}

extension DatedCodes {
  /// The first day of a row, as far as it is known.
  fileprivate func beginning(ofRow row: Int) -> String {
    rows[row].from.description + (rows[row].isAfterGap ? " at the latest" : "")
  }

  /// The sentence that no release covers a day.
  var notHeld: String {
    var spans: [String] = []
    for days in covered {
      spans.append(
        "from \(days.lowerBound)" + (days.upperBound == .never ? "" : " until \(days.upperBound)"))
    }
    let without = doubtful.map { ", without those from \($0.lowerBound) until \($0.upperBound)" }
    return "no release of \(system.id) in this build covers the day; its releases cover the days "
      + spans.joined(separator: " and ") + without.joined()
  }
}

extension TypedCode {
  /// Whether the dot, where one is typed, is where the code set has it.
  fileprivate func isWritten(like set: DatedCodes, _ row: Int) -> Bool {
    guard isDotted else { return true }
    var dotted = text.uppercased().filter { !$0.isWhitespace }
    while dotted.count > 1, dotted.last == "-" { dotted.removeLast() }
    return dotted == set.display(row) || isOpen && dotted == set.display(row) + "."
  }
}

/// A code of at most eight letters and digits in any case, as most are written: packed into one number.
private struct PackedCode {
  var key: UInt64 = 0
  /// How many characters are before the dot; `nil`: no dot is typed.
  private var dot: Int?

  /// - Returns: `nil` for what is written in another way.
  init?(_ written: some Collection<UInt8>) {
    var length = 0
    for byte in written {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"): add(byte)
      case UInt8(ascii: "a")...UInt8(ascii: "z"): add(byte & ~0x20)
      case UInt8(ascii: "."):
        guard dot == nil else { return nil }
        dot = length
        continue
      case UInt8(ascii: " "): continue
      default: return nil
      }
      length += 1
    }
    guard 1...CodeIndex.longest ~= length else { return nil }
    func add(_ byte: UInt8) { key |= UInt64(byte) << UInt64(max(0, 56 - 8 * length)) }
  }

  func isDotted(like displayed: ArraySlice<UInt8>) -> Bool {
    guard let dot else { return true }
    let place = displayed.startIndex + dot
    return displayed.indices.contains(place) && displayed[place] == UInt8(ascii: ".")
  }
}
