import CodeSetModel

/// What the titles under the same header tell about an "unspecified".
extension OpenSides {
  /// Whether the siblings of a code name a side where its title says "unspecified".
  func isOpenAmongSiblings(_ position: Int, of code: Int) -> Bool {
    // A header whose own codes name the side leaves something else open: Q75.00 "Craniosynostosis
    // unspecified" the suture, Q75.009 with the same title the side.
    if hasSidedChild[code] { return false }
    if hasSidedDigits[relatives.categories[code]], isDigit(after: position, in: code) { return true }
    guard let parent = relatives.parents[code], hasSidedChild[parent] else { return false }
    return relatives.siblings(of: code).contains { sibling in
      sibling != code
        && sides.counting(in: sibling).contains { side in
          isSameNoun(after: position, of: code, as: side, of: sibling)
            || isSamePlace(position, of: code, as: side, of: sibling)
            || isLeftOver(position, of: code, without: side, of: sibling)
        }
    }
  }

  /// "Unspecified finger", "unspecified lesser toe".
  private func isDigit(after position: Int, in code: Int) -> Bool {
    nouns(after: position, in: code, atMost: 2).contains { vocabulary.digits.contains(titles.words[$0].word) }
  }

  /// The words after a position, up to a comma or the like.
  private func nouns(after position: Int, in code: Int, atMost count: Int) -> Range<Int> {
    let limit = min(position + 1 + count, titles.words(of: code).upperBound)
    let end = (position + 1..<max(position + 1, limit)).first { titles.words[$0].beginsClause } ?? limit
    return position + 1..<max(position + 1, end)
  }

  /// The noun after "unspecified" follows "right" or "left" in the sibling: N80.119 "Superficial
  /// endometriosis of ovary, unspecified ovary" and "Superficial endometriosis of right ovary".
  private func isSameNoun(after position: Int, of code: Int, as side: SideWord, of sibling: Int) -> Bool {
    guard side.side == .right || side.side == .left,
      let noun = nouns(after: position, in: code, atMost: 1).first,
      let other = nouns(after: side.position, in: sibling, atMost: 1).first
    else { return false }
    return isSameNoun(noun, of: code, as: other, of: sibling)
      && !vocabulary.places.contains(titles.words[noun].word)
  }

  /// Two words that are equal, or one the plural of the other.
  private func isSameNoun(_ word: Int, of code: Int, as other: Int, of sibling: Int) -> Bool {
    if titles.words[word].word == titles.words[other].word { return true }
    let one = text(of: word, in: code)
    let two = text(of: other, in: sibling)
    let s = UInt8(ascii: "s")
    return abs(one.count - two.count) == 1 && (one.last == s || two.last == s)
      && zip(one, two).allSatisfy { $0 | 0x20 == $1 | 0x20 }
  }

  private func text(of word: Int, in code: Int) -> Substring.UTF8View {
    let title = codes[code].longTitle.utf8
    let placed = titles.words[word]
    let start = title.index(title.startIndex, offsetBy: Int(placed.start))
    return title[start..<title.index(start, offsetBy: Int(placed.end - placed.start))]
  }

  /// The sibling names the side at the same place: after the same words, either "unspecified finger" stands
  /// beside "right index finger", or "limb, unspecified" beside "right upper limb".
  private func isSamePlace(_ position: Int, of code: Int, as side: SideWord, of sibling: Int) -> Bool {
    guard side.side == .right || side.side == .left else { return false }
    let title = titles.words(of: code)
    let offset = side.position - titles.words(of: sibling).lowerBound
    let start = title.lowerBound + offset
    guard start <= position, beginAlike(code, sibling, count: offset) else { return false }
    if start == position { return !nouns(after: position, in: code, atMost: 4).contains(where: isPlace) }
    return offset > 0 && endsClause(position, of: code) && position - start <= 4
      && !(start..<position).contains(where: isPlace)
  }

  private func isPlace(_ word: Int) -> Bool { vocabulary.places.contains(titles.words[word].word) }

  /// Whether two titles begin with the same words.
  private func beginAlike(_ code: Int, _ sibling: Int, count: Int) -> Bool {
    let title = titles.words(of: code)
    let other = titles.words(of: sibling)
    guard title.count >= count, other.count >= count else { return false }
    return (0..<count).allSatisfy {
      titles.words[title.lowerBound + $0].word == titles.words[other.lowerBound + $0].word
    }
  }

  private func endsClause(_ position: Int, of code: Int) -> Bool {
    position + 1 == titles.words(of: code).upperBound || titles.words[position + 1].beginsClause
  }

  /// What is left of both titles is the same: N50.819 "Testicular pain, unspecified" and "Right testicular
  /// pain"; or the sibling says the title and a side: Q75.009 "Craniosynostosis unspecified" and
  /// "Craniosynostosis unspecified, unilateral".
  ///
  /// At the head of a title "unspecified" belongs to the condition: H90.5 "Unspecified sensorineural hearing
  /// loss".
  private func isLeftOver(_ position: Int, of code: Int, without side: SideWord, of sibling: Int) -> Bool {
    let title = titles.words(of: code)
    guard position > title.lowerBound else { return false }
    let other = titles.words(of: sibling).lazy.filter { $0 != side.position }.map { titles.words[$0].word }
    if title.count == other.count + 1 {
      return title.lazy.filter { $0 != position }.map { titles.words[$0].word }.elementsEqual(other)
    }
    return title.count == other.count && endsClause(position, of: code)
      && title.lazy.map { titles.words[$0].word }.elementsEqual(other)
  }
}
