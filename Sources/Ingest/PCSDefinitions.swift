import CodeSetModel

extension PCSDefinitionRecord: CompanionRecord {
  package static let kind = CompanionKind(layouts: ["icd10pcs-definitions"], plural: "texts") {
    (source, _) throws(IngestError) in
    try ingestPCSDefinitions(source.file, of: source.release, system: source.system, folder: source.folder)
  }
}

/// Reads the definitions of ICD-10-PCS (layout `icd10pcs-definitions`). The aggregation of devices at the end of the
/// file is counted, and not kept.
///
/// - Parameter folder: the folder of the registry, to which the file is relative.
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestPCSDefinitions(
  _ file: CompanionFile, of release: Release, system: CodeSystem, folder: String
) throws(IngestError) -> IngestedCompanion<PCSDefinitionRecord> {
  var definitions = IngestedCompanion<PCSDefinitionRecord>(file, of: release)
  let source = try definitions.open(in: folder)
  let read = try readXML(source.contents, with: PCSDefinitionsReader(of: release), name: source.name)
  guard !read.records.isEmpty else {
    let found = source.contents.withUnsafeBytes { "\(Appearance(of: $0))" }
    throw .notAsRegistered(
      "\(source.name): expected definitions of ICD-10-PCS (layout icd10pcs-definitions), found none in \(found)"
    )
  }
  for record in read.records { definitions.keep(record) }
  definitions.note([], read.unknown)
  if let first = read.aggregates.first {
    var finding = RowRule.pcsElement.finding(
      "expected definitions, found also \(read.aggregates.count) aggregations of devices, which are not kept",
      at: Place(file: definitions.name, line: first))
    finding.severity = .note
    definitions.note(finding)
  }
  return definitions
}

/// Reads the definitions as CMS publishes them in XML: of each section and axis the terms, of each its texts.
struct PCSDefinitionsReader: XMLElementReader {
  private(set) var records: [PCSDefinitionRecord] = []
  /// Elements that no edition before had, with the line they begin on.
  private(set) var unknown: [(element: String, line: Int)] = []
  /// The lines on which an aggregation of devices begins.
  private(set) var aggregates: [Int] = []

  private let release: Release
  private var path: [String] = []
  private var section = ""
  private var position = 0
  private var axis = ""
  private var term = ""
  private var text = ""
  private var line = 0
  /// How many texts of each kind each term of the axis has: some are listed twice.
  private var counts: [String: Int] = [:]

  private static let known: Set = [
    "ICD10PCS.definitions", "version", "title", "section", "axis", "terms", "definition", "explanation",
    "includes", "deviceAggregation", "aggregate", "device", "operation", "bodySys", "parent",
  ]

  init(of release: Release) {
    self.release = release
  }

  mutating func begin(_ element: String, _ attributes: [String: String], line: Int) {
    path.append(element)
    text = ""
    self.line = line
    switch element {
    case "section": section = attributes["code"] ?? ""
    case "axis":
      position = attributes["pos"].flatMap { Int($0) } ?? 0
      counts = [:]
    case "aggregate": aggregates.append(line)
    default: if !Self.known.contains(element) { unknown.append((element, line)) }
    }
  }

  mutating func text(_ piece: String) { text += piece }

  mutating func end(_ element: String) {
    path.removeLast()
    switch (element, path.last) {
    case ("title", "axis"): axis = wordsOnly(text)
    case ("title", "terms"): term = wordsOnly(text)
    default: if let kind = PCSDefinitionRecord.Kind(rawValue: element) { add(kind) }
    }
    text = ""
  }

  private mutating func add(_ kind: PCSDefinitionRecord.Kind) {
    let number = counts["\(kind) \(term)", default: 0] + 1
    counts["\(kind) \(term)"] = number
    records.append(
      PCSDefinitionRecord(
        of: release, section: section, position: position, axis: axis, term: term, kind: kind, number: number,
        text: wordsOnly(text), line: line))
  }
}
