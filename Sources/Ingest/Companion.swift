import CodeSetModel
import Files

/// A file that the registry names beside a release's codes.
package struct CompanionFile: Hashable, Sendable {
  package var role: InputFile.Role
  /// Which of the release's files of this role it is, from 1.
  package var number = 1
  /// How it is written, as the registry says it; blank where the role has one layout alone.
  package var layout: String
  /// The file, relative to the registry's folder.
  package var file: String
  package var member: String?
  /// The SHA-256 that the file must have, where the registry states one.
  package var expectedSHA256: String?
  /// How the file is laid out, where a JSON file declares it.
  package var declaration: DeclaredCompanion?
  /// That JSON file, where it is none that the program brings along.
  package var declarationFile: InputFile?

  package init(
    role: InputFile.Role, layout: String = "", file: String, member: String?, expectedSHA256: String?
  ) {
    self.role = role
    self.layout = layout
    self.file = file
    self.member = member
    self.expectedSHA256 = expectedSHA256
  }

  /// The file for people: `FILE`, or `FILE.zip/MEMBER`.
  package var description: String { member.map { "\(file)/\($0)" } ?? file }
}

/// What ingest makes of a file whose rows say more of a release's codes: every row kept or rejected.
package struct IngestedCompanion<Record: Sendable>: Sendable {
  /// The records, in the order of the file.
  package private(set) var records: [Record] = []
  package private(set) var rejected: [Rejected] = []
  package private(set) var findings: [Diagnostic] = []
  /// The rows of further tables, and how many they are.
  package private(set) var further = Companions()
  private(set) var furtherCount = 0
  /// Whether so many rows are rejected that the file is.
  private(set) var rejection = Rejection()
  /// How many rows were kept where a row becomes several records, or none.
  var keptRows = 0
  /// The SHA-256 of the file, in lower-case hexadecimal, and its size in bytes.
  package private(set) var sha256 = ""
  package private(set) var fileSize = 0
  private let file: CompanionFile
  private let release: Release

  init(_ file: CompanionFile, of release: Release) {
    self.file = file
    self.release = release
  }

  /// The file for people: `FILE`, or `FILE.zip/MEMBER`.
  package var name: String { file.description }

  /// The records with the name of their file.
  package var table: PublishedTable<Record> { PublishedTable(file: file.description, records: records) }

  mutating func keep(_ record: Record) { records.append(record) }

  /// Keeps the rows of a further table, beside the records.
  mutating func keep<Row: StageRow & Sendable>(further rows: [Row]) {
    further.add(PublishedTable(file: file.description, records: rows))
    furtherCount += rows.count
  }

  /// Adds what is to be said of a row that is kept, or of the file.
  mutating func note(_ finding: Diagnostic) { findings.append(finding) }

  mutating func note(_ more: [Diagnostic]) { findings += more }

  /// Rejects a row, with the finding that says why.
  mutating func reject(_ fault: RowFault, line: Int, text: String, code: String? = nil) {
    let place = Place(file: file.description, line: line, column: fault.column)
    if !rejection.isTooMuch { findings.append(fault.rule.finding(fault.message, at: place, code: code)) }
    rejectRest(fault, line: line, text: text)
  }

  /// Rejects a line that belongs to the row rejected before, whose finding is enough.
  mutating func rejectRest(_ fault: RowFault, line: Int, text: String) {
    guard rejection.admits(text) else { return }
    rejected.append(
      Rejected(
        system: release.system, release: release.label, file: file.file, member: file.member, line: line,
        rule: fault.rule.id, message: fault.message, text: text, role: file.role, number: file.number))
  }

  /// Reads the bytes of the file, which has its hash and size from then on.
  mutating func open(in folder: String) throws(IngestError) -> SourceFile {
    let source = try SourceFile(
      path: Files.path(of: file.file, in: folder), name: file.file, member: file.member,
      expecting: file.expectedSHA256)
    sha256 = source.sha256
    fileSize = source.size
    return source
  }

  /// Reads the file line by line.
  ///
  /// - Parameters:
  ///   - isExpected: whether the beginning of the file looks like one of this kind.
  ///   - kind: what such a file is called, for the sentence that refuses another.
  ///   - read: what is to be done with a line.
  /// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
  mutating func read(
    in folder: String, kind: String, expectingCRLF: Bool = false,
    where isExpected: (UnsafeRawBufferPointer) -> Bool,
    _ read: (TextLine, inout Self) -> Void
  ) throws(IngestError) {
    let source = try open(in: folder)
    var notes: [Diagnostic] = []
    let refusal: String? = source.contents.withUnsafeBytes { contents in
      guard isExpected(contents) else { return "\(Appearance(of: contents))" }
      let form = forEachLine(of: contents, file: source.name, into: &notes) { line, _ in
        if line.bytes.allSatisfy(isBlank) {
          reject(
            RowFault(RowRule.blankLine, nil, "expected a record, found a blank line"), line: line.number,
            text: "")
        } else {
          read(line, &self)
        }
      }
      notes += form.notes(file: source.name, expectingCRLF: expectingCRLF)
      return records.isEmpty && rejected.isEmpty ? "a header row alone" : nil
    }
    if let refusal { throw .notAsRegistered("\(source.name): expected \(kind), found \(refusal)") }
    findings += notes
  }
}

/// The lines at the beginning of a text file that are not blank, without their line ends and a byte-order mark.
func firstLines(of contents: UnsafeRawBufferPointer) -> [Slice<UnsafeRawBufferPointer>] {
  let beginning = contents.prefix(20_000).drop { $0 >= 0x80 }
  return beginning.split(separator: UInt8(ascii: "\n")).prefix(50).map { line in
    line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }.filter { !$0.allSatisfy(isBlank) }
}

/// A code in capital letters, where it is one of a code set then; publishers print a few in small letters.
func checkedCode(
  _ code: UnsafeRawBufferPointer, of system: CodeSystem, column: Int
) throws(RowFault) -> String {
  if system.isWellFormed(code) { return string(code) }
  let capitals = string(code).uppercased()
  guard Array(capitals.utf8).withUnsafeBytes({ system.isWellFormed($0) }) else {
    throw misfit(code, of: system, column: column)
  }
  return capitals
}

/// A code as written, with its dot in the right place or without one, undotted and in capital letters.
func checkedCode(_ written: String, of system: CodeSystem, column: Int) throws(RowFault) -> String {
  let undotted = Array(written.utf8.filter { $0 != UInt8(ascii: ".") })
  let code: String = try undotted.withUnsafeBufferPointer { (bytes) throws(RowFault) in
    try checkedCode(UnsafeRawBufferPointer(bytes), of: system, column: column)
  }
  guard undotted.count == written.utf8.count || system.displayCode(code) == written.uppercased() else {
    throw RowFault(RowRule.codeForm, column, "expected \(system.displayCode(code)), found '\(written)'")
  }
  return code
}
