import CodeSetModel

extension Rule {
  static let crosswalkCase = Rule(
    "crosswalk-case", .note, "The codes of equivalence mappings are in capital letters.")
  static let crosswalkCode = Rule(
    "crosswalk-code", .warning, "A code that is mapped is a code of the release.")
  static let crosswalkNoMap = Rule(
    "crosswalk-no-map", .warning, "A mapping has no target exactly when it is flagged as no map.")
  static let crosswalkCombination = Rule(
    "crosswalk-combination", .warning,
    "A mapping has a scenario and a choice list exactly when it is flagged as a combination.")
}

extension NormalizedRelease {
  /// Takes over the mappings, those of each file together.
  mutating func addCrosswalks(_ table: PublishedTable<GEMRecord>, from system: CodeSystem, codes: CodeIndex) {
    edition.crosswalks.reserveCapacity(table.records.count)
    var rest = table.records[...]
    while let first = rest.first {
      let records = rest.prefix(while: { $0.file == first.file })
      addCrosswalks(records, in: first.file ?? table.file, from: system, codes: codes)
      rest = rest.dropFirst(records.count)
    }
  }

  /// Takes over the mappings of a file: a row each, with the flags as they are.
  private mutating func addCrosswalks(
    _ records: ArraySlice<GEMRecord>, in file: String, from system: CodeSystem, codes: CodeIndex
  ) {
    var inSmallLetters: [(found: String, line: Int, code: String)] = []
    var unknown = inSmallLetters
    var (noMap, combination) = (unknown, unknown)
    for record in records {
      let source = capitals(record.source)
      let hasTarget = !GEMRecord.noTargets.contains(record.target)
      let target = hasTarget ? capitals(record.target) : nil
      let flags = record.flags.utf8.map { Int($0 - UInt8(ascii: "0")) }
      let crosswalk = Crosswalk(
        sourceSystem: system.id, sourceCode: source,
        targetSystem: record.targetSystem ?? system.equivalent?.id ?? "",
        targetCode: target, isApproximate: flags[0] == 1, hasNoMap: flags[1] == 1,
        isCombination: flags[2] == 1,
        scenario: flags[3], choiceList: flags[4], release: edition.release.label, sourceLine: record.line)
      edition.crosswalks.append(crosswalk)

      if source != record.source { inSmallLetters.append((record.source, record.line, source)) }
      if let target, target != record.target { inSmallLetters.append((record.target, record.line, source)) }
      if codes.position(of: source) == nil { unknown.append((source, record.line, source)) }
      let found = "\(record.target) with flags \(record.flags) for \(source)"
      if hasTarget == crosswalk.hasNoMap { noMap.append((found, record.line, source)) }
      let isPart = crosswalk.scenario > 0 && crosswalk.choiceList > 0
      let isNoPart = crosswalk.scenario == 0 && crosswalk.choiceList == 0
      if crosswalk.isCombination ? !isPart : !isNoPart { combination.append((found, record.line, source)) }
    }
    findings += Rule.crosswalkCase.findings(inSmallLetters, expected: "capital letters", in: file)
    findings += Rule.crosswalkCode.findings(unknown, expected: "a code of \(releaseName)", in: file)
    findings += Rule.crosswalkNoMap.findings(
      noMap, expected: "the flag of no map exactly where there is no target", in: file)
    findings += Rule.crosswalkCombination.findings(
      combination, expected: "a scenario and a choice list exactly in a combination", in: file)
  }
}

/// The code in capital letters.
private func capitals(_ code: String) -> String {
  code.utf8.contains { $0 >= UInt8(ascii: "a") } ? code.uppercased() : code
}
