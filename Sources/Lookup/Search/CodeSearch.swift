import CodeSetModel
import Search

/// A code that a search found, and why.
public struct FoundCode: Sendable {
  public let row: CodeRow
  /// What led to it beside its title: "index: Attack, heart", "also called: ...", "without 'chronic'".
  public let reason: String?
}

/// What a search found.
public struct SearchAnswer: Sendable {
  /// Best first; those of code sets that have ended come last.
  public let codes: [FoundCode]
  /// What was read otherwise than it was typed: "no entry has 'diabtes'; showing diabetes".
  public let notes: [String]
}

/// What a search is narrowed to.
public struct SearchFilter: Sendable {
  public var system: String?
  public var trimester: Trimester?
  public var laterality: Laterality?
  public var billableOnly: Bool
  /// The day on which the codes are in force; `nil`: as of the newest release.
  public var day: CalendarDay?

  public init(
    system: String?, trimester: Trimester?, laterality: Laterality?, billableOnly: Bool,
    day: CalendarDay? = nil
  ) {
    self.system = system
    self.trimester = trimester
    self.laterality = laterality
    self.billableOnly = billableOnly
    self.day = day
  }

  /// Whether it asks for more than a code set and a day.
  var isNarrow: Bool { billableOnly || trimester != nil || laterality != nil }

  func admits(_ row: CodeRow) -> Bool {
    (trimester == nil || row.axes[.trimester] == trimester?.rawValue)
      && (laterality == nil || row.axes[.laterality] == laterality?.rawValue)
      && (!billableOnly || row.isBillable)
  }

  /// The words that ask for what the filter admits, so that of a family the right member is found.
  fileprivate var words: String {
    [trimester.map { "\($0.rawValue) trimester" }, laterality?.rawValue].compactMap(\.self).map { " " + $0 }
      .joined()
  }
}

extension CodeDatabase {
  /// The codes that a text means, in people's own words or the classification's: by docs/search.md.
  public func search(_ text: String, _ filter: SearchFilter, limit: Int) throws -> SearchAnswer {
    let named = try sections(named: TypedCode(text), system: filter.system, on: filter.day)
    guard named.isEmpty else {
      let codes = try named.flatMap { try self.codes(in: $0, filter) }
      return SearchAnswer(codes: codes.prefix(limit).map { FoundCode(row: $0, reason: nil) }, notes: [])
    }
    let rules = SearchRules()
    let ended = try endedSystems(by: filter.day)
    let indexes = try systems().filter { filter.system == nil || $0.id == filter.system }.map {
      try StoredIndex(of: $0.id, hasEnded: ended[$0.id] != nil, in: file)
    }
    let typed = typedWords(text, rules)
    guard !typed.isEmpty else { return SearchAnswer(codes: [], notes: []) }
    let synonyms = Synonyms(try storedSynonyms())
    var hits = try indexes.map { try TypedCodeSearch($0, file, rules).hits(text, typed) }
    var corrections: [WordCorrection] = []
    let isWord =
      !text.utf8.contains { (0x30...0x39).contains($0) }
      || synonyms.meanings(of: typed.map(\.form).joined(separator: " ")) != nil
    if isWord || hits.allSatisfy(\.isEmpty) {
      let understood = try UnderstoodQuery(
        typedWords(text + filter.words, rules), in: indexes, synonyms, rules)
      corrections = understood.corrections
      for (place, index) in indexes.enumerated() {
        var ranking = Ranking(index, understood, rules)
        hits[place] =
          hits[place].filter(\.isExact).map { $0.asWord(rules) } + (try ranking.results(limit: limit))
      }
    }
    let sorted = hits.enumerated().flatMap { place, found in found.map { (place: place, hit: $0) } }
      .sorted { one, other in
        let (a, b) = (indexes[one.place].hasEnded, indexes[other.place].hasEnded)
        if a != b { return b }
        return (other.hit.score, one.place, one.hit.code) < (one.hit.score, other.place, other.hit.code)
      }
    let best = sorted.map(\.hit.score).max() ?? 0
    let least = sorted.contains { $0.hit.isTyped } ? 0 : best * rules.leastShare
    var codes: [FoundCode] = []
    for (place, hit) in sorted where codes.count < limit && hit.score >= least {
      guard let row = try row(hit, of: indexes[place], on: filter.day), filter.admits(row) else { continue }
      let isRetired = filter.day == nil && indexes[place].isRetired[hit.code] != 0
      let reasons = [
        isRetired ? row.validTo.map { "retired \($0)" } : nil, try reason(hit, of: indexes[place]),
      ]
      codes.append(
        FoundCode(
          row: row,
          reason: reasons.allSatisfy { $0 == nil } ? nil : reasons.compactMap(\.self).joined(separator: "; "))
      )
    }
    return SearchAnswer(codes: codes, notes: corrections.map(\.sentence))
  }

  private func storedSynonyms() throws -> [SearchQuery.Phrase] {
    try file.values("SELECT phrase, meaning FROM search_synonym ORDER BY rowid").map {
      SearchQuery.Phrase(words: $0[0] ?? "", meaning: $0[1] ?? "")
    }
  }

  /// The row of a code on a day.
  private func row(_ hit: SearchHit, of index: StoredIndex, on day: CalendarDay?) throws -> CodeRow? {
    let rows: [CodeRow] = try file.rows("WHERE id = \(index.codeIDs[hit.code])")
    guard let day, let row = rows.first else { return rows.first }
    return try codes(inForceOn: day, Self.isCode, ["code": row.code, "system": row.system]).first
  }

  private func reason(_ hit: SearchHit, of index: StoredIndex) throws -> String? {
    var reasons = hit.phrases.map { "\($0.words): \($0.meaning)" }
    if let source = hit.source, source != .title {
      reasons.append("\(source.words): \(try index.text(hit.entry))")
    }
    if !hit.absent.isEmpty {
      reasons.append("without " + hit.absent.map { "'\($0)'" }.joined(separator: ", "))
    }
    return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
  }
}

extension WordCorrection {
  /// What became of the word, for people.
  fileprivate var sentence: String {
    shown.map { "no entry has '\(word)'; showing \($0)" } ?? "no entry has '\(word)'"
  }
}
