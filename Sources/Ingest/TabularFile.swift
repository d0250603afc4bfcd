import CodeSetModel

extension TabularRecord: CompanionRecord {
  package static let kind = CompanionKind(layouts: ["icd10cm-tabular"], plural: "lines") {
    (source, _) throws(IngestError) in
    try ingestTabularList(source.file, of: source.release, system: source.system, folder: source.folder)
  }
}

/// Reads the tabular list of ICD-10-CM (layout `icd10cm-tabular`). Every line of its titles and notes becomes a record,
/// or is rejected with a finding.
///
/// - Parameter folder: the folder of the registry, to which the file is relative.
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestTabularList(
  _ file: CompanionFile, of release: Release, system: CodeSystem, folder: String
) throws(IngestError) -> IngestedCompanion<TabularRecord> {
  var list = IngestedCompanion<TabularRecord>(file, of: release)
  let source = try list.open(in: folder)
  let read = try readXML(source.contents, with: TabularListReader(), name: source.name)
  guard read.records.contains(where: { $0.ownerKind == .code }) else {
    let found = source.contents.withUnsafeBytes { "\(Appearance(of: $0))" }
    throw .notAsRegistered(
      "\(source.name): expected a tabular list (layout icd10cm-tabular), found no codes in \(found)")
  }
  var codes: [String: RowFault?] = [:]
  for record in read.records {
    let fault = record.ownerKind == .code ? codeFault(of: record.owner, in: system, known: &codes) : nil
    if let fault {
      list.reject(fault, line: record.line, text: record.text)
    } else {
      list.keep(record)
    }
  }
  for element in read.unknown {
    list.reject(
      RowFault(RowRule.tabularElement, nil, "expected a known element, found <\(element.element)>"),
      line: element.line, text: element.text)
  }
  for nameless in read.nameless {
    let expected =
      nameless.text.isEmpty ? "a text, found none" : "the name of a chapter, block or code before its lines"
    list.reject(
      RowFault(RowRule.tabularElement, nil, "expected \(expected)"), line: nameless.line, text: nameless.text)
  }
  return list
}

/// What is wrong with a code as printed, if anything is.
private func codeFault(
  of code: String, in system: CodeSystem, known: inout [String: RowFault?]
) -> RowFault? {
  if let fault = known[code] { return fault }
  var fault: RowFault?
  do throws(RowFault) { _ = try checkedCode(code, of: system, column: 0) } catch {
    fault = RowFault(error.rule, nil, error.message)
  }
  known[code] = .some(fault)
  return fault
}
