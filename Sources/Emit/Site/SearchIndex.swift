import CodeSetModel

/// The codes of a code set, to be searched in a browser: a line for each, with what it shares with the line before
/// left out. `search-index.js` reads it.
///
///     status	shared	code	words	title	abbreviations
///     h	4	.3	3	cervical incompetence	matern cervcl
///     b	5	0	4	incompetence, unspecified trimester	matern cervcl incompetnc unsp
///
/// The code begins with the first `shared` bytes of the code before, the title with its first `words` words. The
/// abbreviations are the words of the short title that begin no word of the title; `=` stands for those of the line
/// before. A backslash, tab, line feed and carriage return of a title are written as `\\`, `\t`, `\n` and `\r`.
struct SearchIndex: ~Copyable {
  /// What a line says of its code.
  enum Status: UInt8 {
    case billable = 0x62  // b
    case header = 0x68  // h
    case modifier = 0x6D  // m
    case retired = 0x72  // r

    init(of code: CodeRow) {
      self = code.isBillable ? .billable : code.kind == .modifier ? .modifier : .header
    }
  }

  private(set) var text = ByteBuffer(capacity: 1 << 20)
  private var previousCode: [UInt8] = []
  private var previousTitle: [UInt8] = []
  private var previousAbbreviations: [UInt8] = []

  init() {
    text.append("status\tshared\tcode\twords\ttitle\tabbreviations\n")
  }

  mutating func append(_ code: CodeRow, _ status: Status) {
    let (displayCode, title) = (Array(code.displayCode.utf8), Array(code.longTitle.utf8))
    text.append(status.rawValue)
    text.append(UInt8(ascii: "\t"))
    let shared = sharedBytes(displayCode, previousCode)
    text.append(decimal: shared)
    text.append(UInt8(ascii: "\t"))
    displayCode[shared...].withUnsafeBytes { text.append($0) }
    text.append(UInt8(ascii: "\t"))
    let (words, start) = sharedWords(title, previousTitle)
    text.append(decimal: words)
    text.append(UInt8(ascii: "\t"))
    for byte in title[start...] { appendEscaped(byte) }
    let abbreviations = abbreviations(in: code.shortTitle, of: title)
    if !abbreviations.isEmpty {
      text.append(UInt8(ascii: "\t"))
      if abbreviations == previousAbbreviations {
        text.append(UInt8(ascii: "="))
      } else {
        abbreviations.withUnsafeBytes { text.append($0) }
      }
    }
    text.append(UInt8(ascii: "\n"))
    (previousCode, previousTitle, previousAbbreviations) = (displayCode, title, abbreviations)
  }

  private mutating func appendEscaped(_ byte: UInt8) {
    let letter: Unicode.Scalar? =
      switch byte {
      case UInt8(ascii: "\\"): "\\"
      case UInt8(ascii: "\t"): "t"
      case UInt8(ascii: "\n"): "n"
      case UInt8(ascii: "\r"): "r"
      default: nil
      }
    guard let letter else { return text.append(byte) }
    text.append(UInt8(ascii: "\\"))
    text.append(UInt8(ascii: letter))
  }
}

/// How many bytes two texts begin with alike; the browser counts characters, which codes have of one byte each.
private func sharedBytes(_ text: [UInt8], _ other: [UInt8]) -> Int {
  var count = 0
  while count < text.count, count < other.count, text[count] == other[count] { count += 1 }
  return count
}

/// How many words two titles begin with alike, and where what follows begins. Words are between single blanks;
/// the last one of the title is never counted, so that something follows.
private func sharedWords(_ title: [UInt8], _ other: [UInt8]) -> (words: Int, start: Int) {
  let blank = UInt8(ascii: " ")
  let same = sharedBytes(title, other)
  var (words, start) = (0, 0)
  for place in 0..<same where title[place] == blank {
    words += 1
    start = place + 1
  }
  // The title before ends where this one goes on with another word.
  if same == other.count, same < title.count, title[same] == blank {
    words += 1
    start = same + 1
  }
  return (words, start)
}

/// The words of a short title that begin no word of the title, in lower case, with blanks between them.
private func abbreviations(in shortTitle: String, of title: [UInt8]) -> [UInt8] {
  var written = searchedWords(title)
  var found: [UInt8] = []
  for word in searchedWords(Array(shortTitle.utf8)) where !written.contains(where: { $0.starts(with: word) })
  {
    if !found.isEmpty { found.append(UInt8(ascii: " ")) }
    found += word
    written.append(word)
  }
  return found
}

/// The words by which a text is searched: letters and digits, in lower case. An apostrophe is inside a word.
private func searchedWords(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
  var lower = text
  lower.removeAll { $0 == UInt8(ascii: "'") }
  for place in lower.indices where (0x41...0x5A).contains(lower[place]) { lower[place] |= 0x20 }
  return lower.split { byte in
    !((0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte >= 0x80)
  }
}
