import CSVTables
import CodeSetModel

/// Recognizes a table by the names of its columns.
func recognizeHeader(_ contents: UnsafeRawBufferPointer, _ first: FirstLines) -> Recognized? {
  let lines = first.lines.prefix(100).map { String(decoding: $0, as: UTF8.self) }
  let rows = lines.map { line in fields(of: line, delimiter: line.contains("\t") ? "\t" : ",") }
  return recognizeTable(rows, format: .csv) {
    contents.count { $0 == UInt8(ascii: "\n") }
  }
}

/// Recognizes a workbook by its sheets.
func recognizeWorkbook(_ contents: [UInt8], name: String) -> Recognized? {
  func recognized(_ rows: [SheetRow]) -> Recognized? {
    let texts = rows.prefix(100).map { $0.values.map { $0 ?? "" } }
    return recognizeTable(texts, format: .workbook) { rows.count }
  }
  // The rows by which a sheet is chosen are not all it has.
  let rows = try? readSheet(of: contents, name: name) { recognized($0) != nil }
  return rows.flatMap(recognized)
}

/// - Parameter rowCount: how many rows there are.
private func recognizeTable(
  _ rows: [[String]], format: DeclaredTable.Format, rowCount: () -> Int
) -> Recognized? {
  for (place, row) in rows.enumerated() {
    let names = row.map { bare($0) }
    let next = rows.dropFirst(place + 1).first ?? []
    if names.contains("current code assignment") {
      return Recognized(
        .icd10cm, "conversion", "icd10cm-conversion", "a header row with 'Current code assignment'")
    }
    if names.contains("poaexemptcode") { return recognizePOA(names, format: format, rowCount: rowCount) }
    if let found = recognizeICD9(names, next: next, format: format) { return found }
    if names.starts(with: ["hcpc", "seqnum", "recid"]) || names.contains("hcpc") && names.contains("seqnum") {
      return Recognized(.hcpcs, "codes", Layout.hcpcsANWEB.name, "a header row with 'HCPC' and 'SEQNUM'")
    }
    if row.contains("'ICD-9-CM CODE'"), row.contains("'CCS LVL 1'") {
      return Recognized(.icd9cm, "groups", "ahrq-ccs", "a header row with 'CCS LVL 1'")
    }
    // Such a file names no code set: the search asks all of them with its words.
    if place == 0, format == .csv, names == Synonym.columnNames {
      return Recognized(.icd10cm, "synonyms", "synonyms", "a header row 'words,meaning,source'")
    }
    if let found = recognizeDeclared(names, format: format) { return found }
  }
  return nil
}

/// The list of POA-exempt codes, or what a year adds to it (the same columns), deletes from it (no order number) or revises
/// (an action), which the list has already.
private func recognizePOA(
  _ names: [String], format: DeclaredTable.Format, rowCount: () -> Int
) -> Recognized {
  let change: String? =
    if names.contains("action") {
      "revises in"
    } else if names.count(where: { !$0.isEmpty }) < 3 {
      "deletes from"
    } else if rowCount() < 5000 {
      // The lists of a year have some 38,000 codes; what one adds are some hundred.
      "adds to"
    } else {
      nil
    }
  if let change {
    return Recognized(notRead: "what a year \(change) the list of POA-exempt codes, which is complete itself")
  }
  guard format == .csv else {
    return Recognized(notRead: "a workbook of the list of POA-exempt codes; the text is read")
  }
  return Recognized(
    .icd10cm, "poa-exempt", "poa-exempt", "a header row with 'POAexemptCode', and thousands of codes")
}

/// `DIAGNOSIS CODE,LONG DESCRIPTION,SHORT DESCRIPTION`
private func recognizeICD9(_ names: [String], next: [String], format: DeclaredTable.Format) -> Recognized? {
  guard names.contains("long description"), names.contains("short description") else { return nil }
  let kinds = [(CodeSystem.icd9cm, "diagnosis code"), (.icd9pcs, "procedure code")]
  guard let (system, name) = kinds.first(where: { names.contains($0.1) }),
    let place = names.firstIndex(of: name)
  else { return nil }
  guard format == .csv else {
    return Recognized(notRead: "a workbook of titles of \(system.name); the text is read")
  }
  guard next.indices.contains(place), system.isWellFormed(next[place]) else {
    return Recognized(notRead: "titles of \(system.name) whose codes lost their leading zeros")
  }
  return Recognized(system, "codes", Layout.icd9CSV.name, "a header row with '\(name.uppercased())'")
}

/// A file for which the program brings a declaration along.
private func recognizeDeclared(_ names: [String], format: DeclaredTable.Format) -> Recognized? {
  let fitting = DeclaredCompanion.shipped.values.sorted { $0.name < $1.name }.filter { declared in
    let columns = declared.table.columns.compactMap {
      if case .named(let name) = $0.column { name } else { nil }
    }
    return declared.table.format == format && !columns.isEmpty && columns.allSatisfy(names.contains)
  }
  // NBER's two files have the same columns; the first leads to the second.
  let found = fitting.first { declared in
    guard case .named(let first)? = declared.table.column("code") else { return false }
    return names.first == first
  }
  guard let found, let system = CodeSystem(id: found.system) else { return nil }
  return Recognized(system, found.role.rawValue, found.name, "the columns of \(found.name)")
}

/// A name in small letters, without apostrophes and blanks around it.
private func bare(_ name: String) -> String {
  let text = name.trimmingBlanks.lowercased()
  return text.count > 1 && text.hasPrefix("'") && text.hasSuffix("'")
    ? String(text.dropFirst().dropLast()) : text
}

private func fields(of line: String, delimiter: Character) -> [String] {
  let parser = CSVParser(delimiter: delimiter.asciiValue ?? UInt8(ascii: ","))
  let record = try? parser.feed(Array(line.utf8) + [UInt8(ascii: "\n")])
  return (record ?? nil)?.map { $0 ?? "" } ?? [line]
}
