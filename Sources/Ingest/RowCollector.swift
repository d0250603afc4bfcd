import CodeSetModel

/// Turns the rows of one release into records, one row at a time: each becomes a record or is rejected with
/// a finding.
struct RowCollector {
  let release: Release
  let system: CodeSystem
  private(set) var records: [OrderRecord] = []
  private(set) var rejected: [Rejected] = []
  private(set) var rowCount = 0
  /// Whether so many rows are rejected that the file is.
  private(set) var rejection = Rejection()
  var findings: [Diagnostic] = []
  /// The codes of `records` and of the duplicates that were rejected, and the line of each.
  private(set) var codes: CodeIndex
  private var codeLines: [Int] = []
  /// How many codes are formed as this known code set forms its own, to tell a file of the wrong one.
  private(set) var wellFormed: [String: Int] = [:]
  /// The codes that zeros before them would make well formed, and what they may have been.
  private(set) var withoutZeros: [(found: String, codes: [String])] = []

  init(release: Release, system: CodeSystem, expectedRows: Int) {
    self.release = release
    self.system = system
    records.reserveCapacity(expectedRows)
    codeLines.reserveCapacity(expectedRows)
    codes = CodeIndex(minimumCapacity: expectedRows)
  }

  /// Keeps a record, unless its code is on an earlier line.
  ///
  /// - Returns: whether it is kept.
  @discardableResult
  mutating func keep(
    _ record: OrderRecord, codeColumn: Int, text: @autoclosure () -> String
  ) -> Bool {
    rowCount += 1
    codeLines.append(record.line)
    if let earlier = codes.add(record.code) {
      reject(
        RowRule.duplicateCode,
        "expected each code once, found \(record.code) again; the first is on line \(codeLines[earlier])",
        line: record.line, column: codeColumn, text: text(), code: record.code, counting: false)
      return false
    }
    records.append(record)
    return true
  }

  /// Rejects a row, with the finding that says why.
  ///
  /// - Parameter first: the first line of the row, where the fault is on a later one.
  mutating func reject(
    _ rule: Rule, _ message: String, line: Int, column: Int?, text: String, first: Int? = nil,
    code: String? = nil,
    counting: Bool = true
  ) {
    if counting { rowCount += 1 }
    guard rejection.admits(text) else { return }
    let place = Place(file: release.fileDescription, line: line, column: column)
    findings.append(rule.finding(message, at: place, code: code))
    rejected.append(
      Rejected(
        system: release.system, release: release.label, file: release.file, member: release.member,
        line: first ?? line,
        rule: rule.id, message: message, text: text))
  }

  /// Counts a code that this code set could not have written, under those that could have. Many a slip is formed
  /// like a modifier: code sets that have some do not count.
  mutating func countMisfit(_ code: UnsafeRawBufferPointer) {
    for other in CodeSystem.all
    where other.id != system.id && other.hierarchy != .none && other.isWellFormed(code) {
      wellFormed[other.name, default: 0] += 1
    }
    let padded = withZeros(code).filter { $0.withUnsafeBytes(system.isWellFormed) }
    if !padded.isEmpty {
      withoutZeros.append((string(code), padded.map { String(decoding: $0, as: UTF8.self) }))
    }
  }

  /// The digits that a code may have been before it lost its leading zeros.
  private func withZeros(_ code: UnsafeRawBufferPointer) -> [[UInt8]] {
    let longest = 8
    guard !code.isEmpty, code.count < longest, code.allSatisfy(isDigit) else { return [] }
    return (1...longest - code.count).map { Array(repeating: UInt8(ascii: "0"), count: $0) + code }
  }

  /// Takes the parent of a record away, where it is none.
  mutating func clearParent(at place: Int) { records[place].parent = nil }

  /// Takes the codes below which another stands for headers.
  mutating func useLeaves() {
    if system.hierarchy == .stated {
      let parents = Set(records.compactMap(\.parent))
      for place in records.indices where parents.contains(records[place].code) {
        records[place].isValidForSubmission = false
      }
      return
    }
    let index = CodeIndex(records.map(\.code))
    for record in records {
      guard let parent = index.positionOfLongestPrefix(of: record.code) else { continue }
      records[parent].isValidForSubmission = false
    }
  }
}

/// How many rows of a file are rejected: where most of a large file is, the file is refused, not each of its rows.
struct Rejection {
  private var rows = 0
  private var bytes = 0

  var isTooMuch: Bool { rows > Limit.rejectedRows || bytes > Limit.rejectedBytes }

  /// Counts a row, and says whether it is to be kept among those that are rejected.
  mutating func admits(_ text: String) -> Bool {
    rows += 1
    bytes += text.utf8.count
    return !isTooMuch
  }

  /// - Throws: `IngestError` where too many rows are rejected, with the first finding.
  func check(_ findings: [Diagnostic], file: String) throws(IngestError) {
    guard isTooMuch else { return }
    let first = findings.first { $0.severity == .error } ?? findings.first
    throw .notAsRegistered(
      "\(file): expected a file of which at most \(Limit.rejectedRows) rows and \(Limit.rejectedBytes) bytes are rejected, "
        + "found more, the first: \(first.map(\.description) ?? "none")")
  }
}

