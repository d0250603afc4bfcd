import CodeSetModel

/// Recognizes a text by how its lines are written.
func recognizeText(_ contents: UnsafeRawBufferPointer) -> Recognized? {
  let first = FirstLines(contents)
  return recognizeOrder(first) ?? recognizeAddenda(contents, first) ?? recognizeHCPCS(contents)
    ?? recognizeHeader(contents, first) ?? recognizeMappings(first) ?? recognizeCodes(contents, first)
}

private let icd10 = [CodeSystem.icd10cm, .icd10pcs]

/// `26711 O3432   1 Maternal care ...`
private func recognizeOrder(_ first: FirstLines) -> Recognized? {
  let system = icd10.first { system in
    first.mostly { line in
      line.prefix(5).count == 5 && line.prefix(5).allSatisfy(isDigit) && line.isBlank(at: 6)
        && ["0", "1"].contains(line.text(15...15)) && line.isBlank(at: 16)
        && system.isWellFormed(line.text(7...13))
    }
  }
  return system.map {
    Recognized($0, "codes", Layout.cmsOrder.name, "order numbers, codes of \($0.name) and flags on its lines")
  }
}

/// `Add:         1 A925    Zika virus disease`, or a footer alone.
private func recognizeAddenda(_ contents: UnsafeRawBufferPointer, _ first: FirstLines) -> Recognized? {
  let actions = AddendaRecord.Action.allCases.map(\.rawValue)
  let rows = first.lines.filter { line in actions.contains { line.starts(with: $0.utf8) } }
  let footer = FooterYears(contents)
  let isFooterAlone = rows.isEmpty && footer.hasHeadings && first.lines.count < 40
  guard !rows.isEmpty || isFooterAlone else { return nil }
  var found: Recognized?
  if isFooterAlone {
    let system = footer.names.contains("icd10pcs") ? CodeSystem.icd10pcs : .icd10cm
    found =
      footer.countsHeaders
      ? Recognized(system, "addenda", "cms-order-addenda", "the footer of addenda, and no change")
      : Recognized(notRead: "addenda of a file of billable codes alone")
  } else if rows.allSatisfy({ ["0", "1"].contains($0.text(14...14)) && $0.isBlank(at: 15) }) {
    found = Recognized(
      .icd10cm, "addenda", "cms-order-addenda", "actions, flags and codes of ICD-10-CM on its lines")
  } else if rows.allSatisfy({ isOrderAddendaOfPCS($0) }) {
    found = Recognized(
      .icd10pcs, "addenda", "cms-order-addenda", "actions, codes of ICD-10-PCS and two titles on its lines")
  } else if rows.allSatisfy({ row in icd10.contains { $0.isWellFormed(row.text(14...20)) } }) {
    found = Recognized(notRead: "addenda of a file of billable codes alone")
  }
  found?.footerYears = footer.years
  return found
}

private func isOrderAddendaOfPCS(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
  CodeSystem.icd10pcs.isWellFormed(line.text(14...20)) && line.isBlank(at: 21) && line.isBlank(at: 82)
    && line.count > 82
}

/// The years of the files that the footer of addenda counts: `22778 headers in icd10cm_order_2022.txt`.
private struct FooterYears {
  private(set) var years: (before: Int, after: Int)?
  private(set) var hasHeadings = false
  private(set) var countsHeaders = false
  private(set) var names = ""

  init(_ contents: UnsafeRawBufferPointer) {
    let lines = contents.suffix(2000).split(separator: UInt8(ascii: "\n")).map {
      String(decoding: $0, as: UTF8.self).trimmingBlanks
    }
    countsHeaders = lines.contains { $0.hasPrefix("Headers") }
    hasHeadings = countsHeaders || lines.contains { $0.hasPrefix("Codes") }
    let counted = lines.filter { $0.contains(" in icd10") }
    names = counted.joined()
    let found = counted.compactMap { line in
      line.split(separator: " in ").last.flatMap { firstYear(in: String($0)) }
    }
    if found.count >= 2 { years = (found[0], found[1]) }
  }
}

/// The first number of four digits from 2000 to 2099 in a text.
package func firstYear(in text: String) -> Int? {
  text.split { !$0.isNumber }.lazy.compactMap { $0.count == 4 && $0.hasPrefix("20") ? Int($0) : nil }.first
}

private func recognizeHCPCS(_ contents: UnsafeRawBufferPointer) -> Recognized? {
  let lines = contents.split(separator: UInt8(ascii: "\n"), maxSplits: 400)
  let records = lines.count { line in
    line.count > 250 && line.dropFirst(5).prefix(5).elementsEqual("00100".utf8)
  }
  return records > 3
    ? Recognized(.hcpcs, "codes", Layout.hcpcsANWEB.name, "contractor records of HCPCS, numbered 00100") : nil
}

/// `A000    0010  00000`
private func recognizeMappings(_ first: FirstLines) -> Recognized? {
  for system in CodeSystem.all {
    guard let target = system.equivalent else { continue }
    let isSo = first.mostly { line in
      let fields = line.split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
      return fields.count == 3 && fields[2].utf8.count == 5 && fields[2].utf8.allSatisfy(isDigit)
        && system.isWellFormed(fields[0].uppercased())
        && (GEMRecord.noTargets.contains(fields[1]) || target.isWellFormed(fields[1].uppercased()))
    }
    if isSo {
      return Recognized(
        system, "crosswalk", "gem",
        "codes of \(system.name), codes of \(target.name) and five flags on its lines")
    }
  }
  return nil
}

/// Lines of a code and a title.
private func recognizeCodes(_ contents: UnsafeRawBufferPointer, _ first: FirstLines) -> Recognized? {
  func isList(of system: CodeSystem, width: Int) -> Bool {
    first.mostly { line in
      line.isBlank(at: width + 1) && !line.isBlank(at: width + 2) && line.count > width + 2
        && system.isWellFormed(line.text(1...width))
    }
  }
  if let system = icd10.first(where: { isList(of: $0, width: 7) }) {
    return Recognized(
      system, "codes", Layout.cmsCodes.name,
      "codes of \(system.name) and titles on its lines, without headers")
  }
  for (system, width) in [(CodeSystem.icd9cm, 5), (.icd9pcs, 4)] where isList(of: system, width: width) {
    let longest = contents.split(separator: UInt8(ascii: "\n")).map { $0.count - width - 1 }.max() ?? 0
    // Short titles have at most 24 characters.
    return longest > 26
      ? Recognized(
        system, "codes", "icd9-description", "codes of \(system.name) and long titles on its lines")
      : Recognized(
        system, "short-titles", "icd9-description", "codes of \(system.name) and short titles on its lines")
  }
  return nil
}
