import CodeSetModel

// What the alphabetic indexes and their tables add to the search.

extension IndexBuilder {
  /// Adds the terms of each index, with the codes that they lead to today.
  mutating func addIndexTerms() {
    for index in IndexTerm.Index.allCases {
      let rows = tables.indexTerms.filter { $0.system == system.id && $0.index == index }
      guard let label = rows.first?.release,
        let release = tables.releases.first(where: { $0.system == system.id && $0.label == label })
      else { continue }
      let today = LeadsOfToday(self, since: release.effective)
      let paths = IndexPaths(rows, rules)
      for place in paths.terms.indices { addTerm(place, of: index, paths, today) }
    }
  }

  private mutating func addTerm(
    _ place: Int, of index: IndexTerm.Index, _ paths: IndexPaths, _ today: LeadsOfToday
  ) {
    let path = paths.path(of: place)
    for lead in paths.terms[place].leads {
      if let code = lead.code {
        // A second code, in brackets, is for a manifestation: it is not what the term means.
        if lead.column == "manifestation" { continue }
        let text = lead.column.map { "\(path), \($0)" } ?? path
        addLeads(text, source(of: code, index, path), [code], today)
        if let also = lead.seeAlso { addReference(also, from: path, .seeAlso, paths, today) }
      } else if let see = lead.see {
        addReference(see, from: path, .see, paths, today)
      } else if let also = lead.seeAlso {
        addReference(also, from: path, .seeAlso, paths, today)
      }
    }
  }

  /// Removing the whole of an organ is a resection; that an excision is also called so comes second.
  private func source(of code: String, _ index: IndexTerm.Index, _ path: String) -> SearchSource {
    let isExcision = index == .procedures && code.dropFirst(2).first == "B"
    return isExcision && path.hasSuffix("ectomy") ? .see : SearchSource(index)
  }

  private mutating func addReference(
    _ reference: String, from path: String, _ source: SearchSource, _ paths: IndexPaths, _ today: LeadsOfToday
  ) {
    for one in reference.split(separator: ";") {
      guard let target = resolved(String(one), paths, depth: 0) else { continue }
      let codes = paths.terms[target].leads.filter { $0.column == nil }.compactMap(\.code)
      addLeads(path, source, codes, today, meaning: paths.path(of: target))
    }
  }

  private func resolved(_ reference: String, _ paths: IndexPaths, depth: Int) -> Int? {
    guard depth < 4, let place = paths.term(named: reference) else { return nil }
    let leads = paths.terms[place].leads
    if leads.contains(where: { $0.code != nil }) { return place }
    return leads.lazy.compactMap(\.see).compactMap { resolved($0, paths, depth: depth + 1) }.first
  }

  private mutating func addLeads(
    _ text: String, _ source: SearchSource, _ codes: [String], _ today: LeadsOfToday, meaning: String? = nil
  ) {
    var seen: Set<Int> = []
    for code in codes.prefix(4) {
      for place in today.places(of: code, for: meaning ?? text) where seen.insert(place).inserted {
        add(text, source, leadingTo: place)
      }
    }
  }
}

extension SearchSource {
  fileprivate init(_ index: IndexTerm.Index) {
    self =
      switch index {
      case .diseases, .procedures: .index
      case .externalCauses: .externalCause
      case .neoplasms: .neoplasm
      case .drugs: .drug
      }
  }
}

/// A code of less cost is what is meant where nothing more is said.
private let defaultCostLimit: UInt8 = 4

/// What became of the codes of an index, which is older than the newest release.
struct LeadsOfToday {
  private let placeOfCode: [String: Int]
  private let isRetired: [Bool]
  private let groupOfCode: [Int32]
  private let titles: [String]
  private let rules: SearchRules
  private let costs: [UInt8]
  /// The codes with their places, in the order of their bytes.
  private let sorted: [(code: String, place: Int)]
  /// What a code was replaced by, or is refined by, since the index.
  private let successors: [String: [String]]

