import CodeSetModel
import Search

/// The codes of a code set, to be searched in a browser: a line for each, with what it shares with the line before
/// left out. `search-index.js` reads it.
///
///     status	cost	back	up	shared	code	words	title	abbreviations
///     h	4	0	17	4	.3	3	cervical incompetence	matern cervcl
///     b	4	0	1	5	0	4	incompetence, unspecified trimester	matern cervcl incompetnc unsp
///
/// The cost is that of `SearchedCode`; `back` is how many lines before the last code of the same group is, 0 where this
/// is the first, and `up` how many lines before its header is, 0 without. The code begins with the first `shared` bytes of the code before, the title with its first `words`
/// words. The abbreviations are the words of the short title that begin no word of the title; `=` is those of the line
/// before. A backslash, tab, line feed and carriage return of a title are written as `\\`, `\t`, `\n` and `\r`.
struct SearchedCodesFile: ~Copyable {
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
    text.append("status\tcost\tback\tup\tshared\tcode\twords\ttitle\tabbreviations\n")
  }

  mutating func append(_ code: CodeRow, _ status: Status, cost: UInt8, back: Int, up: Int) {
    let (displayCode, title) = (Array(code.displayCode.utf8), Array(code.longTitle.utf8))
    text.append(status.rawValue)
    text.append(UInt8(ascii: "\t"))
    text.append(decimal: Int(cost))
    text.append(UInt8(ascii: "\t"))
    text.append(decimal: back)
    text.append(UInt8(ascii: "\t"))
    text.append(decimal: up)
    text.append(UInt8(ascii: "\t"))
    let shared = sharedBytes(displayCode, previousCode)
    text.append(decimal: shared)
    text.append(UInt8(ascii: "\t"))
    displayCode[shared...].withUnsafeBytes { text.append($0) }
    text.append(UInt8(ascii: "\t"))
    let (words, start) = sharedWords(title, previousTitle)
    text.append(decimal: words)
    text.append(UInt8(ascii: "\t"))
    for byte in title[start...] { text.appendEscaped(byte) }
    let abbreviations = Array(
      abbreviations(in: code.shortTitle, of: code.longTitle).joined(separator: " ").utf8)
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
}

/// The texts beside the titles that lead to the codes of a code set: a line for each.
///
///     source	ahead	words	text
///     x	71200	0	Attack, heart
///
/// `source` is that of `SearchSource`; `ahead` is how many codes after that of the line before its code comes; the text
/// begins with the first `words` words of the one before.
func searchedTextsFile(_ index: SearchIndex) -> ByteBuffer {
  var text = ByteBuffer(capacity: 1 << 20)
  text.append("source\tahead\twords\ttext\n")
  var (place, previous): (Int, [UInt8]) = (0, [])
  for entry in index.entries where entry.source != .title {
    text.append(entry.source.rawValue)
    text.append(UInt8(ascii: "\t"))
    text.append(decimal: Int(entry.code) - place)
    text.append(UInt8(ascii: "\t"))
    let printed = Array(entry.text.utf8)
    let (words, start) = sharedWords(printed, previous)
    text.append(decimal: words)
    text.append(UInt8(ascii: "\t"))
    for byte in printed[start...] { text.appendEscaped(byte) }
    text.append(UInt8(ascii: "\n"))
    (place, previous) = (Int(entry.code), printed)
  }
  return text
}

extension ByteBuffer {
  fileprivate mutating func appendEscaped(_ byte: UInt8) {
    let letter: Unicode.Scalar? =
      switch byte {
      case UInt8(ascii: "\\"): "\\"
      case UInt8(ascii: "\t"): "t"
      case UInt8(ascii: "\n"): "n"
      case UInt8(ascii: "\r"): "r"
      default: nil
      }
    guard let letter else { return append(byte) }
    append(UInt8(ascii: "\\"))
    append(UInt8(ascii: letter))
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
