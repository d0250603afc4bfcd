import CodeSetModel

extension NormalizedRelease {
  /// Takes over the groups of declared files.
  mutating func addGroups(_ records: [DeclaredGroupRecord], codes: CodeIndex) {
    for record in records {
      edition.groups.append(
        CodeGroup(
          system: edition.release.system, code: record.code,
          grouping: CodeGroup.Grouping(rawValue: record.grouping), level: record.level, group: record.group,
          title: record.title, release: edition.release.label, sourceLine: record.line))
    }
    noteUnknown(
      records.map { ($0.file, $0.code, $0.line) }, codes: codes, rule: .groupCode)
  }

  /// Takes over the flags of declared files.
  mutating func addFlags(_ records: [DeclaredFlagRecord], codes: CodeIndex) {
    for record in records {
      edition.flags.append(
        CodeFlag(
          system: edition.release.system, code: record.code, flag: CodeFlag.Flag(rawValue: record.flag),
          release: edition.release.label, sourceLine: record.line))
    }
    noteUnknown(records.map { ($0.file, $0.code, $0.line) }, codes: codes, rule: .flagCode)
  }

  /// Says which codes of declared files are none of the release, once each.
  private mutating func noteUnknown(
    _ said: [(file: String, code: String, line: Int)], codes: CodeIndex, rule: Rule
  ) {
    var unknown: [String: [(found: String, line: Int, code: String)]] = [:]
    var files: [String] = []
    var seen: Set<String> = []
    for (file, code, line) in said where codes.position(of: code) == nil {
      guard seen.insert("\(file)\t\(code)").inserted else { continue }
      if unknown[file] == nil { files.append(file) }
      unknown[file, default: []].append((code, line, code))
    }
    for file in files {
      findings += rule.findings(unknown[file] ?? [], expected: "a code of \(releaseName)", in: file)
    }
  }
}
