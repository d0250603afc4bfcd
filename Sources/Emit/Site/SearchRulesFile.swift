import CodeSetModel
import Search

/// The rules of the search, for the site.
func writeSearchRules(_ rules: SearchRules, write: (UnsafeRawBufferPointer) throws -> Void) throws {
  var text = JSONText()
  func list(_ values: [String]) {
    text.beginArray()
    for value in values { text.value(value) }
    text.endArray()
  }
  func number(_ value: Double) {
    var digits = ByteBuffer(capacity: 32)
    digits.append("\(value)" as String)
    text.value(json: digits.bytes)
  }
  text.beginObject()
  text.key("accents")
  text.beginArray()
  for (plain, letters) in accents { list([plain, letters]) }
  text.endArray()
  text.key("stopWords")
  list(rules.stopWords)
  text.key("lightWords")
  list(rules.lightWords)
  text.key("unstemmedWords")
  list(rules.unstemmedWords)
  text.key("softWords")
  list(rules.softWords)
  text.key("hyphenPrefixes")
  list(rules.hyphenPrefixes)
  text.key("tabulatedSystems")
  list(rules.tabulatedSystems)
  text.key("procedureWords")
  list(rules.procedureWords)
  for (name, value) in rules.numbers {
    text.key(name)
    number(value)
  }
  text.key("otherChildren")
  text.beginArray()
  for share in rules.otherChildren { number(share) }
  text.endArray()
  text.key("systemPriors")
  text.beginObject()
  for (system, prior) in rules.systemPriors {
    text.key(system)
    number(prior)
  }
  text.endObject()
  text.key("sources")
  text.beginObject()
  for source in SearchSource.allCases {
    text.key(named: source.rawValue)
    text.beginObject()
    text.key("prior")
    number(source.prior)
    text.key("words")
    text.value(source.words)
    text.endObject()
  }
  text.endObject()
  text.endObject()
  try write(text.buffer.bytes)
}

/// The synonyms, a line for each: the words, and what they mean. The first meaning of some words is tried first.
func synonymsFile(_ catalog: Tables) -> ByteBuffer {
  var text = ByteBuffer(capacity: 1 << 16)
  text.append("words\tmeaning\n")
  for synonym in searchSynonyms(of: catalog) {
    text.append(synonym.words)
    text.append(UInt8(ascii: "\t"))
    text.append(synonym.meaning)
    text.append(UInt8(ascii: "\n"))
  }
  return text
}
