import CodeSetModel
import Lookup

extension Judge {
  /// The judgement of a text that none of the code sets has as a code.
  func judgeUnknown(_ typed: TypedCode, among places: [Int], on day: CalendarDay) throws -> Judgement {
    let absent = places.count == 1 ? [] : typed.absentSystems(besides: codeSets)
    let likely = typed.likely(among: places.map { codeSets[$0] })
    let implied = places.filter { place in likely.contains { $0.id == codeSets[place].id } }
    let uncovered = (places.count == 1 ? places : implied).filter { place in
      !sets[place].covers(day) || sets[place].isInGap(day)
    }
    let meant = meant(by: typed, among: places, on: day)
    if meant.isEmpty, !absent.isEmpty {
      return Judgement(
        status: .notHeld,
        advice: "formed like a code of \(absent.joined(separator: " or ")), which is not in this build")
    }
    // A code that is a small step away, of a code set that covers the day, is more likely than one of another day.
    if meant.isEmpty || places.count == 1, let place = uncovered.first,
      uncovered.count == max(implied.count, 1)
    {
      return Judgement(status: .notHeld, advice: sets[place].notHeld)
    }
    let advice = meant.isEmpty ? try adviceForOther(typed, among: places, on: day) : meant.advice
    return Judgement(status: .unknown, advice: advice)
  }

  /// What is to be said of a text that is near no code: that it has several, or with which code it begins.
  private func adviceForOther(
    _ typed: TypedCode, among places: [Int], on day: CalendarDay
  ) throws -> String {
    func isCode(_ text: Substring) -> Bool {
      let code = TypedCode(String(text)).code
      return places.contains { sets[$0].row(of: code, on: day) != nil }
    }
    let parts = typed.text.split { !($0.isLetter || $0.isNumber || $0 == ".") }
    if parts.count > 1, parts.allSatisfy(isCode) {
      return "\(parts.count) codes in one field: --separator takes them apart"
    }
    for length in stride(from: typed.code.count - 1, through: 3, by: -1) {
      for place in places where codeSets[place].hierarchy == .prefix {
        let set = sets[place]
        guard let row = set.row(of: String(typed.code.prefix(length)), on: day) else { continue }
        guard !set.rows[row].isBillable else { return "\(set.display(row)) with more after it" }
        return "no such code below \(set.display(row)): "
          + (try adviceForHeader(row, in: place, on: day))
      }
    }
    return ""
  }

  /// The codes valid on the day that are a small step away from a text, each with the step.
  private func meant(by typed: TypedCode, among places: [Int], on day: CalendarDay) -> [Meant] {
    var found: [Meant] = []
    func add(_ code: String, in place: Int, _ step: String) {
      let set = sets[place]
      guard let row = set.row(of: code, on: day), set.rows[row].isBillable || set.rows[row].isModifier,
        !set.isInGap(day) || set.rows[row].isStated, !found.contains(where: { $0.place == (place, row) })
      else { return }
      found.append(Meant(place: (place, row), display: set.display(row), step: step))
    }
    let variants = typed.variants
    // Headers that the files do not list are above their codes all the same.
    let likely = typed.likely(among: places.map { codeSets[$0] }).filter { $0.hierarchy == .notListed }
    for place in places
    where typed.code.utf8.count > 2 && likely.contains(where: { $0.id == codeSets[place].id }) {
      for position in codesInOrder[place].codes(below: ArraySlice(typed.code.utf8), in: sets[place]) {
        let row = sets[place].rows(ofCodeAt: position).lowerBound
        add(
          String(decoding: sets[place].code(ofRow: row), as: UTF8.self), in: place, "a character is missing")
      }
    }
    let isHeader = !found.isEmpty
    for place in places {
      let system = codeSets[place]
      if typed.isDotted, !isHeader { add(typed.code, in: place, "the dot is elsewhere") }
      for (reason, variants) in variants where reason.concerns(system) {
        for variant in variants where variant.isFormed(like: system) {
          add(variant.code, in: place, reason.step)
        }
      }
      let plain = typed.code.filter { $0.isLetter || $0.isNumber }
      if plain != typed.code { add(plain, in: place, "signs that are no part of it") }
      guard system.hierarchy != .none, typed.code.utf8.count > 3 else { continue }
      add(String(typed.code.dropLast()), in: place, "a character too many")
      guard system.hierarchy == .prefix else { continue }
      let below = codesInOrder[place].codes(below: ArraySlice(typed.code.utf8), in: sets[place])
      if typed.code.utf8.count >= 6 {
        for position in below {
          let row = sets[place].rows(ofCodeAt: position).lowerBound
          add(
            String(decoding: sets[place].code(ofRow: row), as: UTF8.self), in: place, "a character is missing"
          )
        }
      }
    }
    return found
  }
}

/// A code that may have been meant, and how what was written differs from it.
private struct Meant {
  var place: (system: Int, row: Int)
  var display: String
  var step: String
}

extension [Meant] {
  /// The one code that may have been meant; of several, that there are several.
  fileprivate var advice: String {
    guard let first else { return "" }
    guard count > 1 else { return "\(first.display)? (\(first.step))" }
    let names = prefix(4).map(\.display).joined(separator: ", ")
    return "one of \(names)\(count > 4 ? " and \(count - 4) more" : "")?"
  }
}

extension NearMiss.Reason {
  /// How what was written differs from the code.
  fileprivate var step: String {
    switch self {
    case .withoutDot: "the dot is elsewhere"
    case .below: "a character is missing"
    case .placeholderMissing: "a placeholder X is missing"
    case .placeholderTooMany: "an X too many"
    case .leadingZeros: "a zero at its beginning is missing"
    case .lookalike: "letters and digits that look alike"
    case .above: "a character too many"
    }
  }
}
