import CodeSetModel

/// Reads the axes from the titles of one release of one code set.
///
/// - Parameters:
///   - codes: the release in published order, a header before its codes.
///   - parents: the position of each code's parent, `nil` for a category.
/// - Returns: the headline values of each code, and every place that carries a value, by code and place.
func readAxes(of codes: [Code], parents: [Int?]) -> (values: [AxisValues], mentions: [AxisMention]) {
  var reader = AxisReader(codes: codes, parents: parents)
  reader.read()
  return (reader.values, reader.mentions)
}

/// Reads each title once, at the few words that can carry a value.
struct AxisReader {
  private let codes: [Code]
  private let titles: TitleWords
  private let relatives: Relatives
  private let phrases: PhraseBook
  private let episodes: Episodes
  private let gestation: Gestation
  private let pairs: Pairs
  private let sides: SideWords
  private var openSides: OpenSides

  private(set) var values: [AxisValues] = []
  private(set) var mentions: [AxisMention] = []

  init(codes: [Code], parents: [Int?]) {
    var triggers = TriggerWords()
    phrases = PhraseBook(AxisVocabulary.phrases, into: &triggers)
    for (word, _) in AxisVocabulary.sides { triggers.insert(Word(word), .side) }
    for (word, _) in AxisVocabulary.episodes { triggers.insert(Word(word), .episode) }
    triggers.insert(Word("unspecified"), .unspecified)
    triggers.insert(Word("one"), .one)

    let titles = TitleWords(of: codes, triggers: triggers)
    let relatives = Relatives(parents: parents)
    let sides = SideWords(titles, count: codes.count)
    self.codes = codes
    self.titles = titles
    self.relatives = relatives
    self.sides = sides
    pairs = Pairs(codes: codes, titles: titles, sides: sides, relatives: relatives)
    openSides = OpenSides(codes: codes, titles: titles, sides: sides, relatives: relatives)
    episodes = Episodes(titles: titles, count: codes.count, relatives: relatives)
    gestation = Gestation(codes: codes, titles: titles, relatives: relatives)
  }

  mutating func read() {
    values.reserveCapacity(codes.count)
    mentions.reserveCapacity(codes.count * 3)
    let bodyPartFirst = codes.first.map { AxisVocabulary.bodyPartFirstSystems.contains($0.system) } ?? false
    var reading = TitleReading()
    for code in codes.indices {
      reading.clear()
      read(code, into: &reading)
      values.append(reading.headlines(bodyPartFirst: bodyPartFirst))
      for found in reading.found {
        let start = Int(titles.words[found.words.lowerBound].start)
        var end = Int(titles.words[found.words.upperBound - 1].end)
        if found.closesParenthesis,
          codes[code].longTitle.utf8.dropFirst(end).first == UInt8(ascii: ")")
        {
          end += 1
        }
        mentions.append(
          AxisMention(
            code: code, axis: found.value.axis, value: found.value.rawValue, role: found.role,
            basis: found.basis, start: start, length: end - start))
      }
    }
  }

  private mutating func read(_ code: Int, into reading: inout TitleReading) {
    let title = titles.words(of: code)
    var kinds: TriggerWords.Kinds = []
    for index in titles.triggers(of: code) {
      let trigger = titles.triggers[index]
      kinds.formUnion(trigger.uses.kinds)
      guard trigger.uses.kinds.contains(.phrase) else { continue }
      phrases.forEachMatch(at: trigger, in: title, of: titles) { value, words, closesParenthesis in
        reading.addPhrase(value, words, closesParenthesis: closesParenthesis)
      }
    }
    reading.giveRoles(in: title, of: titles)
    if kinds.contains(.side) {
      for side in sides.counting(in: code) {
        reading.add(
          .laterality(side.side), side.position..<side.position + 1, role: pairs.role(of: side, in: code))
      }
    }
    if kinds.contains(.one) {
      for (words, role) in pairs.oneOfTwo(in: code) {
        reading.add(.laterality(.unilateral), words, role: role)
      }
    }
    if kinds.contains(.unspecified) {
      for (position, basis) in openSides.openWords(of: code) {
        reading.add(.laterality(.unspecified), position..<position + 1, basis: basis)
      }
    }
    if kinds.contains(.episode), let (position, episode) = episodes.episode(of: code) {
      reading.add(.episode(episode), position..<position + 1)
    }
    if gestation.isCounted(code), let (words, trimester) = gestation.trimester(of: code) {
      reading.add(.trimester(trimester), words, basis: .definition)
    }
    reading.finish()
  }
}