/// The rules that each row of a release is in the build to.
enum RowRule {
  static let blankLine = Rule("blank-line", .note, "A line holds a record.")
  static let controlCharacter = Rule(
    "control-character", .error, "A row holds printable characters only.")
  static let tab = Rule("tab", .error, "The columns of a fixed-width line are filled with blanks, not tabs.")
  static let lineLength = Rule("line-length", .error, "A fixed-width line reaches its last field.")
  static let columnGap = Rule("column-gap", .error, "The columns between two fields are blank.")
  static let orderNumber = Rule("order-number", .error, "An order number is made of digits.")
  static let codeForm = Rule(
    "code-form", .error, "A code is there, and formed as its code set forms codes.")
  static let flag = Rule("flag", .error, "The flag is 0 (header) or 1 (valid for submission).")
  static let emptyTitle = Rule("empty-title", .error, "A row has a short and a long title.")
  static let titleLength = Rule(
    "title-length", .error, "A title has at most \(Limit.title) bytes.")
  static let duplicateCode = Rule("duplicate-code", .error, "A code is on one line of a release.")
  static let repeatedCode = Rule(
    "repeated-code", .note, "A code is on one line of a file, or its declaration says which line counts.")
  static let parentCode = Rule(
    "parent-code", .error, "The parent that a row states is a code of the file, and not below its own code.")
  static let fieldCount = Rule("field-count", .error, "A CSV record has as many fields as the header row.")
  static let unknownColumn = Rule("unknown-column", .note, "A column of the header row is one that is read.")
  static let titleNewline = Rule("title-newline", .note, "A title is on one line.")
  static let shortTitle = Rule(
    "short-title", .error, "A file of short titles has one for each code that has a long title.")
  static let addendaAction = Rule(
    "addenda-action", .error,
    "A row of the addenda begins with Add:, Delete:, Revise from: or Revise to:.")
  static let addendaPair = Rule(
    "addenda-pair", .error, "A Revise from: is followed by the Revise to: of the same code.")
  static let addendaRepeated = Rule(
    "addenda-repeated", .error, "The addenda add, delete or revise a code once.")
  static let addendaFooter = Rule(
    "addenda-footer", .error,
    "The footer of the addenda is left out, or holds every figure once and no row after it.")
  static let conversionRow = Rule(
    "conversion-row", .warning, "A row of the conversion table has a code, a date and the codes before.")
  static let gemRow = Rule(
    "gem-row", .error, "A row of the equivalence mappings has a code, its target and five flags.")
  static let poaRow = Rule(
    "poa-row", .error, "A row of the POA-exempt list has an order number, a code and a title.")
  static let annotationRow = Rule(
    "annotation-row", .error,
    "A row of annotations has its code set, a code, a known topic, a position of its own, a text and a source."
  )
  static let synonymRow = Rule(
    "synonym-row", .error,
    "A row of synonyms has words and a meaning that no other row has together, and a source, each with a letter or digit."
  )
  static let ccsRow = Rule(
    "ccs-row", .error,
    "A row of the CCS has a code between apostrophes, and a group with a label on each level it has.")
  static let declaredRow = Rule(
    "declared-row", .error,
    "A row of a declared file has a code, and in its other columns what the declaration says, once for each code."
  )
  static let tabularElement = Rule(
    "tabular-element", .warning, "An element of a tabular list is a known one, and names what it is about.")
  static let indexElement = Rule(
    "index-element", .warning, "An element of an index is a known one, and a code in it is formed as one.")
  static let pcsElement = Rule(
    "pcs-element", .warning,
    "An element of the tables or definitions of ICD-10-PCS is a known one, and holds as many as it says.")

  static let preamble = Rule("preamble", .note, "A file of records begins with its first record.")
  static let recordLength = Rule("record-length", .note, "A line of an HCPCS file has 320 columns.")
  static let recordID = Rule(
    "record-id", .error, "A line of an HCPCS file is the first one of a record, or goes on with one.")
  static let recordSequence = Rule(
    "record-sequence", .error, "The lines of a record follow each other, numbered 00100, 00200, 00300.")
  static let recordField = Rule(
    "record-field", .error, "The dates and numbers of a record are such, and no code ends before it is added."
  )
  static let groupDate = Rule("group-date", .warning, "The date of a payment group is a day.")

  static let all = [
    blankLine, controlCharacter, tab, lineLength, columnGap, orderNumber, codeForm, flag, emptyTitle,
    titleLength,
    duplicateCode, repeatedCode, parentCode, fieldCount, unknownColumn, titleNewline, shortTitle,
    addendaAction, addendaPair,
    addendaRepeated,
    addendaFooter,
    conversionRow, preamble, recordLength, recordID, recordSequence, recordField, groupDate, gemRow, poaRow,
    ccsRow, annotationRow, synonymRow, declaredRow, tabularElement, indexElement, pcsElement,
  ]
}
