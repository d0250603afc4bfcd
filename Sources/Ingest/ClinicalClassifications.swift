import CodeSetModel

extension CCSRecord: CompanionRecord {
  package static let kind = CompanionKind(layouts: ["ahrq-ccs"], plural: "codes") {
    (source, _) throws(IngestError) in
    try ingestClinicalClassifications(
      source.file, of: source.release, system: source.system, folder: source.folder)
  }
}

/// Reads the multi-level Clinical Classifications Software of AHRQ (layout `ahrq-ccs`), in which labels are quoted
/// as in CSV, and codes by apostrophes, padded with blanks:
///
///     'ICD-9-CM CODE','CCS LVL 1','CCS LVL 1 LABEL','CCS LVL 2','CCS LVL 2 LABEL',...
///     '1370 ','1',"Infectious and parasitic diseases",'1.1',"Bacterial infection",'1.1.1',"Tuberculosis [1.]",' '," "
///
/// A code has no group below the level at which its groups end. Every line becomes a record or is rejected with a
/// finding.
///
/// - Parameter folder: the folder of the registry, to which the file is relative.
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestClinicalClassifications(
  _ file: CompanionFile, of release: Release, system: CodeSystem, folder: String
) throws(IngestError) -> IngestedCompanion<CCSRecord> {
  let names =
    ["'ICD-9-CM CODE'"] + (1...CCSRecord.levelCount).flatMap { ["'CCS LVL \($0)'", "'CCS LVL \($0) LABEL'"] }
  let lines = DelimitedLines(delimiter: UInt8(ascii: ","), fieldCount: names.count)
  var groups = IngestedCompanion<CCSRecord>(file, of: release)
  var hasHeader = false
  var seen = CodeIndex()
  var seenOn: [Int] = []
  let isOne = { (contents: UnsafeRawBufferPointer) in
    firstLines(of: contents).first.map { lines.isHeader($0, names: names) } ?? false
  }
  try groups.read(
    in: folder, kind: "multi-level CCS groups (layout ahrq-ccs)",
    where: isOne
  ) { line, groups in
    if !hasHeader {
      hasHeader = true
      return
    }
    do throws(RowFault) {
      let fields = try lines.fields(of: line)
      let code = try checkedCode(try quoted(fields[0], column: 1), of: system, column: 1)
      let record = CCSRecord(code: code, groups: try levels(fields), line: line.number)
      seenOn.append(line.number)
      if let earlier = seen.add(code) {
        throw RowFault(
          RowRule.duplicateCode, 1,
          "expected each code once, found \(code) again; the first is on line \(seenOn[earlier])")
      }
      groups.keep(record)
    } catch {
      groups.reject(error, line: line.number, text: line.text)
    }
  }
  return groups
}

/// The groups of a line, from the first level to the last that is not blank.
private func levels(_ fields: [String]) throws(RowFault) -> [CCSRecord.Group] {
  var groups: [CCSRecord.Group] = []
  for place in stride(from: 1, to: fields.count, by: 2) {
    let code = try quoted(fields[place], column: place + 1)
    let label = fields[place + 1]
    guard code.isEmpty == label.isEmpty, code.isEmpty || groups.count == place / 2 else {
      throw RowFault(
        RowRule.ccsRow, place + 1,
        "expected groups with a label each and no level left out, found level \(place / 2 + 1) '\(code)' '\(label)'"
      )
    }
    if !code.isEmpty { groups.append(CCSRecord.Group(code: code, label: label)) }
  }
  guard !groups.isEmpty else {
    throw RowFault(RowRule.ccsRow, 2, "expected a group on level 1, found none")
  }
  return groups
}

/// What is between the apostrophes of a field, without blanks.
private func quoted(_ field: String, column: Int) throws(RowFault) -> String {
  let apostrophe = UInt8(ascii: "'")
  guard field.utf8.count >= 2, field.utf8.first == apostrophe, field.utf8.last == apostrophe else {
    throw RowFault(RowRule.ccsRow, column, "expected a code between apostrophes, found \(field)")
  }
  return String(field.dropFirst().dropLast()).trimmingBlanks
}
