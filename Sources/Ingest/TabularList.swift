import CodeSetModel

/// Reads the tabular list of ICD-10-CM as CDC/NCHS publishes it in XML: chapters, blocks and codes, one inside the
/// other, each with its title and its notes.
///
///     <chapter>
///       <name>15</name>
///       <desc>Pregnancy, childbirth and the puerperium (O00-O9A)</desc>
///       <section id="O30-O48">
///         <desc>Maternal care related to the fetus and amniotic cavity ... (O30-O48)</desc>
///         <diag>
///           <name>O34</name>
///           <desc>Maternal care for abnormality of pelvic organs</desc>
///           <codeFirst>
///             <note>any associated obstructed labor (O65.5)</note>
struct TabularListReader: XMLElementReader {
  private(set) var records: [TabularRecord] = []
  /// Elements that no edition before had, with the text in them and the line they begin on.
  private(set) var unknown: [(element: String, text: String, line: Int)] = []
  /// Lines that miss what they are about.
  private(set) var nameless: [(text: String, line: Int)] = []

  private var path: [String] = []
  private var owners = [Owner(kind: .list)]
  private var kind: TabularRecord.Kind?
  private var value: String?
  private var text = ""
  private var line = 0
  /// How deep the path was where an element began that is not known; what is in it is part of it.
  private var unknownFrom: Int?

  /// Whose lines are read, and how many of each kind there were.
  private struct Owner {
    var kind: TabularRecord.OwnerKind
    var name = ""
    var isPlaceholder = false
    var counts: [TabularRecord.Kind: Int] = [:]
  }

  /// The elements whose notes are of one kind.
  private static let kinds: [String: TabularRecord.Kind] = [
    "includes": .includes, "inclusionTerm": .inclusionTerm, "excludes1": .excludes1,
    "excludes2": .excludes2, "codeFirst": .codeFirst, "useAdditionalCode": .useAdditional,
    "codeAlso": .codeAlso, "notes": .note, "sevenChrNote": .seventhCharacter,
    "sevenChrDef": .seventhCharacter, "visualImpairment": .note, "introduction": .note,
    "sectionIndex": .contents,
  ]

  /// The elements whose text is a line.
  private static let lines: Set = ["name", "desc", "note", "extension", "sectionRef", "version", "title"]

  /// The other elements, which hold these.
  private static let frames: Set = [
    "ICD10CM.tabular", "introSection", "instruction", "chapter", "section", "diag", "visCategory", "visRange",
    "visMax", "visMin", "heading", "value",
  ]

  mutating func begin(_ element: String, _ attributes: [String: String], line: Int) {
    path.append(element)
    guard unknownFrom == nil else { return }
    switch element {
    case "chapter": owners.append(Owner(kind: .chapter))
    case "section": owners.append(Owner(kind: .block, name: attributes["id"] ?? ""))
    case "diag": owners.append(Owner(kind: .code, isPlaceholder: attributes["placeholder"] == "true"))
    case "visCategory": startLine(line)
    default:
      if let kind = Self.kinds[element] {
        self.kind = kind
      } else if Self.lines.contains(element) {
        startLine(line)
        value = attributes["char"] ?? attributes["id"]
      } else if !Self.frames.contains(element) {
        unknownFrom = path.count
        startLine(line)
      }
    }
  }

  private mutating func startLine(_ line: Int) {
    self.line = line
    text = ""
    value = nil
  }

  mutating func text(_ piece: String) { text += piece }

  mutating func end(_ element: String) {
    defer { path.removeLast() }
    if let depth = unknownFrom {
      if depth == path.count {
        unknown.append((element, wordsOnly(text), line))
        unknownFrom = nil
        text = ""
      }
      return
    }
    switch element {
    case "chapter", "section", "diag": owners.removeLast()
    case "name": owners[owners.count - 1].name = wordsOnly(text)
    case "desc": addTitle()
    case "version": add(.title)
    case "title", "note", "extension", "sectionRef": add(kind ?? .note)
    // The columns of the table of visual impairment are one line.
    case "value", "heading": text += " | "
    case "visCategory": addVisualImpairment()
    default: if Self.kinds[element] != nil { kind = nil }
    }
  }

  private mutating func addTitle() {
    value = owners[owners.count - 1].isPlaceholder ? "placeholder" : nil
    add(.title)
  }

  private mutating func addVisualImpairment() {
    let columns = text.split(separator: "|").map { wordsOnly(String($0)) }.filter { !$0.isEmpty }
    text = columns.joined(separator: " | ")
    add(.note)
  }

  private mutating func add(_ kind: TabularRecord.Kind) {
    let owner = owners[owners.count - 1]
    let words = wordsOnly(text)
    text = ""
    guard !words.isEmpty, owner.kind == .list || !owner.name.isEmpty else {
      nameless.append((words, line))
      return
    }
    let position = owner.counts[kind, default: 0] + 1
    owners[owners.count - 1].counts[kind] = position
    records.append(
      TabularRecord(
        ownerKind: owner.kind, owner: owner.name, kind: kind, position: position, value: value, text: words,
        line: line))
  }
}

/// A text without the white space of the layout: its words, a blank between two.
func wordsOnly(_ text: String) -> String {
  let words = text.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }
  if words.count == 1, words[0].count == text.utf8.count { return text }
  return words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
}
