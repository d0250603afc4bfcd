import CodeSetModel
import Normalize

/// Holds the mentions of a release against its titles.
struct MentionChecks {
  private let edition: Edition
  private let namesOfNoSide: [WordOfNoSide]
  /// The declarations of the vocabulary that explain a word of side.
  private(set) var usedNames: Set<Int> = []
  private var mentionedWords = 0
  private var namedWords = 0
  private var unexplainedWords = 0

  init(_ edition: Edition) {
    self.edition = edition
    namesOfNoSide = wordsOfNoSide(in: edition.codes.map(\.content))
  }

  /// How the words of side and trimester are accounted for.
  var summary: String {
    "\(edition.codes.count) codes, \(edition.mentions.count) mentions; of the words right, left, bilateral, "
      + "unilateral, both and trimester \(mentionedWords) are mentions, \(namedWords) in names, "
      + "\(unexplainedWords) unexplained"
  }

  mutating func check(_ faults: inout Faults) {
    var (mention, name) = (0, 0)
    for (position, code) in edition.codes.enumerated() {
      let firstMention = mention
      while mention < edition.mentions.count, edition.mentions[mention].code == position { mention += 1 }
      let firstName = name
      while name < namesOfNoSide.count, namesOfNoSide[name].code == position { name += 1 }
      check(
        code, Array(edition.mentions[firstMention..<mention]), Array(namesOfNoSide[firstName..<name]), &faults
      )
    }
    if mention < edition.mentions.count {
      faults.add("mention stands by code", "\(edition.mentions[mention])")
    }
  }

  private mutating func check(
    _ code: CodeRow, _ mentions: [AxisMention], _ names: [WordOfNoSide], _ faults: inout Faults
  ) {
    let title = code.longTitle.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    for mention in mentions { check(mention, in: title, of: code, &faults) }
    for (one, next) in zip(mentions, mentions.dropFirst())
    where (one.start, one.axis.rawValue) >= (next.start, next.axis.rawValue) {
      faults.add("mention stands in the order of the title, once", "\(code.code) \(code.longTitle)")
    }
    checkHeadlines(of: code, mentions, &faults)

    for (word, range) in explainedWords(in: title) {
      let axis: Axis = word == "trimester" ? .trimester : .laterality
      if mentions.contains(where: { $0.axis == axis && $0.range.contains(range) }) {
        mentionedWords += 1
      } else if let name = names.first(where: { $0.start == range.lowerBound && $0.length == range.count }) {
        namedWords += 1
        usedNames.insert(name.name)
      } else {
        unexplainedWords += 1
        faults.add("word of side or trimester is explained", "\(word) in \(code.code) \(code.longTitle)")
      }
    }
  }

  /// The words that are to be a mention or to have a reason, and where they are.
  private func explainedWords(in title: [UInt8]) -> [(word: String, range: Range<Int>)] {
    var found: [(String, Range<Int>)] = []
    var start = 0
    for place in 0...title.count where place == title.count || !isPartOfWord(title[place]) {
      if place > start {
        for (word, letters) in wordsToExplain where title[start..<place].elementsEqual(letters) {
          found.append((word, start..<place))
        }
      }
      start = place + 1
    }
    return found
  }

  // MARK: One mention

  private func check(
    _ mention: AxisMention, in title: [UInt8], of code: CodeRow, _ faults: inout Faults
  ) {
    let place = "\(mention.axis) \(mention.value) in \(code.code) \(code.longTitle)"
    if !mention.axis.vocabulary.contains(mention.value) {
      faults.add("mention has a value of its axis", place)
    }
    let range = mention.range
    guard mention.start >= 0, mention.length > 0, range.upperBound <= title.count else {
      faults.add("mention lies within its title", "\(range) \(place)")
      return
    }
    // A parenthesis that the words open belongs to them: "accidental (unintentional)".
    let isClosed = title[range].last == UInt8(ascii: ")") && title[range].contains(UInt8(ascii: "("))
    let isWhole =
      isBoundary(range.lowerBound, of: title) && isBoundary(range.upperBound, of: title)
      && isPartOfWord(title[range.lowerBound]) && (isClosed || isPartOfWord(title[range.upperBound - 1]))
    let words = String(decoding: title[range], as: UTF8.self)
    if !isWhole { faults.add("mention is of whole words", "\"\(words)\", \(place)") }
    if !says(words, mention) { faults.add("mention is of words that say so", "\"\(words)\", \(place)") }
    let next = String(decoding: title[range.upperBound...].prefix { $0 != 0x2C }, as: UTF8.self)
    if !isSaid(mention, before: next) {
      faults.add("mention has the basis of its words", "\(mention.basis), \(place)")
    }
    if !isRole(mention) { faults.add("mention has a role of its axis", "\(mention.role), \(place)") }
  }

  /// Whether a range may begin or end here: between two words, and so between two characters.
  private func isBoundary(_ place: Int, of title: [UInt8]) -> Bool {
    place == 0 || place == title.count || !isPartOfWord(title[place - 1]) || !isPartOfWord(title[place])
  }

