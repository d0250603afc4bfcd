import CodeSetModel

/// A value of one of the axes.
struct AxisValue: Hashable, Sendable {
  let axis: Axis
  /// The place of the value in the vocabulary of the axis, from 1.
  let number: Int

  private init(_ axis: Axis, number: Int) {
    self.axis = axis
    self.number = number
  }

  var rawValue: String { axis.vocabulary[number - 1] }

  /// - Parameter name: one of the axis's vocabulary.
  init(_ axis: Axis, _ name: String) {
    guard let place = axis.vocabulary.firstIndex(of: name) else {
      preconditionFailure("\(name) is a value of \(axis)")
    }
    self.init(axis, number: place + 1)
  }

  private init<Value: CaseIterable & Equatable>(_ axis: Axis, _ value: Value) {
    self.init(axis, number: Value.allCases.prefix { $0 != value }.count + 1)
  }

  static func trimester(_ value: Trimester) -> AxisValue { AxisValue(.trimester, value) }
  static func laterality(_ value: Laterality) -> AxisValue { AxisValue(.laterality, value) }
  static func episode(_ value: Episode) -> AxisValue { AxisValue(.episode, value) }
}

/// Words of a title that name a value, or that look as if they did.
///
/// Those in square brackets carry the value; what is outside them only has to be there too. `^` is the beginning of
/// the title, a comma before a word the beginning of a clause, and `...` any words: what is before them begins the
/// title.
struct AxisPhrase: Sendable {
  /// The phrase as it is declared.
  let text: String
  let axis: Axis
  /// Nothing where the words name no value, and shorter phrases around the same word do not count.
  let value: AxisValue?
  /// Why the words name no value; blank where they do.
  let reason: String
  /// The words with which the title begins, and which carry the value, too.
  let head: [Word]
  let words: [Word]
  /// Which of `words` carry the value.
  let marked: Range<Int>
  let beginsTitle: Bool
  let beginsClause: Bool
  /// Whether a parenthesis that follows the words belongs to them.
  let closesParenthesis: Bool
  /// The word by which the phrase is found: its longest, or the last of these. Long words are rare, so few
  /// titles are looked at twice. Phrases of which one holds the other have to share it.
  let anchor: Int

  init(_ text: String, _ axis: String, _ value: String) {
    self.init(text, axis: axis, value: value, reason: "")
  }

  /// Words that name no value of the axis.
  init(_ text: String, no axis: String, _ reason: String) {
    self.init(text, axis: axis, value: nil, reason: reason)
  }

  private init(_ text: String, axis name: String, value: String?, reason: String) {
    guard let axis = Axis(rawValue: name) else { preconditionFailure("\(name) is an axis") }
    self.text = text
    self.axis = axis
    self.value = value.map { AxisValue(axis, $0) }
    self.reason = reason
    let halves = text.components(around: "...")
    head = halves.count > 1 ? Word.all(in: halves[0]) : []
    let tail = halves[halves.count - 1]
    let parts = tail.split(omittingEmptySubsequences: false) { $0 == "[" || $0 == "]" }.map(String.init)
    precondition(parts.count == 3 || value == nil, "a phrase has one pair of square brackets: \(text)")
    let before = Word.all(in: parts[0])
    let marked = parts.count == 3 ? Word.all(in: parts[1]) : []
    words = before + marked + (parts.count == 3 ? Word.all(in: parts[2]) : [])
    self.marked = before.count..<before.count + marked.count
    beginsTitle = tail.hasPrefix("^")
    beginsClause = tail.drop { $0 == " " }.hasPrefix(",")
    closesParenthesis = parts.count == 3 && parts[1].hasSuffix(")")
    let lengths = tail.split { !$0.isLetter && !$0.isNumber }.map(\.utf8.count)
    anchor = lengths.lastIndex(of: lengths.max() ?? 0) ?? 0
  }
}

extension String {
  /// The parts before and after a separator; the whole where it is not there.
  fileprivate func components(around separator: String) -> [String] {
    firstRange(of: separator).map { [String(self[..<$0.lowerBound]), String(self[$0.upperBound...])] } ?? [
      self
    ]
  }
}
