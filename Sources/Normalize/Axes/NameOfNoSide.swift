/// Names in which a word of side is no side, and the reason.
package struct NameOfNoSide: Sendable {
  /// `_` stands for "right" or "left"; `...` for any words of the same clause.
  package let names: [String]
  package let reason: String

  init(_ names: [String], _ reason: String) {
    self.names = names
    self.reason = reason
  }
}

/// The names of no side, made ready to be looked for around a word of side.
struct NamesOfNoSide: Sendable {
  private enum Piece: Sendable, Equatable {
    case word(Word)
    case rightOrLeft
    /// Any words before a comma or the like.
    case gap
  }

  private struct Pattern: Sendable {
    /// The position of the declaration in the vocabulary.
    let name: Int
    let pieces: [Piece]
    /// Which piece is the word of side that is looked at.
    let place: Int
  }

  private var patterns: [Pattern] = []
  /// The words that are beside the word of side in some pattern: a title without them has no such name.
  private var beside = TriggerWords()
  private let right = Word("right")
  private let left = Word("left")

  /// - Parameter sides: all words of side.
  init(_ names: [NameOfNoSide], sides: [Word]) {
    for (index, name) in names.enumerated() {
      for text in name.names {
        let pieces = text.split(separator: " ").map(Self.piece)
        precondition(pieces.count > 1, "a name has a word beside the word of side: \(text)")
        for (place, piece) in pieces.enumerated() {
          if case .word(let word) = piece, !sides.contains(word) { continue }
          if piece == .gap { continue }
          patterns.append(Pattern(name: index, pieces: pieces, place: place))
          let neighbor = place + 1 < pieces.count ? place + 1 : place - 1
          if case .word(let word) = pieces[neighbor] {
            beside.insert(word, .side)
          } else if case .word(let word) = piece {
            beside.insert(word, .side)
          }
        }
      }
    }
  }

  private static func piece(_ text: Substring) -> Piece {
    switch text {
    case "_": .rightOrLeft
    case "...": .gap
    default: .word(Word(String(text)))
    }
  }

  /// The declaration that explains why the word of side at `position` is no side, if there is one.
  func name(at position: Int, in title: Range<Int>, of titles: TitleWords) -> Int? {
    let around = max(position - 1, title.lowerBound)..<min(position + 2, title.upperBound)
    guard around.contains(where: { !beside.uses(of: titles.words[$0].word).kinds.isEmpty }) else {
      return nil
    }
    return patterns.first { matches($0, at: position, in: title, of: titles) }?.name
  }

  private func matches(
    _ pattern: Pattern, at position: Int, in title: Range<Int>, of titles: TitleWords
  ) -> Bool {
    var current = position - pattern.place
    guard current >= title.lowerBound else { return false }
    var skips = false
    for piece in pattern.pieces {
      if piece == .gap {
        skips = true
        continue
      }
      while skips, current < title.upperBound, !titles.words[current].beginsClause,
        !isPiece(piece, titles.words[current].word)
      { current += 1 }
      skips = false
      guard current < title.upperBound, isPiece(piece, titles.words[current].word) else { return false }
      current += 1
    }
    return true
  }

  private func isPiece(_ piece: Piece, _ word: Word) -> Bool {
    switch piece {
    case .word(let wanted): word == wanted
    case .rightOrLeft: word == right || word == left
    case .gap: true
    }
  }
}
