import CodeSetModel

extension POAExemptRecord: CompanionRecord {
  package static let kind = CompanionKind(layouts: ["poa-exempt"], plural: "codes") {
    (source, _) throws(IngestError) in
    try ingestPOAExempt(source.file, of: source.release, system: source.system, folder: source.folder)
  }
}

/// Reads the list of diagnoses that are exempt from reporting whether they were present on admission (layout
/// `poa-exempt`), tab-separated:
///
///     OrdFY25	POAexemptCode	Description
///     01236	B90.0	Sequelae of central nervous system tuberculosis
///     12128	I69.065	"Other paralytic syndrome following nontraumatic subarachnoid hemorrhage, bilateral"
///
/// The first name of the header row changes each year. Every line below it becomes a record or is rejected with a
/// finding.
///
/// - Parameter folder: the folder of the registry, to which the file is relative.
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestPOAExempt(
  _ file: CompanionFile, of release: Release, system: CodeSystem, folder: String
) throws(IngestError) -> IngestedCompanion<POAExemptRecord> {
  let names = [nil, "POAexemptCode", "Description"]
  let lines = DelimitedLines(delimiter: UInt8(ascii: "\t"), fieldCount: names.count)
  var list = IngestedCompanion<POAExemptRecord>(file, of: release)
  var hasHeader = false
  var seen = CodeIndex()
  var seenOn: [Int] = []
  let isOne = { (contents: UnsafeRawBufferPointer) in
    firstLines(of: contents).first.map { lines.isHeader($0, names: names) } ?? false
  }
  try list.read(
    in: folder, kind: "a list of POA-exempt codes (layout poa-exempt)",
    where: isOne
  ) { line, list in
    if !hasHeader {
      hasHeader = true
      return
    }
    do throws(RowFault) {
      let fields = try lines.fields(of: line)
      guard !fields[0].isEmpty, fields[0].utf8.allSatisfy(isDigit), !fields[2].isEmpty else {
        throw RowFault(
          RowRule.poaRow, fields[2].isEmpty ? 3 : 1,
          "expected an order number, a code and a title, found '\(fields[0])', '\(fields[1])', '\(fields[2])'"
        )
      }
      let code = try checkedCode(fields[1], of: system, column: 2)
      seenOn.append(line.number)
      if let earlier = seen.add(code) {
        throw RowFault(
          RowRule.duplicateCode, 2,
          "expected each code once, found \(code) again; the first is on line \(seenOn[earlier])")
      }
      list.keep(POAExemptRecord(orderNumber: fields[0], code: fields[1], title: fields[2], line: line.number))
    } catch {
      list.reject(error, line: line.number, text: line.text)
    }
  }
  return list
}
