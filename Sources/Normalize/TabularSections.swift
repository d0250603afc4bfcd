import CodeSetModel

extension Rule {
  static let tabularSection = Rule(
    "tabular-section", .note,
    "A chapter or block of the tabular list is declared, under the same title; where it is not, the list counts."
  )
}

extension NormalizedRelease {
  /// Holds the chapters and blocks of the tabular list against those that are declared for the day of the release.
  mutating func checkSections(_ table: PublishedTable<TabularRecord>, of system: CodeSystem) {
    var declared: [String: String] = [:]
    for section in SectionRange.declared(of: system, on: edition.release.effective) {
      declared[section.range] = section.title
    }
    for record in table.records where record.kind == .title {
      guard record.ownerKind == .chapter || record.ownerKind == .block else { continue }
      let printed = SectionTitle(record.text)
      let range = record.ownerKind == .block ? record.owner : printed.range ?? record.owner
      let title = declared[range]
      if title?.hasSameBytes(as: printed.title) == true { continue }
      let expected = title.map { "\(range) \($0)" } ?? "a declared chapter or block"
      findings.append(
        Rule.tabularSection.finding(
          "expected \(expected), found \(range) \(printed.title)",
          at: Place(file: table.file, line: record.line)))
    }
  }
}
