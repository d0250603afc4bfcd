import CodeSetModel

extension SearchIndex {
  /// The index of a code set of a build.
  package init(of histories: CodeHistories, in tables: Tables, _ rules: SearchRules = SearchRules()) {
    var builder = IndexBuilder(histories, tables, rules)
    builder.addTitles()
    builder.addFormerTitles()
    builder.addNotes()
    builder.addIndexTerms()
    builder.addAnnotations()
    builder.sortTexts()
    self = builder.finish()
  }
}

/// What an index is made of, while it is made.
struct IndexBuilder {
  let tables: Tables
  let system: CodeSystem
  let histories: CodeHistories
  let rules: SearchRules
  var words: WeighedWords
  /// The positions of the codes, in published order, and whether each is retired.
  let positions: [(position: Int, isRetired: Bool)]
  /// The place of a code among them; of a current one before a retired one.
  var placeOfCode: [String: Int] = [:]
  var groupOfCode: [Int32] = []
  var members: [[Int]] = []
  var costs: [UInt8] = []
  var entries: [SearchEntry] = []
  private var texts: [(text: String, source: SearchSource, place: Int)] = []
  private var entryWords: [(entry: Int32, word: Int32, share: UInt8)] = []

  init(_ histories: CodeHistories, _ tables: Tables, _ rules: SearchRules) {
    self.tables = tables
    self.histories = histories
    self.rules = rules
    system = histories.system
    words = WeighedWords(rules)
    positions = (histories.current.map { ($0, false) } + histories.retired.map { ($0, true) }).sorted {
      $0.0 < $1.0
    }
    for (place, code) in positions.enumerated() { placeOfCode[tables.codes[code.position].code] = place }
  }

  var isTabulated: Bool { rules.tabulatedSystems.contains(system.id) }

  func row(_ place: Int) -> CodeRow { tables.codes[positions[place].position] }

  // MARK: Titles

  mutating func addTitles() {
    group()
    var titles: [[(word: Int32, weight: Double)]] = []
    titles.reserveCapacity(positions.count)
    for place in positions.indices {
      var title: [(word: Int32, weight: Double)] = []
      words.append(row(place).longTitle, isTabulated: isTabulated, to: &title)
      for word in abbreviations(in: row(place).shortTitle, of: row(place).longTitle, rules) {
        title.append((words.number(of: word), 0))
      }
      titles.append(title)
    }
    costs = positions.indices.map { place in cost(ofCodeAt: place, titles) }
    for group in members.indices { addGroup(group, titles) }
  }

  private mutating func group() {
    var groupOfFamily: [String: Int32] = [:]
    groupOfCode.reserveCapacity(positions.count)
    for place in positions.indices {
      if let family = row(place).family {
        let key = positions[place].isRetired ? family + "-" : family
        if let group = groupOfFamily[key] {
          groupOfCode.append(group)
          members[Int(group)].append(place)
          continue
        }
        groupOfFamily[key] = Int32(members.count)
      }
      groupOfCode.append(Int32(members.count))
      members.append([place])
    }
  }

  private func cost(ofCodeAt place: Int, _ titles: [[(word: Int32, weight: Double)]]) -> UInt8 {
    let row = row(place)
    let above = row.parent.flatMap { placeOfCode[$0] }.map { titles[$0] } ?? []
    let added = titles[place].filter { one in !above.contains { $0.word == one.word } }
    return defaultCost(
      of: row, addedWords: added.map { (words.forms[Int($0.word)], $0.weight) }, isTabulated: isTabulated)
  }

  /// Adds the text of a group: the words that all its titles have count as in the title that is meant where nothing more
  /// is said, the others for nothing.
  private mutating func addGroup(_ group: Int, _ titles: [[(word: Int32, weight: Double)]]) {
    let places = members[group]
    guard let usual = places.min(by: { (costs[$0], $0) < (costs[$1], $1) }) else { return }
    var title = titles[usual]
    if places.count > 1 {
      for index in title.indices {
        let word = title[index].word
        if !places.allSatisfy({ titles[$0].contains { $0.word == word } }) { title[index].weight = 0 }
      }
      for place in places {
        for (word, _) in titles[place] where !title.contains(where: { $0.word == word }) {
          title.append((word, 0))
        }
      }
    }
    add(title, .title, leadingTo: usual, text: "")
  }

