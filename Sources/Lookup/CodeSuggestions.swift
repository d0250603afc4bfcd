import CodeSetModel

/// What a typed text that is no code of the build may have meant.
public struct CodeSuggestions: Sendable {
  public var typed: TypedCode
  /// The codes that are near it, with the reason of each.
  public var nearMisses: [NearMiss] = []
  /// The chapters and blocks that begin like a range that is none.
  public var sections: [Section] = []
  /// The names of the code sets that have codes of this form and are not in the build.
  public var absentSystems: [String] = []
  /// The code sets of the build that have codes of this form, where nothing is near and a newer release than those in
  /// the build may have the code: each with its name, and that there is such a release.
  public var formedSystems: [(name: String, asOf: String)] = []

  public var isEmpty: Bool {
    nearMisses.isEmpty && sections.isEmpty && absentSystems.isEmpty && formedSystems.isEmpty
  }
}

/// Codes that exist and are near a text that is none.
public struct NearMiss: Sendable {
  public var reason: Reason
  /// The first of them, in published order.
  public var codes: [CodeRow]
  /// How many there are.
  public var count: Int

  /// How a typed text differs from a code.
  public enum Reason: Sendable {
    /// The dot of the code is elsewhere.
    case withoutDot
    /// The text is where codes begin.
    case below
    /// An X that fills an empty place is missing.
    case placeholderMissing
    /// An X fills a place that the code does not have.
    case placeholderTooMany
    /// A spreadsheet took the code for a number.
    case leadingZeros
    /// The letter O for the digit 0, the letter I for the digit 1, or the other way round.
    case lookalike
    /// The longest code that the text begins with.
    case above
  }
}

extension CodeDatabase {
  /// The codes that a typed text may have meant.
  ///
  /// - Parameters:
  ///   - identifier: only this code set; `nil`: those that the form suggests.
  ///   - day: the day on which they are in force; `nil`: as of the newest release of each code set.
  public func suggestions(
    for typed: TypedCode, system identifier: String?, on day: CalendarDay? = nil
  ) throws -> CodeSuggestions {
    var suggestions = CodeSuggestions(typed: typed)
    guard !typed.code.isEmpty else { return suggestions }
    let systems = try systems().filter { identifier == nil || $0.id == identifier }
    suggestions.sections = try sections(beginningLike: typed, system: identifier)
    if identifier == nil { suggestions.absentSystems = typed.absentSystems(besides: systems) }
    func add(_ reason: NearMiss.Reason, _ codes: [CodeRow], of count: Int? = nil) {
      if !codes.isEmpty {
        suggestions.nearMisses.append(NearMiss(reason: reason, codes: codes, count: count ?? codes.count))
      }
    }
    let likely = typed.likely(among: systems)
    let below = try likely.flatMap { try codes(below: typed, in: $0, on: day) }
    add(.below, Array(below.prefix(Self.mostBelow)), of: below.count)
    for (reason, variants) in typed.variants {
      // What leads further down, or lacks a zero, is mistyped in no other way.
      if case .lookalike = reason, !suggestions.nearMisses.isEmpty { continue }
      let found = try variants.flatMap { variant in
        try systems.flatMap { system in
          guard reason.concerns(system), variant.isFormed(like: system) else { return [CodeRow]() }
          return try code(variant.code, in: system, on: day)
        }
      }
      add(reason, found)
    }
    if typed.isDotted {
      let bare = try systems.filter { !typed.agrees(with: $0) }
        .flatMap { try code(typed.code, in: $0, on: day) }
      add(.withoutDot, bare)
    }
    // What is repaired into another code set than the form suggests may be mistyped so or otherwise.
    let isRepaired = suggestions.nearMisses.contains { near in
      near.reason.isRepair && near.codes.contains { code in likely.contains { $0.id == code.system } }
    }
    // A range of another classification is below none of its codes.
    let isRange = typed.code.contains("-") && !systems.contains { typed.isFormed(like: $0) }
    if !isRepaired, !isRange, suggestions.absentSystems.isEmpty || typed.isDotted {
      let above = try codes(above: typed, in: systems, likely: likely, on: day)
      if !above.isEmpty {
        suggestions.nearMisses.insert(NearMiss(reason: .above, codes: above, count: above.count), at: 0)
      }
    }
    if suggestions.isEmpty {
      suggestions.formedSystems = try likely.filter { typed.isFormed(like: $0) }
        .compactMap { system in try asOf(system.id, on: day).map { (name: system.name, asOf: $0) } }
    }
    return suggestions
  }

  /// How many codes below a text are named.
  private static let mostBelow = 8

  private func code(_ code: String, in system: CodeSystem, on day: CalendarDay?) throws -> [CodeRow] {
    try codes(
      inForceOn: asked(day, of: system), "code = :code AND system = :system",
      ["code": code, "system": system.id])
  }

  /// The codes that a text leads down to, without those below them.
  private func codes(below typed: TypedCode, in system: CodeSystem, on day: CalendarDay?) throws -> [CodeRow]
  {
    // Less than a category is the beginning of too many.
    let category = system.forms.filter { $0.begins(like: typed.code.utf8) }.map { $0.dotAfter ?? 3 }.min()
    guard system.hierarchy != .none, let category, typed.code.count >= category else { return [] }
    let found = try codes(
      inForceOn: asked(day, of: system), "code > :code AND code < :code || 'a' AND system = :system",
      ["code": typed.code, "system": system.id])
    let all = Set(found.map(\.code))
    return found.filter { row in row.parent.map { !all.contains($0) } ?? true }
  }

