import CodeSetModel

extension Rule {
  static let groupCode = Rule("group-code", .warning, "A code that is grouped is a code of the release.")
  static let groupTitle = Rule("group-title", .note, "A group has one title.")
}

extension NormalizedRelease {
  /// Takes over the Clinical Classifications Software: a row for each level on which a code has a group.
  mutating func addGroups(_ table: PublishedTable<CCSRecord>, codes: CodeIndex) {
    var unknown: [(found: String, line: Int, code: String)] = []
    var otherTitle = unknown
    var titles: [String: [String]] = [:]
    for record in table.records {
      for (place, group) in record.groups.enumerated() {
        let known = titles[group.code] ?? []
        // One title in memory for the thousands of codes that share it.
        let title = known.first { $0 == group.label } ?? group.label
        if !known.contains(title) {
          titles[group.code] = known + [title]
          if let first = known.first {
            otherTitle.append(("\"\(title)\" beside \"\(first)\"", record.line, record.code))
          }
        }
        edition.groups.append(
          CodeGroup(
            system: edition.release.system, code: record.code, grouping: .ccs, level: place + 1,
            group: group.code, title: title, release: edition.release.label, sourceLine: record.line))
      }
      if codes.position(of: record.code) == nil { unknown.append((record.code, record.line, record.code)) }
    }
    findings += Rule.groupCode.findings(unknown, expected: "a code of \(releaseName)", in: table.file)
    findings += Rule.groupTitle.findings(otherTitle, expected: "one title of each group", in: table.file)
  }
}