  init(_ builder: IndexBuilder, since day: CalendarDay) {
    placeOfCode = builder.placeOfCode
    isRetired = builder.positions.map(\.isRetired)
    groupOfCode = builder.groupOfCode
    costs = builder.costs
    rules = builder.rules
    sorted = builder.positions.indices.map { (builder.row($0).code, $0) }
      .sorted { $0.code.utf8.lexicographicallyPrecedes($1.code.utf8) }
    titles = builder.positions.indices.map { builder.row($0).longTitle }
    var successors: [String: [String]] = [:]
    for row in builder.tables.replacements where row.system == builder.system.id && row.effective > day {
      if let previous = row.previousCode { successors[previous, default: []].append(row.code) }
    }
    self.successors = successors
  }

  /// The places of the codes that a code of the index means today: itself, what it was retired for, of a code that was
  /// refined whichever fits the text better, and of what codes begin with, the first of each group.
  func places(of code: String, for text: String) -> [Int] {
    var seen: Set<String> = []
    return places(of: code, for: text, &seen)
  }

  private func places(
    of code: String, for text: String, _ seen: inout Set<String>
  ) -> [Int] {
    guard seen.insert(code).inserted else { return [] }
    let own = placeOfCode[code]
    let later = (successors[code] ?? []).flatMap { places(of: $0, for: text, &seen) }
    if let own, !isRetired[own] {
      guard let other = later.max(by: { fit($0, text) < fit($1, text) }) else { return [own] }
      return [isBetter(other, than: own, for: text) ? other : own]
    }
    if !later.isEmpty { return Array(later.prefix(4)) }
    if let own {
      // Retired without a successor: the header that is left says the most.
      return header(above: code).map { [$0] } ?? [own]
    }
    let below = beginning(with: code)
    return below.isEmpty ? header(above: code).map { [$0] } ?? [] : below
  }

  private func header(above code: String) -> Int? {
    var code = code
    while code.count > 3 {
      code.removeLast()
      if let place = placeOfCode[code], !isRetired[place] { return place }
    }
    return nil
  }

  /// Of the codes that begin so, those that are meant where nothing more is said, of 3 groups at the most.
  private func beginning(with prefix: String) -> [Int] {
    var found: [Int] = []
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].code.utf8.lexicographicallyPrecedes(prefix.utf8) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    while low < sorted.count, sorted[low].code.hasPrefix(prefix) {
      if !isRetired[sorted[low].place] { found.append(sorted[low].place) }
      low += 1
    }
    found.sort { (costs[$0], $0) < (costs[$1], $1) }
    var groups: Set<Int32> = []
    return Array(found.filter { groups.insert(groupOfCode[$0]).inserted }.prefix(3))
  }

  /// Whether a later code is rather what a text means: it has more of its words, or as many and is what is meant where
  /// nothing more is said. I21.3 was the code of an infarct without more words; I21.9 is.
  private func isBetter(_ later: Int, than own: Int, for text: String) -> Bool {
    let (new, old) = (fit(later, text), fit(own, text))
    if new.0 != old.0 { return new.0 > old.0 }
    // What is named in the index and has no code of its own stays with the others.
    if searchWords(titles[own], rules).contains("other") { return false }
    return costs[later] < defaultCostLimit && costs[later] < costs[own]
  }

  /// How many words of a text a title has, and how near the code is to what is meant where nothing more is said.
  private func fit(_ place: Int, _ text: String) -> (Int, Int) {
    let content = text.split(separator: "(").enumerated().map { number, piece in
      number == 0 ? piece : piece.drop { $0 != ")" }
    }.joined(separator: " ")
    let shared = Set(searchWords(titles[place], rules)).intersection(searchWords(content, rules))
    return (shared.subtracting(rules.stopWords).subtracting(rules.lightWords).count, -Int(costs[place]))
  }
}
