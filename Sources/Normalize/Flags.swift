import CodeSetModel

extension Rule {
  static let flagCode = Rule("flag-code", .warning, "A code that is listed is a code of the release.")
  static let flagTitle = Rule(
    "flag-title", .warning, "A code is listed with its long title of the release.")
}

extension NormalizedRelease {
  /// Takes over the list of POA-exempt diagnoses: a flag for each code. Its titles are compared and not kept.
  mutating func addFlags(_ table: PublishedTable<POAExemptRecord>, codes: CodeIndex) {
    var unknown: [(found: String, line: Int, code: String)] = []
    var otherTitle = unknown
    edition.flags.reserveCapacity(table.records.count)
    for record in table.records {
      let code = record.code.uppercased().filter { $0 != "." }
      edition.flags.append(
        CodeFlag(
          system: edition.release.system, code: code, flag: .poaExempt, release: edition.release.label,
          sourceLine: record.line))
      guard let position = codes.position(of: code) else {
        unknown.append((record.code, record.line, code))
        continue
      }
      if edition.codes[position].longTitle != record.title {
        otherTitle.append(("\"\(record.title)\" for \(record.code)", record.line, code))
      }
    }
    findings += Rule.flagCode.findings(unknown, expected: "a code of \(releaseName)", in: table.file)
    findings += Rule.flagTitle.findings(otherTitle, expected: "the title in \(releaseName)", in: table.file)
  }
}
