/// Which words of two titles are the same, in the same order, and which are not.
struct WordDifference {
  struct Part: Equatable {
    var words: [Substring]
    var isSame: Bool
  }

  /// The words of the old title, and of the new one.
  private(set) var old: [Part] = []
  private(set) var new: [Part] = []

  init(_ old: String, _ new: String) {
    let (before, after) = (Self.words(of: old), Self.words(of: new))
    // The length of the longest common sequence of the words from each place on.
    var lengths = Array(repeating: Array(repeating: 0, count: after.count + 1), count: before.count + 1)
    for one in before.indices.reversed() {
      for other in after.indices.reversed() {
        lengths[one][other] =
          before[one] == after[other]
          ? lengths[one + 1][other + 1] + 1 : max(lengths[one + 1][other], lengths[one][other + 1])
      }
    }
    var (one, other) = (0, 0)
    while one < before.count || other < after.count {
      if one < before.count, other < after.count, before[one] == after[other] {
        Self.append(before[one], isSame: true, to: &self.old)
        Self.append(after[other], isSame: true, to: &self.new)
        one += 1
        other += 1
      } else if other == after.count
        || one < before.count && lengths[one + 1][other] >= lengths[one][other + 1]
      {
        Self.append(before[one], isSame: false, to: &self.old)
        one += 1
      } else {
        Self.append(after[other], isSame: false, to: &self.new)
        other += 1
      }
    }
  }

  /// The words of a title with the blanks before them: a doubled blank makes another word.
  private static func words(of title: String) -> [Substring] {
    var words: [Substring] = []
    var start = title.startIndex
    while start < title.endIndex {
      let word = title[start...].firstIndex { $0 != " " } ?? title.endIndex
      let end = title[word...].firstIndex(of: " ") ?? title.endIndex
      words.append(title[start..<end])
      start = end
    }
    return words
  }

  private static func append(_ word: Substring, isSame: Bool, to parts: inout [Part]) {
    if let last = parts.indices.last, parts[last].isSame == isSame {
      parts[last].words.append(word)
    } else {
      parts.append(Part(words: [word], isSame: isSame))
    }
  }
}