  // MARK: Other texts

  /// Adds a text that leads to a code.
  mutating func add(_ text: String, _ source: SearchSource, leadingTo place: Int) {
    texts.append((text, source, place))
  }

  private mutating func add(
    _ text: [(word: Int32, weight: Double)], _ source: SearchSource, leadingTo place: Int,
    text printed: String
  ) {
    let entry = Int32(entries.count)
    entries.append(SearchEntry(source: source, code: Int32(place), text: printed))
    var total = 0.0
    var weights: [(word: Int32, weight: Double)] = []
    for (word, weight) in text {
      if let known = weights.firstIndex(where: { $0.word == word }) {
        if weight > weights[known].weight {
          total += weight - weights[known].weight
          weights[known].weight = weight
        }
      } else {
        weights.append((word, weight))
        total += weight
      }
    }
    for (word, weight) in weights {
      let share = total > 0 ? (weight / total * 255).rounded() : 0
      entryWords.append((entry, word, UInt8(min(255, share))))
    }
  }

  /// Titles of earlier days, for the codes whose title has changed.
  mutating func addFormerTitles() {
    for (place, code) in positions.enumerated() {
      var seen: Set = [tables.codes[code.position].longTitle]
      for earlier in histories.rows(before: code.position).reversed() {
        let title = tables.codes[earlier].longTitle
        if seen.insert(title).inserted { add(title, .formerTitle, leadingTo: place) }
      }
    }
  }

  mutating func addNotes() {
    guard let day = histories.newest?.effective else { return }
    for note in tables.notes
    where note.system == system.id && note.ownerKind == .code && note.validFrom <= day
      && (note.validTo.map { $0 > day } ?? true)
    {
      guard let place = placeOfCode[note.owner] else { continue }
      switch note.kind {
      case .inclusionTerm: add(note.text, .inclusionTerm, leadingTo: place)
      case .includes: add(note.text, .includes, leadingTo: place)
      default: break
      }
    }
  }

  mutating func addAnnotations() {
    let held = histories.heldAnnotations
    for (place, code) in positions.enumerated() where !code.isRetired {
      let own = tables.codes[code.position].code
      for annotation in held.annotations(of: own) where annotation.code == own {
        add(annotation.text, .annotation, leadingTo: place)
      }
    }
  }

  /// Puts the texts beside the titles into the order of the codes, each once.
  mutating func sortTexts() {
    texts.sort {
      if $0.place != $1.place { return $0.place < $1.place }
      if $0.source != $1.source { return $0.source.rawValue < $1.source.rawValue }
      return $0.text.utf8.lexicographicallyPrecedes($1.text.utf8)
    }
    var last: (place: Int, text: String) = (-1, "")
    for (text, source, place) in texts where last != (place, text) {
      last = (place, text)
      var weighed: [(word: Int32, weight: Double)] = []
      words.append(text, isTabulated: false, to: &weighed)
      add(weighed, source, leadingTo: place, text: text)
    }
    texts = []
  }

  // MARK: The whole

  func finish() -> SearchIndex {
    let order = words.forms.indices.sorted {
      words.forms[$0].utf8.lexicographicallyPrecedes(words.forms[$1].utf8)
    }
    var postings = Array(repeating: [SearchPosting](), count: order.count)
    for (entry, word, share) in entryWords {
      postings[Int(word)].append(SearchPosting(entry: entry, share: share))
    }
    let parents = positions.indices.map { place in
      row(place).parent.flatMap { placeOfCode[$0] }.flatMap { $0 < place ? Int32($0) : nil } ?? -1
    }
    return SearchIndex(
      system: system.id,
      codes: positions.indices.map { place in
        SearchedCode(
          position: positions[place].position, isRetired: positions[place].isRetired,
          group: groupOfCode[place],
          parent: parents[place], cost: costs[place])
      },
      parents: members.map { parents[$0[0]] < 0 ? -1 : groupOfCode[Int(parents[$0[0]])] }, entries: entries,
      words: order.map { words.forms[$0] },
      written: order.map { words.written[Int32($0)] ?? words.forms[$0] },
      postings: order.map { postings[$0] })
  }
}
