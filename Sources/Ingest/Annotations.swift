import CSVTables
import CodeSetModel

extension AnnotationRecord: CompanionRecord {
  package static let kind = CompanionKind(layouts: ["annotations"], plural: "annotations") {
    (source, _) throws(IngestError) in
    try ingestAnnotations(source.file, of: source.release, system: source.system, folder: source.folder)
  }
}

/// Reads an organization's annotations (layout `annotations`), a CSV:
///
///     system,code,topic,position,text,source
///     icd10cm,O34.3,overview,1,"The cervix shortens and opens without contractions ...",codeset sample
///     icd10cm,O34.3,procedure,1,"0UVC7ZZ McDonald cerclage at 14 weeks",codeset sample
///
/// Every line below the header row becomes a record or is rejected with a finding; of a text with line breaks, which no
/// record has, the first line has the finding.
///
/// - Parameter folder: the folder of the registry, to which the file is relative.
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestAnnotations(
  _ file: CompanionFile, of release: Release, system: CodeSystem, folder: String
) throws(IngestError) -> IngestedCompanion<AnnotationRecord> {
  let names = ["system", "code", "topic", "position", "text", "source"]
  let lines = DelimitedLines(delimiter: UInt8(ascii: ","), fieldCount: names.count)
  var annotations = IngestedCompanion<AnnotationRecord>(file, of: release)
  var hasHeader = false
  var seen: [AnnotationPlace: Int] = [:]
  /// Whether a quote of an earlier line is still open.
  var isWithinText = false
  let isOne = { (contents: UnsafeRawBufferPointer) in
    firstLines(of: contents).first.map { lines.isHeader($0, names: names) } ?? false
  }
  try annotations.read(
    in: folder, kind: "annotations (layout annotations)", where: isOne
  ) { line, annotations in
    if !hasHeader {
      hasHeader = true
      return
    }
    let hasOddQuotes = !line.bytes.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2)
    do throws(RowFault) {
      let fields = try lines.fields(of: line)
      isWithinText = false
      let record = try annotation(fields, of: system, line: line.number)
      if let earlier = seen.updateValue(line.number, forKey: AnnotationPlace(record)) {
        throw RowFault(
          RowRule.annotationRow, 4,
          "expected one \(record.topic.rawValue) of \(record.code) at position \(record.position), found another; "
            + "one is on line \(earlier)")
      }
      annotations.keep(record)
    } catch {
      if isWithinText {
        annotations.rejectRest(error, line: line.number, text: line.text)
        if hasOddQuotes { isWithinText = false }
      } else if error.rule == .csvSyntax, error.column == nil {
        annotations.reject(
          RowFault(
            .csvSyntax, nil,
            "expected matching quotes within the line (a text has no line break), found an open quote"),
          line: line.number, text: line.text)
        isWithinText = true
      } else {
        annotations.reject(error, line: line.number, text: line.text)
      }
    }
  }
  return annotations
}

/// What no two annotations share: a scenario may have several procedures, everything else has a position of its
/// own.
private struct AnnotationPlace: Hashable {
  var code: String
  var topic: Annotation.Topic
  var position: Int
  var procedure: String?

  init(_ record: AnnotationRecord) {
    code = record.code.uppercased().filter { $0 != "." }
    topic = record.topic
    position = record.position
    procedure = record.topic == .procedure ? record.text : nil
  }
}

private func annotation(
  _ fields: [String], of system: CodeSystem, line: Int
) throws(RowFault) -> AnnotationRecord {
  func fault(_ column: Int, _ expected: String) -> RowFault {
    RowFault(RowRule.annotationRow, column, "expected \(expected), found '\(fields[column - 1])'")
  }
  guard fields[0] == system.id else { throw fault(1, "\(system.id), as in the registry") }
  _ = try checkedCode(fields[1], of: system, column: 2)
  guard let topic = Annotation.Topic(rawValue: fields[2]) else {
    throw fault(3, "one of \(Annotation.Topic.allCases.map(\.rawValue).joined(separator: ", "))")
  }
  guard let position = Int(fields[3]), 1...9999 ~= position, fields[3].utf8.allSatisfy(isDigit) else {
    throw fault(4, "a position from 1 to 9999")
  }
  for (column, what) in [(5, "a text"), (6, "a source")] where fields[column - 1].isInvisible {
    let found = fields[column - 1].unicodeScalars.first.map { "nothing but blanks (\($0.name))" }
    throw RowFault(RowRule.annotationRow, column, "expected \(what), found \(found ?? "''")")
  }
  for column in 5...6 {
    if let scalar = fields[column - 1].unicodeScalars.first(where: \.changesTheLine) {
      throw RowFault(
        RowRule.controlCharacter, column, "expected printable characters, found \(scalar.name)")
    }
  }
  if topic == .procedure, Annotation.Procedure(beginning: fields[4]) == nil {
    throw fault(5, "a text that begins with the code of a procedure, such as 0UVC7ZZ")
  }
  return AnnotationRecord(
    system: fields[0], code: fields[1], topic: topic, position: position, text: fields[4], source: fields[5],
    line: line)
}

extension String {
  /// Whether nothing of it is to be seen: Unicode's white space and what has no width.
  fileprivate var isInvisible: Bool {
    unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint }
  }
}

extension Unicode.Scalar {
  /// The scalar as Unicode writes it: `U+200B`.
  var name: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// Whether it breaks a line or turns its direction: text that is read otherwise than it is written.
  var changesTheLine: Bool {
    switch value {
    case 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}
