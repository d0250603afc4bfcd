import CodeSetModel

/// A word of side in a title: "right", "left", "bilateral", "unilateral", "both".
struct SideWord: Sendable {
  var position: Int
  var side: Laterality
  /// The name of no side that it is part of, by its position in the vocabulary.
  var name: Int?
}

/// The words of side in the titles of a release, and whether they count.
struct SideWords: Sendable {
  private(set) var words: [SideWord] = []
  private var first: [Int] = [0]

  init(_ titles: TitleWords, count: Int) {
    let sides = AxisVocabulary.sides.map { (word: Word($0.word), side: $0.side) }
    let names = NamesOfNoSide(AxisVocabulary.namesOfNoSide, sides: sides.map(\.word))
    words.reserveCapacity(count)
    first.reserveCapacity(count + 1)
    for title in 0..<count {
      let range = titles.words(of: title)
      for index in titles.triggers(of: title) where titles.triggers[index].uses.kinds.contains(.side) {
        let position = titles.triggers[index].position
        let word = titles.words[position].word
        for (sideWord, side) in sides where sideWord == word {
          let name = names.name(at: position, in: range, of: titles)
          words.append(SideWord(position: position, side: side, name: name))
        }
      }
      first.append(words.count)
    }
  }

  /// All words of side of a title, also those that are part of a name of no side.
  subscript(title: Int) -> ArraySlice<SideWord> { words[first[title]..<first[title + 1]] }

  /// The words of a title that say on which side it is.
  func counting(in title: Int) -> some Sequence<SideWord> { self[title].lazy.filter { $0.name == nil } }

  /// Whether a title says right, left, both sides or one.
  func anyCounts(in title: Int) -> Bool { self[title].contains { $0.name == nil } }

  /// Whether a title says right, left or both sides.
  func namesSide(_ title: Int) -> Bool {
    self[title].contains { $0.name == nil && $0.side != .unilateral }
  }
}
