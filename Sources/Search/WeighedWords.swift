import CodeSetModel

/// The words of a text and what each counts for.
struct WeighedWords {
  let rules: SearchRules
  private let stop: Set<String>
  private let light: Set<String>
  private var known: [[UInt8]: WordInfo] = [:]

  /// The forms of all words seen, by number.
  private(set) var forms: [String] = []
  private var numbers: [String: Int32] = [:]
  /// The words as they are written, by the number of their forms: the form itself where a text has it.
  private(set) var written: [Int32: String] = [:]

  private struct WordInfo {
    let text: String
    let form: String
    let number: Int32
    let weight: Double
    let isUnspecified: Bool
    let opensDetails: Bool
  }

  init(_ rules: SearchRules) {
    self.rules = rules
    stop = Set(rules.stopWords)
    light = Set(rules.lightWords)
  }

  /// Appends the words of a text: what is in parentheses counts for nothing, what is absent for little.
  mutating func append(_ text: String, isTabulated: Bool, to words: inout [(word: Int32, weight: Double)]) {
    var depth = 0
    var afterUnspecified = false
    var isDetail = false
    var absence = Absence()
    var word: [UInt8] = []
    func finish(_ word: [UInt8], _ self: inout WeighedWords, _ words: inout [(word: Int32, weight: Double)]) {
      guard !word.isEmpty else { return }
      let info = self.info(of: word)
      if isTabulated, info.opensDetails { isDetail = true }
      var weight = depth > 0 ? 0 : info.weight
      if afterUnspecified || isDetail { weight = min(weight, self.rules.weightAfterUnspecified) }
      if info.isUnspecified { afterUnspecified = true }
      guard absence.read(info.text) else { return words.append((info.number, weight)) }
      words.append((self.number(of: absent(info.form)), min(weight, self.rules.lightWeight)))
    }
    for scalar in text.unicodeScalars {
      if appendLetter(scalar, to: &word) { continue }
      finish(word, &self, &words)
      word.removeAll(keepingCapacity: true)
      absence.read(scalar)
      switch scalar {
      case "(", "[": depth += 1
      case ")", "]": depth = max(0, depth - 1)
      case ",":
        afterUnspecified = false
        if isTabulated { isDetail = true }
      default: break
      }
    }
    finish(word, &self, &words)
  }

  /// The number of a word in its form.
  mutating func number(of form: String) -> Int32 {
    if let number = numbers[form] { return number }
    let number = Int32(forms.count)
    forms.append(form)
    numbers[form] = number
    return number
  }

  private mutating func info(of word: [UInt8]) -> WordInfo {
    if let info = known[word] { return info }
    let text = String(decoding: word, as: UTF8.self)
    let form = wordForm(text, rules)
    let number = number(of: form)
    if text == form || written[number] == nil { written[number] = text }
    let info = WordInfo(
      text: text, form: form, number: number,
      weight: stop.contains(text) ? 0 : light.contains(text) ? rules.lightWeight : 1,
      isUnspecified: text == "unspecified" || text == "unsp", opensDetails: text == "with" || text == "using")
    known[word] = info
    return info
  }
}
