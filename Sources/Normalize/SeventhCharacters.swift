import CodeSetModel

extension Rule {
  static let seventhCharacter = Rule(
    "seventh-character", .note,
    "The codes below a list of seventh characters have those that it allows, and no others.")
}

extension NormalizedRelease {
  /// Holds the lists of seventh characters against the codes. The codes are the truth: what a list says beyond them,
  /// or does not say, is noted.
  mutating func checkSeventhCharacters(_ table: PublishedTable<TabularRecord>) {
    let lists = SeventhCharacterLists(table.records)
    var place = 0
    var differences: [(found: String, line: Int, code: String)] = []
    while place < edition.codes.count {
      let stem = edition.codes[place].code.prefix(6)
      guard edition.codes[place].code.utf8.count == 7, let list = lists.list(for: stem) else {
        place += 1
        continue
      }
      var characters: Set<Character> = []
      while place < edition.codes.count, edition.codes[place].code.utf8.count == 7,
        edition.codes[place].code.hasPrefix(stem), let last = edition.codes[place].code.last
      {
        characters.insert(last)
        place += 1
      }
      let missing = list.characters.subtracting(characters).sorted()
      let further = characters.subtracting(list.characters).sorted()
      if missing.isEmpty && further.isEmpty { continue }
      let found = [
        missing.isEmpty ? nil : "\(stem) without \(missing.map(String.init).joined(separator: ", "))",
        further.isEmpty
          ? nil : "\(stem) with \(further.map(String.init).joined(separator: ", ")), which is not listed",
      ].compactMap(\.self).joined(separator: ", and ")
      differences.append((found, list.line, String(stem)))
    }
    findings += Rule.seventhCharacter.findings(
      differences, expected: "codes with the seventh characters of their list", in: table.file)
  }
}

/// The seventh characters that a tabular list allows, by the code that it lists them at.
private struct SeventhCharacterLists {
  struct List {
    var characters: Set<Character> = []
    var line: Int
  }

  private var lists: [String: List] = [:]

  init(_ records: [TabularRecord]) {
    for record in records where record.kind == .seventhCharacter && record.ownerKind == .code {
      guard let character = record.value?.first else { continue }
      lists[undotted(record.owner), default: List(line: record.line)].characters.insert(character)
    }
  }

  /// The list of the nearest code above some codes of seven characters.
  func list(for stem: Substring) -> List? {
    var stem = stem
    while stem.utf8.count >= 3 {
      if let list = lists[String(stem)] { return list }
      stem.removeLast()
    }
    return nil
  }
}
