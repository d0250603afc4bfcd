import CodeSetModel

/// A title without its axis phrases, as people would write it: "Maternal care for cervical incompetence".
func readableStem(of title: String, without phrases: ArraySlice<AxisMention>) -> String {
  var bytes: [UInt8] = []
  var place = 0
  let title = Array(title.utf8)
  bytes.reserveCapacity(title.count)
  for phrase in phrases where phrase.basis != .definition && phrase.start >= place {
    append(title[place..<phrase.start], to: &bytes)
    place = phrase.start + phrase.length
  }
  append(title[place...], to: &bytes)
  trimEnd(of: &bytes)
  // What followed a phrase may be the beginning now: "Unilateral primary osteoarthritis".
  if let first = bytes.first, UInt8(ascii: "a")...UInt8(ascii: "z") ~= first { bytes[0] = first & ~0x20 }
  return String(decoding: bytes, as: UTF8.self)
}

/// Adds a part of a title without the blanks and commas that would be beside a gap.
private func append(_ part: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
  let blank = UInt8(ascii: " ")
  let comma = UInt8(ascii: ",")
  for byte in part {
    let last = bytes.last
    if byte == blank, last == blank || last == nil { continue }
    if byte == comma {
      if last == blank { bytes.removeLast() }
      if bytes.last == comma || bytes.isEmpty { continue }
    }
    bytes.append(byte)
  }
}

/// Takes away what joined the last phrase to the title: commas, and words like "of" and "complicating the".
private func trimEnd(of bytes: inout [UInt8]) {
  while let last = bytes.last {
    if last == UInt8(ascii: " ") || last == UInt8(ascii: ",") {
      bytes.removeLast()
      continue
    }
    let word = bytes.reversed().prefix { $0 != UInt8(ascii: " ") }.reversed()
    guard word.count < bytes.count,
      FamilyVocabulary.functionWords.contains(where: { $0.utf8.elementsEqual(word) })
    else { return }
    bytes.removeLast(word.count)
  }
}