  /// Whether words of a title, in lower case, say the value of a mention.
  private func says(_ words: String, _ mention: AxisMention) -> Bool {
    switch (mention.axis.rawValue, mention.value) {
    case ("intent", "accidental"):
      ["accidental", "accidental (unintentional)", "poisoning by"].contains(words)
    case ("intent", "self_harm"):
      ["intentional self-harm", "intentional self-harm by", "poisoning by"].contains(words)
    case ("intent", "assault"): ["assault", "assault by", "poisoning by"].contains(words)
    case ("intent", "undetermined"): ["undetermined", "undetermined intent", "poisoning by"].contains(words)
    case ("intent", let value): words == value.replacing("_", with: " ") + " of"
    case ("trimester", "unspecified") where mention.basis == .definition: words == "not specified"
    case ("trimester", _) where mention.basis == .definition: words.contains(where: \.isNumber)
    case ("trimester", let value): words == "\(value) trimester"
    case ("laterality", "bilateral"): words == "bilateral" || words == "both"
    case ("laterality", "unilateral"):
      words == "unilateral" || words.hasPrefix("one ") || words.hasPrefix("other ")
    case ("laterality", let value): words == value
    case ("episode", "childbirth"): words == "childbirth" || words == "labor"
    case ("episode", let value): words == value
    case ("encounter", "sequela"): words == "sequela"
    case ("encounter", let value):
      words == "\(value) encounter" || words == "\(value) encounter for fracture"
    case ("fracture", "open-I-II"): words == "for open fracture type i or ii"
    case ("fracture", "open-III"): words == "for open fracture type iiia, iiib, or iiic"
    case ("fracture", let value): words == "for \(value) fracture"
    case ("healing", "routine"), ("healing", "delayed"): words == "with \(mention.value) healing"
    case ("healing", let value): words == "with \(value)"
    case ("fetus", "other"): words == "other fetus"
    case ("fetus", "not_applicable_or_unspecified"): words == "not applicable or unspecified"
    case ("fetus", let value): words == "fetus \(value)"
    default: false
    }
  }

  /// "Unspecified side" says itself what is open; otherwise siblings tell. Weeks are trimesters by definition.
  private func isSaid(_ mention: AxisMention, before next: String) -> Bool {
    switch (mention.axis, mention.value, mention.basis) {
    case (.laterality, "unspecified", .title): next.hasPrefix(" side")
    case (.laterality, "unspecified", .sibling): !next.hasPrefix(" side")
    case (.trimester, _, .definition): true
    default: mention.basis == .title
    }
  }

  private func isRole(_ mention: AxisMention) -> Bool {
    switch mention.axis {
    case .trimester: ["", "labor", "delivery"].contains(mention.role)
    case .laterality where mention.value == "unilateral":
      ["", "one eye", "other eye", "one ear", "other ear"].contains(mention.role)
    case .laterality: ["", "\(mention.value) eye", "\(mention.value) ear"].contains(mention.role)
    default: mention.role.isEmpty
    }
  }

  // MARK: Headline values

  private func checkHeadlines(of code: CodeRow, _ mentions: [AxisMention], _ faults: inout Faults) {
    for axis in Axis.allCases {
      let ofAxis = mentions.filter { $0.axis == axis }
      let expected =
        switch axis {
        case .laterality: side(of: ofAxis, in: code)
        case .trimester: (ofAxis.first { $0.role == "delivery" } ?? ofAxis.first)?.value
        default: ofAxis.first?.value
        }
      if code.axes[axis] != expected {
        faults.add(
          "headline value agrees with the mentions",
          "\(axis) \(code.axes[axis] ?? "null") of \(code.code) \(code.longTitle)")
      }
      let areOne = Set(ofAxis.map(\.value)).count < 2
      let areTold = Set(ofAxis.map(\.role)) == ["labor", "delivery"]
      // "Poisoning by penicillins, assault": two places say one intent.
      let isSaidTwice = axis.rawValue == "intent" && ofAxis.count == 2 && areOne
      if axis != .laterality, !areOne || ofAxis.count > 1, !areTold, !isSaidTwice {
        faults.add("second value of an axis has a role", "\(axis) of \(code.code) \(code.longTitle)")
      }
    }
  }

  private func side(of mentions: [AxisMention], in code: CodeRow) -> String? {
    // "Bypass Right Ureter to Left Ureter" is on the right.
    if code.system == "icd10pcs" { return mentions.first?.value }
    let sides = Set(mentions.map(\.value))
    if sides.isSuperset(of: ["right", "left"]) { return "bilateral" }
    let side = ["right", "left", "bilateral", "unspecified", "unilateral"].first { sides.contains($0) }
    let areBothEyes = Set(mentions.map(\.role)).isSuperset(of: ["one eye", "other eye"])
    return side == "unilateral" && areBothEyes ? "bilateral" : side
  }
}

extension AxisMention {
  fileprivate var range: Range<Int> { start..<start + max(length, 0) }
}

private func isPartOfWord(_ byte: UInt8) -> Bool {
  switch byte {
  case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
  default: false
  }
}

private let wordsToExplain = ["right", "left", "bilateral", "unilateral", "both", "trimester"].map {
  (word: $0, letters: Array($0.utf8))
}
