import CodeSetModel
import Search

/// The index of a code set, as the artifact keeps it. What a query does not need is not read.
struct StoredIndex {
  let system: String
  let hasEnded: Bool
  private let file: SQLiteFile

  // By code, in published order.
  let codeIDs: [Int32]
  let groups: [Int32]
  let parents: [Int32]
  let costs: [UInt8]
  let isRetired: [UInt8]
  // By group: the group above it; its codes by where the first is, and by code where the next of its group is.
  let groupParents: [Int32]
  private let firstOfGroup: [Int32]
  private let nextOfGroup: [Int32]
  // By text: the code that it leads to, and where it comes from.
  let targets: [Int32]
  let sources: [UInt8]

  init(of system: String, hasEnded: Bool, in file: SQLiteFile) throws {
    self.system = system
    self.hasEnded = hasEnded
    self.file = file
    var numbers: [String: [Int32]] = [:]
    var bytes: [String: [UInt8]] = [:]
    try file.forEachBlob("SELECT part, data FROM search_part WHERE system = :system", ["system": system]) {
      switch $0 {
      case "cost", "retired", "source": bytes[$0] = Array($1)
      default: numbers[$0] = unpackedNumbers($1)
      }
    }
    codeIDs = numbers["code_id"] ?? []
    groups = numbers["group"] ?? []
    parents = numbers["parent"] ?? []
    costs = bytes["cost"] ?? []
    isRetired = bytes["retired"] ?? []
    groupParents = numbers["group_parent"] ?? []
    targets = numbers["target"] ?? []
    sources = bytes["source"] ?? []
    let (codes, groupCount) = (codeIDs.count, groupParents.count)
    guard [groups.count, parents.count, costs.count, isRetired.count].allSatisfy({ $0 == codes }),
      sources.count == targets.count, groupCount <= targets.count,
      groups.allSatisfy({ 0..<groupCount ~= Int($0) }), targets.allSatisfy({ 0..<codes ~= Int($0) }),
      parents.enumerated().allSatisfy({ $1 < Int32($0) }), groupParents.allSatisfy({ $0 < groupCount })
    else {
      throw DatabaseFault("expected the search index of \(system), found one that is damaged")
    }
    var first = [Int32](repeating: -1, count: groupCount)
    var next = [Int32](repeating: -1, count: codes)
    for code in stride(from: codes - 1, through: 0, by: -1) {
      next[code] = first[Int(groups[code])]
      first[Int(groups[code])] = Int32(code)
    }
    (firstOfGroup, nextOfGroup) = (first, next)
  }

  /// The codes of a group, in order.
  func members(of group: Int) -> [Int] {
    var found: [Int] = []
    var code = firstOfGroup[group]
    while code >= 0 {
      found.append(Int(code))
      code = nextOfGroup[Int(code)]
    }
    return found
  }

  /// The codes right below a header that are in force.
  func children(of code: Int) -> [Int] {
    var found: [Int] = []
    var next = code + 1
    // In published order what is below a header follows it.
    while next < parents.count, isBelow(next, code) {
      if parents[next] == code, isRetired[next] == 0 { found.append(next) }
      next += 1
    }
    return found
  }

  private func isBelow(_ code: Int, _ header: Int) -> Bool {
    var above = Int(parents[code])
    while above > header { above = Int(parents[above]) }
    return above == header
  }

  /// The place of the code of a row.
  func code(withID id: Int32) -> Int? {
    var (low, high) = (0, codeIDs.count)
    while low < high {
      let middle = (low + high) / 2
      if codeIDs[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < codeIDs.count && codeIDs[low] == id ? low : nil
  }

  func hasWord(beginningWith prefix: String) throws -> Bool {
    try !file.values(
      "SELECT 1 FROM search_word WHERE system = :system AND word >= :word AND word < :end LIMIT 1",
      ["system": system, "word": prefix, "end": prefix + "\u{10FFFF}"]
    ).isEmpty
  }

  func word(_ form: String) throws -> StoredWord? {
    try words("word = :word", ["word": form]).first
  }

  /// The words that begin so, in order.
  func words(beginningWith prefix: String) throws -> [StoredWord] {
    try words("word >= :word AND word < :end", ["word": prefix, "end": prefix + "\u{10FFFF}"])
  }

  private func words(_ condition: String, _ arguments: [String: String?]) throws -> [StoredWord] {
    try file.values(
      "SELECT word, number, count, written FROM search_word WHERE system = :system AND \(condition) ORDER BY word",
      arguments.merging(["system": system]) { _, new in new }
    ).compactMap { row in
      guard let word = row[0], let number = row[1].flatMap(Int.init), let count = row[2].flatMap(Int.init)
      else {
        return nil
      }
      return StoredWord(form: word, written: row[3] ?? word, number: number, count: count)
    }
  }

  /// Visits the texts that have a word.
  func forEachPosting(of word: StoredWord, _ visit: (_ entry: Int, _ share: UInt8) -> Void) throws {
    let count = targets.count
    try file.forEachBlob(
      "SELECT '', texts FROM search_posting WHERE system = :system AND number = \(word.number)",
      ["system": system]
    ) {
      unpackedPostings($1) { entry, share in if entry < count { visit(entry, share) } }
    }
  }

  /// What a text says.
  func text(_ entry: Int) throws -> String {
    try file.values(
      "SELECT text FROM search_text WHERE system = :system AND entry = \(entry)", ["system": system]
    ).first?[0] ?? ""
  }

  /// The titles of codes, by their places.
  func titles(of codes: [Int]) throws -> [Int: (long: String, short: String)] {
    let places = Dictionary(codes.map { (Int(codeIDs[$0]), $0) }) { first, _ in first }
    let list = places.keys.map(String.init).joined(separator: ", ")
    return try file.values("SELECT id, long_title, short_title FROM code WHERE id IN (\(list))").reduce(
      into: [:]) {
        titles, row in
        if let id = row[0].flatMap(Int.init), let place = places[id] {
          titles[place] = (row[1] ?? "", row[2] ?? "")
        }
      }
  }
}

/// A word of the index, its number there, and in how many texts it is.
struct StoredWord {
  let form: String
  /// As a text has it.
  let written: String
  let number: Int
  let count: Int
}
