import CodeSetModel
import Lookup

// What to do about a code that is not valid.

extension Judge {
  /// How many codes are below a header, and which choice is missing.
  func adviceForHeader(_ header: Int, in place: Int, on day: CalendarDay) throws -> String {
    let set = sets[place]
    let code = set.code(ofRow: header)
    let below = codesInOrder[place].codes(below: code, in: set).compactMap { position -> Int? in
      set.row(among: set.rows(ofCodeAt: position), on: day).flatMap { set.rows[$0].isBillable ? $0 : nil }
    }
    guard below.count > 1 else {
      return below.first.map { "one code below: \(set.display($0))" }
        ?? "no code below it is valid on this day"
    }
    let last = set.lastCharacter(of: below, after: code.count)
    let axes = try axes[place].get()
    let choices = last.map { [$0] } ?? requirements(of: below, axes: axes)
    // A few codes are named where the choices do not tell them apart.
    let isChoice = last != nil || !choices.isEmpty && Set(below.map { axes[$0] }).count == below.count
    let names = isChoice || below.count > Self.mostNamed ? [] : below.map(set.display)
    let count = "\(below.count) codes below" + (names.isEmpty ? "" : ": \(names.joined(separator: ", "))")
    return ([count] + choices).joined(separator: "; ")
  }

  /// How many codes are named at the most.
  private static var mostNamed: Int { 8 }

  /// The axes on which all the codes have a value, and not all the same.
  private func requirements(of rows: [Int], axes: [AxisValues]) -> [String] {
    Axis.allCases.compactMap { axis in
      let values = rows.compactMap { axes[$0][axis] }
      guard values.count == rows.count else { return nil }
      return DocumentationRequirement(FamilyAxis(axis: axis), among: Set(values))?.description
    }
  }

  /// Since when a code is retired, and what it became.
  func adviceForRetired(_ last: Int, in place: Int, on day: CalendarDay) throws -> String {
    let set = sets[place]
    let end = set.rows[last].until
    let code = String(decoding: set.code(ofRow: last), as: UTF8.self)
    let successors = try self.successors[place].get()
    var (found, seen, next): (Set<String>, Set<String>, [(code: String, end: CalendarDay)])
    (found, seen, next) = ([], [code], [(code, end)])
    while let (code, end) = next.popLast() {
      for replacement in successors[code] ?? [] where seen.insert(replacement.code).inserted {
        // What branched off while a code was in force did not replace it.
        guard (end...max(end, day)).contains(replacement.effective),
          let rows = set.rows(of: replacement.code)
        else { continue }
        if set.row(among: rows, on: day) != nil {
          found.insert(replacement.code)
        } else if let last = rows.last(where: { set.rows[$0].until <= day }) {
          next.append((replacement.code, set.rows[last].until))
        }
      }
    }
    // A code that is gone after a release of which nothing is known may have ended within it.
    let gap = set.gaps.first { $0.lowerBound == end }
    let since = CodeEnd(
      .retired, day: gap?.upperBound ?? end, atTheLatest: gap != nil, successors: found.sorted())
    return since.text(limit: Self.mostNamed) { set.row(of: $0, on: day).map(set.display) ?? $0 }
  }
}

extension DatedCodes {
  /// The codes in the order of their characters.
  var codesInOrder: CodesInOrder {
    CodesInOrder(
      positions: (0..<count).sorted {
        code(ofRow: Int(firstRows[$0])).lexicographicallyPrecedes(code(ofRow: Int(firstRows[$1])))
      })
  }

  /// The seventh character that is missing, where all the codes differ in that alone.
  ///
  ///     7th character: A, D or S, as in W10.1XXA
  fileprivate func lastCharacter(of rows: [Int], after length: Int) -> String? {
    guard let first = rows.first.map(code(ofRow:)), first.count == 7 else { return nil }
    let beginning = first.dropLast()
    guard rows.allSatisfy({ code(ofRow: $0).dropLast().elementsEqual(beginning) }) else { return nil }
    let characters = rows.compactMap { code(ofRow: $0).last }.map { String(UnicodeScalar($0)) }.sorted()
    let example = length < 6 ? ", as in \(display(rows[0]))" : ""
    return
      "7th character: \(characters.dropLast().joined(separator: ", ")) or \(characters.last ?? "")\(example)"
  }
}

/// The codes of a code set in the order of their characters: those below a code follow it.
struct CodesInOrder {
  var positions: [Int]

  func codes(below code: ArraySlice<UInt8>, in set: DatedCodes) -> ArraySlice<Int> {
    guard [.prefix, .notListed].contains(set.system.hierarchy) else { return [] }
    func other(_ place: Int) -> ArraySlice<UInt8> {
      set.code(ofRow: set.rows(ofCodeAt: positions[place]).lowerBound)
    }
    var (low, high) = (0, positions.count)
    while low < high {
      let middle = (low + high) / 2
      if code.lexicographicallyPrecedes(other(middle)) { high = middle } else { low = middle + 1 }
    }
    return positions[low...].prefix { set.code(ofRow: set.rows(ofCodeAt: $0).lowerBound).starts(with: code) }
  }
}