  /// The longest codes that a text begins with: of the code sets that its form suggests, and of those in whose
  /// form it has one character too many, where it begins with more than there.
  private func codes(
    above typed: TypedCode, in systems: [CodeSystem], likely: [CodeSystem], on day: CalendarDay?
  ) throws -> [CodeRow] {
    let own = try likely.flatMap { try code(above: typed, in: $0, on: day) }
    let longest = own.map(\.content.code.count).max() ?? 0
    let shorter = TypedCode(String(typed.text.dropLast()))
    let others = systems.filter { other in
      shorter.isDotted && shorter.isFormed(like: other) && !likely.contains { $0.id == other.id }
    }
    let longer = try others.flatMap { try code(above: typed, in: $0, on: day) }
      .filter { $0.content.code.count > longest }
    return own + longer
  }

  /// The longest code that a text begins with; where headers are not listed, that with one character less.
  private func code(above typed: TypedCode, in system: CodeSystem, on day: CalendarDay?) throws -> [CodeRow] {
    guard system.hierarchy != .none else { return [] }
    var beginning = typed.code.dropLast()
    while !beginning.isEmpty {
      let found = try code(String(beginning), in: system, on: day)
      if !found.isEmpty || system.hierarchy == .notListed { return found }
      beginning = beginning.dropLast()
    }
    return []
  }

  /// The day on which codes of a code set are looked for.
  private func asked(_ day: CalendarDay?, of system: CodeSystem) -> CalendarDay? {
    day ?? newestRelease(of: system.id)?.effective
  }
}

extension NearMiss.Reason {
  /// Whether one of these codes may well be the one that was meant.
  fileprivate var isRepair: Bool {
    switch self {
    case .withoutDot, .above, .below: false
    case .placeholderMissing, .placeholderTooMany, .leadingZeros, .lookalike: true
    }
  }

  /// Whether a code set knows this: a placeholder X is one of ICD-10-CM and of what is built like it.
  package func concerns(_ system: CodeSystem) -> Bool {
    switch self {
    case .placeholderMissing, .placeholderTooMany:
      system.hierarchy == .prefix && system.forms.contains { $0.dotAfter != nil }
    default: true
    }
  }
}

extension TypedCode {
  /// The code sets that the form of the text suggests: those with such codes, or else with such beginnings.
  package func likely(among systems: [CodeSystem]) -> [CodeSystem] {
    let formed = systems.filter { isFormed(like: $0) }
    guard formed.isEmpty else {
      let closest = formed.map { openPlaces(in: $0) }.min()
      return formed.filter { openPlaces(in: $0) == closest }
    }
    return systems.filter { begins(like: $0) }
  }

  /// The texts that differ from this one as people's slips do.
  package var variants: [(NearMiss.Reason, [TypedCode])] {
    [
      (.placeholderMissing, withPlaceholders), (.placeholderTooMany, withoutPlaceholders),
      (.leadingZeros, (1...3).map(addingZeros)), (.lookalike, lookalikes),
    ]
  }

  /// An ICD-10-CM code has seven characters at the most, and three before its dot.
  private var withPlaceholders: [TypedCode] {
    let characters = Array(code.utf8)
    guard (4..<7).contains(characters.count) else { return [] }
    return unique(
      (3..<characters.count).flatMap { place in
        (1...(7 - characters.count)).map { count in
          Array(characters[..<place]) + Array(repeating: UInt8(ascii: "X"), count: count)
            + characters[place...]
        }
      })
  }

  private var withoutPlaceholders: [TypedCode] {
    let characters = Array(code.utf8)
    let runs = characters.indices.dropFirst(3).filter { characters[$0] == UInt8(ascii: "X") }
    return unique(
      runs.flatMap { start in
        let length = characters[start...].prefix { $0 == UInt8(ascii: "X") }.count
        return (1...length).map { Array(characters[..<start]) + characters[(start + $0)...] }
      })
  }

  private var lookalikes: [TypedCode] {
    let characters = Array(code.utf8)
    let first = characters.first.flatMap { Self.digits[$0] ?? Self.letters[$0] }
      .map { [[$0] + characters.dropFirst()] }
    let digits = characters.map { Self.digits[$0] ?? $0 }
    return unique((first ?? []) + [digits, Array(characters.prefix(1)) + digits.dropFirst()])
  }

  private static let digits = [UInt8(ascii: "O"): UInt8(ascii: "0"), UInt8(ascii: "I"): UInt8(ascii: "1")]
  private static let letters = [UInt8(ascii: "0"): UInt8(ascii: "O"), UInt8(ascii: "1"): UInt8(ascii: "I")]

  private func unique(_ texts: [[UInt8]]) -> [TypedCode] {
    texts.enumerated().filter { !code.utf8.elementsEqual($1) && texts.firstIndex(of: $1) == $0 }
      .map { TypedCode(undotted: String(decoding: $0.element, as: UTF8.self)) }
  }
}
