import CodeSetModel

extension DeclaredFlagRecord: CompanionRecord {
  package static let kind = CompanionKind(layouts: [], plural: "rows") { (source, _) throws(IngestError) in
    try ingestDeclaredFlags(source)
  }
}

extension DeclaredGroupRecord: CompanionRecord {
  package static let kind = CompanionKind(layouts: [], plural: "rows") { (source, _) throws(IngestError) in
    try ingestDeclaredGroups(source)
  }
}

/// How a file is read whose layout a JSON file declares.
extension DeclaredCompanion {
  package var kind: CompanionKind {
    switch role {
    case .groups: DeclaredGroupRecord.kind
    case .flags: DeclaredFlagRecord.kind
    default: Self.crosswalkKind
    }
  }

  private static let crosswalkKind = CompanionKind(layouts: [], plural: "mappings") {
    (source, _) throws(IngestError) in try ingestDeclaredCrosswalk(source)
  }
}

/// The rows of a declared file, each read into records or rejected with a finding.
private func readDeclared<Record: Sendable>(
  _ source: CompanionSource,
  _ records: (DeclaredRow, DeclaredCompanion, String) throws(RowFault) -> [Record]
) throws(IngestError) -> IngestedCompanion<Record> {
  guard let declared = source.file.declaration else {
    preconditionFailure("\(source.file.description) has no declaration")
  }
  var read = IngestedCompanion<Record>(source.file, of: source.release)
  let file = try DeclaredRows(try read.open(in: source.folder), table: declared.table)
  read.note(file.notes)
  for other in file.others { read.reject(other.fault, line: other.line, text: other.text) }
  for row in file.rows {
    do throws(RowFault) {
      let code = try declaredCode(
        row.text("code"), of: source.system, ignoringCase: declared.table.ignoresCase,
        column: row.column("code"))
      for record in try records(row, declared, code) { read.keep(record) }
      read.keptRows += 1
    } catch {
      read.reject(error, line: row.line, text: row.text)
    }
  }
  guard read.keptRows > 0 || !read.rejected.isEmpty else {
    throw .notAsRegistered("\(source.file.description): expected rows (layout \(declared.name)), found none")
  }
  return read
}

/// Reads the groups of codes:
///
///     A0103,115,CMS-HCC ESRD Model V21
private func ingestDeclaredGroups(
  _ source: CompanionSource
) throws(IngestError) -> IngestedCompanion<DeclaredGroupRecord> {
  var seen: Set<String> = []
  let file = source.file.description
  return try readDeclared(source) { (row, declared, code) throws(RowFault) in
    var records: [DeclaredGroupRecord] = []
    for (place, group) in declared.groups.enumerated() {
      let key = "groups[\(place)]"
      if let words = group.condition, !(try isTrue(row, "\(key).when", words, declared.table)) { continue }
      let name = row.text("\(key).group")
      let title = row.text("\(key).title")
      let grouping = group.grouping ?? row.text("\(key).grouping")
      // A code may have no group on a level.
      if name.isEmpty, title.isEmpty { continue }
      guard !name.isEmpty, !grouping.isEmpty else {
        throw RowFault(
          RowRule.declaredRow, row.column(name.isEmpty ? "\(key).group" : "\(key).grouping"),
          "expected a group of \(code), found blanks")
      }
      guard seen.insert("\(code)\t\(grouping)\t\(group.level)\t\(name)").inserted else {
        throw RowFault(
          RowRule.declaredRow, row.column("\(key).group"),
          "expected each group of \(code) once, found \(grouping) \(name) again")
      }
      records.append(
        DeclaredGroupRecord(
          code: code, grouping: grouping, level: group.level, group: name, title: title, file: file,
          line: row.line))
    }
    return records
  }
}

/// Reads the flags of codes:
///
///     'A0221',"Salmonella meningitis",1
private func ingestDeclaredFlags(
  _ source: CompanionSource
) throws(IngestError) -> IngestedCompanion<DeclaredFlagRecord> {
  var seen: Set<String> = []
  let file = source.file.description
  return try readDeclared(source) { (row, declared, code) throws(RowFault) in
    guard seen.insert(code).inserted else {
      throw RowFault(RowRule.declaredRow, row.column("code"), "expected each code once, found \(code) again")
    }
    var records: [DeclaredFlagRecord] = []
    for (place, flag) in declared.flags.enumerated() {
      if let words = flag.words, !(try isTrue(row, "flags[\(place)]", words, declared.table)) { continue }
      records.append(DeclaredFlagRecord(code: code, flag: flag.flag, file: file, line: row.line))
    }
    return records
  }
}

/// Reads the codes of another code set:
///
///     A000,0010,00000,0,0,0,0,0
private func ingestDeclaredCrosswalk(
  _ source: CompanionSource
) throws(IngestError) -> IngestedCompanion<GEMRecord> {
  let file = source.file.description
  return try readDeclared(source) { (row, declared, code) throws(RowFault) in
    let target = row.text("target")
    let hasTarget = !declared.noTarget.contains(target)
    var written = target.filter { $0 != "." }
    if let system = CodeSystem(id: declared.targetSystem), hasTarget {
      written = try declaredCode(target, of: system, ignoringCase: true, column: row.column("target"))
    }
    var flags = ""
    for (key, highest) in [
      ("approximate", 1), ("no_map", 1), ("combination", 1), ("scenario", 9), ("choice_list", 9),
    ] {
      let text = row.text(key)
      let isStated = declared.table.column(key) != nil
      // Where the file does not say it, no mapping is exact, a code without a target has none, and the rest is not so.
      let isSo = key == "approximate" || key == "no_map" && !hasTarget
      let value = isStated ? text : isSo ? "1" : "0"
      guard let number = Int(value), (0...highest).contains(number) else {
        throw RowFault(
          RowRule.declaredRow, row.column(key),
          "expected a number from 0 to \(highest) as \(key), found '\(text)'")
      }
      flags += String(number)
    }
    return [
      GEMRecord(
        source: code, target: hasTarget ? written : GEMRecord.noTargets[0], flags: flags, line: row.line,
        targetSystem: declared.targetSystem, file: file)
    ]
  }
}

/// Whether a column says yes.
private func isTrue(
  _ row: DeclaredRow, _ key: String, _ words: DeclaredCompanion.Words, _ table: DeclaredTable
) throws(RowFault) -> Bool {
  let value = row.text(key)
  if table.holds(words.yes, value) { return true }
  if table.holds(words.no, value) { return false }
  throw RowFault(
    RowRule.declaredRow, row.column(key),
    "expected one of \((words.yes + words.no).map { "'\($0)'" }.joined(separator: ", ")), found '\(printable(value))'"
  )
}
