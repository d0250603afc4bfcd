import CodeSetModel

extension GEMRecord: CompanionRecord {
  package static let kind = CompanionKind(layouts: ["gem"], plural: "mappings") {
    (source, _) throws(IngestError) in
    try ingestEquivalenceMappings(
      source.file, of: source.release, system: source.system, folder: source.folder)
  }
}

/// Reads the General Equivalence Mappings from a release's code set to another (layout `gem`):
///
///     A000    0010  00000
///     T8853XD v5889 10000
///     0016070 0231  10000
///
/// Every line becomes a record or is rejected with a finding.
///
/// - Parameter folder: the folder of the registry, to which the file is relative.
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestEquivalenceMappings(
  _ file: CompanionFile, of release: Release, system: CodeSystem, folder: String
) throws(IngestError) -> IngestedCompanion<GEMRecord> {
  guard let target = system.equivalent else {
    throw .notAsRegistered(
      "\(file.description): expected a code set that has General Equivalence Mappings, found \(system.name)")
  }
  var mappings = IngestedCompanion<GEMRecord>(file, of: release)
  var likeOthers: [String: Int] = [:]
  try mappings.read(
    in: folder, kind: "General Equivalence Mappings (layout gem)",
    where: beginsLikeMappings
  ) { line, mappings in
    do throws(RowFault) {
      mappings.keep(try record(on: line, from: system, to: target))
    } catch {
      if error.rule == RowRule.codeForm, let other = direction(of: line) {
        likeOthers[other, default: 0] += 1
      }
      mappings.reject(error, line: line.number, text: line.text)
    }
  }
  // Codes of one direction may fit another as well; those that do not fit decide.
  let rowCount = mappings.records.count + mappings.rejected.count
  if let (other, count) = likeOthers.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
    count * 10 > rowCount
  {
    throw .notAsRegistered(
      "\(file.description): expected mappings from \(system.name) to \(target.name), found \(count) of \(rowCount) "
        + "that lead \(other)")
  }
  return mappings
}

/// Whether one of the first lines is formed like a mapping.
private func beginsLikeMappings(_ contents: UnsafeRawBufferPointer) -> Bool {
  firstLines(of: contents).contains { isMapping(fields(of: UnsafeRawBufferPointer(rebasing: $0))) }
}

private func record(
  on line: TextLine, from system: CodeSystem, to target: CodeSystem
) throws(RowFault) -> GEMRecord {
  if let (offset, value) = firstControlCharacter(in: line.bytes) {
    throw RowFault(
      RowRule.controlCharacter, line.column(ofByteAt: offset),
      "expected printable characters, found the control character \(hexadecimal(value))")
  }
  let fields = fields(of: line.bytes)
  guard isMapping(fields) else {
    throw RowFault(
      RowRule.gemRow, nil,
      "expected a code, its target and five flags, three of them 0 or 1, found '\(line.text)'")
  }
  let record = GEMRecord(
    source: string(fields[0].bytes), target: string(fields[1].bytes), flags: string(fields[2].bytes),
    line: line.number)
  _ = try checkedCode(fields[0].bytes, of: system, column: fields[0].column)
  if !GEMRecord.noTargets.contains(record.target) {
    _ = try checkedCode(fields[1].bytes, of: target, column: fields[1].column)
  }
  return record
}

/// The parts of a line between its blanks, each with its column.
private func fields(of line: UnsafeRawBufferPointer) -> [(bytes: UnsafeRawBufferPointer, column: Int)] {
  line.split(separator: UInt8(ascii: " ")).map { field in
    (UnsafeRawBufferPointer(rebasing: field), field.startIndex + 1)
  }
}

/// Whether these are the fields of a mapping: two codes, three flags that are 0 or 1, and two numbers.
private func isMapping(_ fields: [(bytes: UnsafeRawBufferPointer, column: Int)]) -> Bool {
  guard fields.count == 3, fields[2].bytes.count == 5 else { return false }
  return fields[2].bytes.prefix(3).allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "1") }
    && fields[2].bytes.allSatisfy(isDigit)
}

/// In which direction a line leads that could be one of another file, for a sentence.
private func direction(of line: TextLine) -> String? {
  CodeSystem.all.lazy.compactMap { system -> String? in
    guard let target = system.equivalent else { return nil }
    let leads = (try? record(on: line, from: system, to: target)) != nil
    return leads ? "from \(system.name) to \(target.name)" : nil
  }.first
}
