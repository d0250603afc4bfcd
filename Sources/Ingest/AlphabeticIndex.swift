import CodeSetModel

/// Reads an alphabetic index of ICD-10-CM or ICD-10-PCS, or a table of neoplasms or drugs, as the publisher prints it in
/// XML: terms one below the other, each with its title and the codes it leads to.
///
///     <mainTerm>
///       <title>Abscess<nemod>(connective tissue) (embolic) (fistulous)</nemod></title>
///       <code>L02.91</code>
///       <term level="1">
///         <title>with</title>
///         <term level="2">
///           <title>diverticular disease</title>
///           <see>Diverticulitis</see>
struct AlphabeticIndexReader: XMLElementReader {
  private(set) var terms: [IndexTerm] = []
  /// Elements that are not known, or lead to no code, with the text in them and the line they begin on.
  private(set) var faults: [(message: String, text: String, line: Int)] = []
  /// What the document says it is: its title, or the heads of its columns.
  private(set) var heading = ""

  private let system: CodeSystem
  private let release: String
  private var columns: [String: String] = [:]
  private var open: [OpenTerm] = []
  private var column: String?
  private var text = ""
  private var line = 0
  /// The `see` around the codes that are read.
  private var see: String?

  /// A term of which the end has not been read.
  private struct OpenTerm {
    var line: Int
    var title = ""
    var modifiers = ""
    var leads: [Lead] = []
    var seeAlso: String?
    /// The number of its first row, once it has one.
    var id: Int?
  }

  /// Where a term leads.
  private struct Lead {
    var column: String?
    var code: String?
    var isOpen = false
    var see: String?
  }

  private static let frames: Set = [
    "ICD10CM.index", "ICD10PCS.index", "version", "indexHeading", "head", "letter", "title", "nemod",
  ]

  init(_ system: CodeSystem, _ release: Release) {
    self.system = system
    self.release = release.label
  }

  mutating func begin(_ element: String, _ attributes: [String: String], line: Int) {
    switch element {
    case "mainTerm", "term":
      closeLeads()
      open.append(OpenTerm(line: line))
    case "nemod" where !open.isEmpty: open[open.count - 1].title += text
    case "codes", "tab":
      // Inside a reference, what is before it is where to look.
      if see == nil, !words(text).isEmpty { see = words(text) }
    case "head", "cell": column = attributes["col"]
    case "code", "manif", "see", "seeAlso", "seecat", "subcat", "use": see = nil
    default:
      if !Self.frames.contains(element) {
        faults.append(("expected a known element, found <\(element)>", "", line))
      }
    }
    text = ""
    self.line = line
  }

  mutating func text(_ piece: String) { text += piece }

  mutating func end(_ element: String) {
    let words = words(text)
    switch element {
    case "head":
      columns[column ?? ""] = words
      heading += words + " "
    case "title" where open.isEmpty: if heading.isEmpty { heading = words }
    case "title": open[open.count - 1].title += text
    case "nemod": if !open.isEmpty { open[open.count - 1].modifiers += words + " " }
    case "code": addCode(words, column: nil)
    case "codes", "tab": addCode(words, column: nil, isPart: true)
    case "manif": addCode(words, column: "manifestation")
    // A dash or two: the table has no code here.
    case "cell": if words.contains(where: { $0 != "-" }) { addCode(words, column: columns[column ?? ""]) }
    case "see", "use":
      if see == nil { addReference(words) }
      see = nil
    case "seecat": addReference("category \(words)")
    case "subcat": addReference("subcategory \(words)")
    case "seeAlso" where open.isEmpty: rejectReference(words)
    case "seeAlso":
      open[open.count - 1].seeAlso = (open[open.count - 1].seeAlso.map { "\($0); " } ?? "") + words
    case "mainTerm", "term":
      closeLeads()
      open.removeLast()
    default: break
    }
    text = ""
  }

  private func words(_ text: String) -> String { wordsOnly(text) }

  /// - Parameter isPart: whether it is what codes begin with.
  private mutating func addCode(_ printed: String, column: String?, isPart: Bool = false) {
    let digits = printed.utf8.filter { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "-") }
    let isCode =
      (2...7).contains(digits.count) && digits.allSatisfy { isDigit($0) || isCapital($0) } && !open.isEmpty
    guard isCode else {
      faults.append(("expected a code, found '\(printed)'", printed, line))
      return
    }
    open[open.count - 1].leads.append(
      Lead(
        column: column, code: String(decoding: digits, as: UTF8.self),
        isOpen: isPart || printed.hasSuffix("-"),
        see: see))
  }

  private mutating func addReference(_ see: String) {
    guard let last = open.indices.last else { return rejectReference(see) }
    if open[last].leads.count == 1, open[last].leads[0].see == nil {
      open[last].leads[0].see = see
    } else {
      open[last].leads.append(Lead(see: see))
    }
  }

  private mutating func rejectReference(_ see: String) {
    faults.append(("expected a term before '\(see)', found none", see, line))
  }

  /// Makes rows of what is known of the innermost term: those below refer to the first of them.
  private mutating func closeLeads() {
    guard let last = open.indices.last else { return }
    var term = open[last]
    if term.leads.isEmpty {
      guard term.id == nil else { return }
      term.leads = [Lead()]
    }
    let modifiers = words(term.modifiers)
    for lead in term.leads {
      var row = IndexTerm(
        id: terms.count + 1, system: system.id, index: .diseases,
        parent: last > 0 ? open[last - 1].id : nil, depth: last, term: words(term.title),
        modifiers: modifiers.isEmpty ? nil : modifiers, release: release, sourceLine: term.line)
      (row.column, row.code, row.isOpen, row.see) = (lead.column, lead.code, lead.isOpen, lead.see)
      if term.id == nil { row.seeAlso = term.seeAlso }
      term.id = term.id ?? row.id
      terms.append(row)
    }
    term.leads = []
    open[last] = term
  }
}
