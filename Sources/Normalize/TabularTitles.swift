import CodeSetModel

extension Rule {
  static let tabularTitle = Rule(
    "tabular-title", .warning,
    "The tabular list and the file of codes give a code the same title, but for accents.")
}

extension NormalizedRelease {
  /// Keeps the titles that the tabular list spells with accents where the file of codes has none: Ménière, Sézary.
  mutating func addTabularTitles(_ table: PublishedTable<TabularRecord>, codes: CodeIndex) {
    var other: [(found: String, line: Int, code: String)] = []
    for record in table.records where record.ownerKind == .code && record.kind == .title {
      let code = undotted(record.owner)
      guard let place = codes.position(of: code) else { continue }
      let printed = edition.codes[place].longTitle
      if printed.hasSameBytes(as: record.text) { continue }
      // The list is read word by word: a doubled blank in the file of codes is another finding.
      let title = printed.split(separator: " ").joined(separator: " ")
      if title.hasSameBytes(as: record.text) { continue }
      if title.withoutAccents == record.text.withoutAccents {
        edition.codes[place].tabularTitle = record.text
      } else {
        other.append(("\"\(record.text)\" beside \"\(title)\"", record.line, code))
      }
    }
    findings += Rule.tabularTitle.findings(other, expected: "one title of each code", in: table.file)
  }
}
