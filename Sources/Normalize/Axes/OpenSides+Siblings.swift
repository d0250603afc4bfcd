import CodeSetModel

/// What the titles under the same header tell about an "unspecified".
extension OpenSides {
  /// Whether the siblings of a code name a side where its title says "unspecified".
  func isOpenAmongSiblings(_ position: Int, of code: Int) -> Bool {
    // A header whose own codes name the side leaves something else open: Q75.00 "Craniosynostosis
    // unspecified" the suture, Q75.009 with the same title the side.
    if hasSidedChild[code] { return false }
    if hasSidedDigits[relatives.categories[code]], isDigit(after: position, in: code) { return true }
    guard let parent = relatives.parents[code], hasSidedChild[parent],
      !isInBeginning(position, of: code, like: parent)
    else { return false }
    return relatives.siblings(of: code).contains { sibling in
      sibling != code
        && sides.counting(in: sibling).contains { side in
          isSameNoun(after: position, of: code, as: side, of: sibling)
            || isSamePlace(position, of: code, as: side, of: sibling)
            || isLeftOver(position, of: code, without: side, of: sibling)
        }
    }
  }

  /// Whether a word is in the parent's title too, and the code's title goes on after that: then the word
  /// says what it says in the parent's. The first "unspecified" of Z44.009 "... of unspecified artificial
  /// arm, unspecified arm" is that of Z44.00.
  private func isInBeginning(_ position: Int, of code: Int, like parent: Int) -> Bool {
    let count = titles.words(of: parent).count
    let title = titles.words(of: code)
    return position - title.lowerBound < count && count < title.count
      && beginAlike(code, parent, count: count)
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
      let noun = nouns(after: position, in: code, atMost: 1).first, !isPlace(noun)
    else { return false }
    return nouns(after: side.position, in: sibling, atMost: 3).contains {
      isSameNoun(noun, of: code, as: $0, of: sibling)
    }
  }

  /// Two words that are equal, or one the other's plural: "eye" and "eyes".
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

  /// The sibling names the side at the same place, after the same words: "unspecified limb" or "limb,
  /// unspecified" beside "right arm" or "right upper limb" (D17.20, L02.419), "one eye, unspecified" beside
  /// "right eye" (H54.60), or "unspecified" alone beside "right hip" (M21.159).
  private func isSamePlace(_ position: Int, of code: Int, as side: SideWord, of sibling: Int) -> Bool {
    guard side.side == .right || side.side == .left else { return false }
    let offset = side.position - titles.words(of: sibling).lowerBound
    let start = titles.words(of: code).lowerBound + offset
    guard offset > 0, start <= position, position - start <= 4, beginAlike(code, sibling, count: offset)
    else { return false }
    let named = start < position ? start..<position : nouns(after: position, in: code, atMost: 4)
    if start < position || named.isEmpty, !endsClause(position, of: code) { return false }
    let others = nouns(after: side.position, in: sibling, atMost: 3)
    return !named.contains(where: isPlace)
      && (named.isEmpty
        || named.contains { noun in
          vocabulary.limbs.contains(titles.words[noun].word)
            || others.contains { isSameNoun(noun, of: code, as: $0, of: sibling) }
        })
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

  /// What is left of both titles without these words is the same: N50.819 "Testicular pain, unspecified" and
  /// "Right testicular pain", H61.819 "Exostosis of external canal, unspecified ear" and "Exostosis of right
  /// external canal". Or the sibling says the title and a side: Q75.009 "Craniosynostosis unspecified" and
  /// "Craniosynostosis unspecified, unilateral".
  ///
  /// At the head of a title "unspecified" belongs to the condition: H90.5 "Unspecified sensorineural hearing
  /// loss".
  private func isLeftOver(_ position: Int, of code: Int, without side: SideWord, of sibling: Int) -> Bool {
    let title = titles.words(of: code)
    let siblingTitle = titles.words(of: sibling)
    // How many words, from "unspecified" on, the sibling does without: none, it alone, or two nouns more.
    let surplus = title.count - (siblingTitle.count - 1)
    guard position > title.lowerBound, (0...3).contains(surplus), position + surplus <= title.upperBound
    else { return false }
    let nouns = position + 1..<position + max(surplus, 1)
    guard surplus == 1 || endsClause(nouns.upperBound - 1, of: code),
      !nouns.contains(where: { isPlace($0) || titles.words[$0].beginsClause })
    else { return false }
    return title.lazy.filter { !(position..<position + surplus).contains($0) }
      .elementsEqual(siblingTitle.lazy.filter { $0 != side.position }) {
        titles.words[$0].word == titles.words[$1].word
      }
  }
}
