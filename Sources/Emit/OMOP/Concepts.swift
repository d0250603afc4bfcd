import CodeSetModel

/// A code of OMOP, with all its rows in the catalog. Positions are those of `Tables.codes`.
struct Concept {
  /// The position of its vocabulary.
  var vocabulary: Int
  /// Its row that is in force first.
  var first: Int
  /// Its row that is in force last.
  var newest: Int
  var id = 0
  /// The concept that replaced it, of those that are no longer in force.
  var replacement: Int?
}

/// The codes of a catalog, each once.
struct Concepts {
  /// A vocabulary for each code set of the catalog.
  let vocabularies: [Vocabulary]
  /// The first day on which the newest release of each vocabulary is no longer in force, if that is known.
  private let ends: [CalendarDay?]
  /// By code set, and in the order of their first rows in the catalog.
  private(set) var concepts: [Concept] = []
  /// The concept of each row of the catalog.
  private(set) var conceptOfRow: [Int] = []

  /// The rows of each code set, and the concepts they are of.
  private var parts: [Part] = []

  private struct Part {
    var system: String
    var rows: Range<Int>
    var concepts: Range<Int>
    var index: CodeIndex
  }

  init(of catalog: Tables) throws {
    vocabularies = catalog.systems.map(Vocabulary.init)
    ends = catalog.systems.map { catalog.newestRelease(of: $0.id)?.until }
    conceptOfRow.reserveCapacity(catalog.codes.count)
    for (number, system) in catalog.systems.enumerated() {
      addConcepts(of: system.id, vocabulary: number, catalog.codes)
    }
    let ranges = Set(vocabularies.map(\.numbers))
    for range in ranges { try number(range, of: catalog) }
    for part in parts.indices { replace(part, of: catalog) }
  }

  /// The concept of a code, if it has one.
  private func concept(of code: String, in part: Part) -> Int? {
    part.index.position(of: code).map { conceptOfRow[part.rows.lowerBound + $0] }
  }

  /// Hands over each row that has a code above it, and the concept of that code.
  func forEachParent(in codes: [CodeRow], _ body: (_ row: Int, _ parent: Int) -> Void) {
    for part in parts {
      for row in part.rows {
        guard let parent = codes[row].content.parent, let concept = concept(of: parent, in: part) else {
          continue
        }
        body(row, concept)
      }
    }
  }

  /// Whether what ends on a day was ended by the publisher: a release that ends takes all of its codes along, and none of
  /// them is called deleted for that.
  func isRetirement(_ end: CalendarDay?, of vocabulary: Int) -> Bool {
    end != nil && end != ends[vocabulary]
  }

  private mutating func addConcepts(of system: String, vocabulary: Int, _ codes: [CodeRow]) {
    let start = conceptOfRow.count
    let count = codes[start...].prefix { $0.system == system }.count
    var index = CodeIndex(minimumCapacity: count)
    let firstConcept = concepts.count
    for row in start..<start + count {
      guard let earlier = index.add(codes[row].content.code) else {
        conceptOfRow.append(concepts.count)
        concepts.append(Concept(vocabulary: vocabulary, first: row, newest: row))
        continue
      }
      let concept = conceptOfRow[start + earlier]
      conceptOfRow.append(concept)
      if codes[row].validFrom < codes[concepts[concept].first].validFrom { concepts[concept].first = row }
      if codes[row].validFrom > codes[concepts[concept].newest].validFrom { concepts[concept].newest = row }
    }
    parts.append(
      Part(
        system: system, rows: start..<start + count, concepts: firstConcept..<concepts.count, index: index))
  }

  /// Gives the concepts whose ids are in one range theirs.
  private mutating func number(_ range: ConceptNumbers, of catalog: Tables) throws {
    var numbered = concepts.indices.filter { vocabularies[concepts[$0].vocabulary].numbers == range }
    guard numbered.count <= range.modulus else { throw TooManyConcepts(range: range) }
    var taken = [Bool](repeating: false, count: range.modulus)
    var isFree = true
    for position in numbered {
      let code = catalog.codes[concepts[position].first]
      // Two code sets that OMOP does not know may have codes in common.
      concepts[position].id = range.id(
        of: range == .declared ? code.system.uppercased() + code.code : code.code)
      let place = concepts[position].id - range.first
      if taken[place] { isFree = false }
      taken[place] = true
    }
    guard !isFree else { return }
    // Whoever is in force first keeps its id, and so no release that is added later changes it.
    numbered.sort { one, other in
      let (one, other) = (catalog.codes[concepts[one].first], catalog.codes[concepts[other].first])
      return (one.validFrom, one.code, one.system) < (other.validFrom, other.code, other.system)
    }
    taken = [Bool](repeating: false, count: range.modulus)
    for position in numbered {
      var id = concepts[position].id
      while taken[id - range.first] { id = range.id(after: id) }
      taken[id - range.first] = true
      concepts[position].id = id
    }
  }

  /// Tells what replaced the codes of a code set that are no longer in force. OMOP has room for one replacement of a
  /// concept: what was divided among several codes has none.
  private mutating func replace(_ part: Int, of catalog: Tables) {
    let part = parts[part]
    // The codes, and not their concepts: one that no release holds counts among several, too.
    var candidates: [Int: Set<String>] = [:]
    func add(_ code: String, replacing previous: String, on day: CalendarDay) {
      guard code != previous, let old = concept(of: previous, in: part),
        catalog.codes[concepts[old].newest].validTo == day
      else { return }
      candidates[old, default: []].insert(code)
    }
    for replacement in catalog.replacements where replacement.system == part.system {
      guard let previous = replacement.previousCode else { continue }
      add(replacement.code, replacing: previous, on: replacement.effective)
    }
    // A record leaves the files some years after its code has ended: the newest that is in the build of each code counts.
    var newest: [Int: HCPCSRecord] = [:]
    for detail in catalog.hcpcs where detail.system == part.system {
      if let old = concept(of: detail.record.code, in: part) { newest[old] = detail.record }
    }
    for record in newest.values {
      guard let last = record.terminated else { continue }
      for code in record.crossReference { add(code, replacing: record.code, on: last.next) }
    }
    for (old, new) in candidates where new.count == 1 {
      concepts[old].replacement = new.first.flatMap { concept(of: $0, in: part) }
    }
  }
}
