import CodeSetModel

extension AddendaRecord: CompanionRecord {
  /// The addenda that CMS publishes beside an order file.
  package static let kind = CompanionKind(
    layouts: ["cms-order-addenda"], plural: "changes and counts"
  ) { (source, _) throws(IngestError) in try ingestAddenda(source) }
}

/// Reads the addenda that come with an order file (layout `cms-order-addenda`):
///
///     Revise from: 0 O1001   Pre-existing essential hypertension complicating pregnancy,  Pre-existing essential hypertension complicating pregnancy,
///     Revise to:   0 O1001   Pre-existing essential hypertension complicating pregnancy   Pre-existing essential hypertension complicating pregnancy
///     Delete:      1 Z283    Underimmunization status                                     Underimmunization status
///     Add:         0 Z283    Underimmunization status                                     Underimmunization status
///
/// Every line becomes a record or a figure of the footer, or is rejected with a finding; blank ones and headings say
/// nothing. Of a release that changes nothing there is the footer alone.
///
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestAddenda(_ source: CompanionSource) throws(IngestError) -> IngestedCompanion<AddendaRecord>
{
  var read = IngestedCompanion<AddendaRecord>(source.file, of: source.release)
  let (file, system) = (try read.open(in: source.folder), source.system)
  guard let layout = FixedWidthLayout.cmsOrderAddenda[system] else {
    throw .notAsRegistered("\(file.name): expected a code set that has addenda, found \(system.name)")
  }
  let refusal: String? = file.contents.withUnsafeBytes { contents in
    guard beginsLikeAddenda(contents) else {
      return "an addenda file (layout cms-order-addenda), found \(Appearance(of: contents))"
    }
    let empty = read
    readAddenda(contents, of: system, layout: layout, into: &read)
    return read.records.isEmpty ? otherSystem(contents, than: system, into: empty) : nil
  }
  if let refusal { throw .notAsRegistered("\(file.name): expected \(refusal)") }
  return read
}

/// What was expected and what was found, where the rows are laid out as another code set's addenda.
private func otherSystem(
  _ contents: UnsafeRawBufferPointer, than system: CodeSystem, into empty: IngestedCompanion<AddendaRecord>
) -> String? {
  for (other, layout) in FixedWidthLayout.cmsOrderAddenda where other != system {
    var read = empty
    readAddenda(contents, of: other, layout: layout, into: &read)
    if !read.records.isEmpty {
      return "addenda of \(system.name), found \(read.records.count) rows laid out as in \(other.name)"
    }
  }
  return nil
}

/// Whether one of the first lines begins with an action, or the file begins with its footer.
private func beginsLikeAddenda(_ contents: UnsafeRawBufferPointer) -> Bool {
  let beginnings = AddendaRecord.Action.allCases.map(\.rawValue) + AddendaFooter.headings.map(\.text)
  let lines = contents.prefix(20_000).drop { $0 >= 0x80 }.split(separator: UInt8(ascii: "\n")).prefix(50)
  return lines.contains { line in beginnings.contains { line.starts(with: $0.utf8) } }
}

private func readAddenda(
  _ contents: UnsafeRawBufferPointer, of system: CodeSystem, layout: FixedWidthLayout,
  into read: inout IngestedCompanion<AddendaRecord>
) {
  var reader = AddendaReader(system: system, layout: layout, read: read)
  var notes: [Diagnostic] = []
  let form = forEachLine(of: contents, file: read.name, into: &notes) { line, _ in reader.read(line) }
  reader.finish()
  read = reader.read
  read.keep(further: reader.footer.counts)
  // Not the line ends: CMS itself has empty lines that end in LF alone (ICD-10-PCS, FY2016 and FY2017).
  read.note(notes + form.notes(file: read.name, expectingCRLF: false))
}

private struct AddendaReader {
  let system: CodeSystem
  let layout: FixedWidthLayout
  var read: IngestedCompanion<AddendaRecord>
  var footer = AddendaFooter()
  /// On which line each action is, by the code.
  private var lines: [AddendaRecord.Action: [String: Int]] = [:]
  /// The row before, as far as a pair could be formed with it.
  private var previous = Previous.none

  private enum Previous {
    case none
    case record(AddendaRecord)
    /// A line that is a finding already. It may have been the other half of a pair.
    case unreadable
  }

  init(system: CodeSystem, layout: FixedWidthLayout, read: IngestedCompanion<AddendaRecord>) {
    self.system = system
    self.layout = layout
    self.read = read
  }

  mutating func read(_ line: TextLine) {
    if line.bytes.allSatisfy(isBlank) { return }
    do throws(RowFault) {
      if try footer.read(line) {
        endPair(found: "the footer")
      } else {
        let record = try record(on: line)
        if checkPair(with: record) { try expectOnce(record) }
        read.keep(record)
        previous = .record(record)
      }
    } catch {
      read.reject(error, line: line.number, text: line.text)
      previous = .unreadable
    }
  }

  mutating func finish() {
    endPair(found: "the end of the file")
    for (line, message) in footer.missingFigures {
      report(RowRule.addendaFooter, message, line: line, column: nil)
    }
  }

  private func record(on line: TextLine) throws(RowFault) -> AddendaRecord {
    try checkCharacters(of: line)
    let actionColumns = layout.columns(of: .action) ?? 1...1
    let text = withoutPadding(line[1...min(actionColumns.upperBound, line.length)])
    guard let action = AddendaRecord.Action(rawValue: string(text)) else {
      let actions = AddendaRecord.Action.allCases.map(\.rawValue).joined(separator: ", ")
      throw RowFault(RowRule.addendaAction, 1, "expected one of \(actions), found '\(string(text))'")
    }
    try layout.check(line)
    let flag = layout.optionalField(.flag, on: line)
    let code = layout.field(.code, on: line)
    let shortTitle = layout.field(.shortTitle, on: line)
    let longTitle = layout.field(.longTitle, on: line)
    return try AddendaRecord(
      action: action,
      isValidForSubmission: flag.map { (flag) throws(RowFault) in
        try Layout.Billable.zeroOrOne.isBillable(flag.bytes, column: flag.column)
      },
      code: checkedCode(withoutPadding(code.bytes), column: code.column),
      shortTitle: checkedTitle(withoutPadding(shortTitle.bytes), "short", column: shortTitle.column),
      longTitle: checkedTitle(withoutPadding(longTitle.bytes), "long", column: longTitle.column),
      line: line.number)
  }

  private func checkedCode(_ code: UnsafeRawBufferPointer, column: Int) throws(RowFault) -> String {
    guard system.isWellFormed(code) else { throw misfit(code, of: system, column: column) }
    return string(code)
  }

  /// A code that is added, deleted or revised twice would be one change where the publisher counts two.
  private mutating func expectOnce(_ record: AddendaRecord) throws(RowFault) {
    if let earlier = lines[record.action]?[record.code] {
      throw RowFault(
        RowRule.addendaRepeated, 1,
        "expected '\(record.action.rawValue)' of \(record.code) once, found it again; the first is on line \(earlier)"
      )
    }
    lines[record.action, default: [:]][record.code] = record.line
  }

  /// Complains where a revision has only one half. A pair of different codes is one complaint.
  ///
  /// - Returns: whether the row says a thing by itself: it ends a pair, or belongs to none.
  private mutating func checkPair(with record: AddendaRecord) -> Bool {
    let isAlone = record.action == .add || record.action == .delete
    switch previous {
    case .unreadable: return isAlone
    case .record(let from) where from.action == .reviseFrom:
      if record.action == .reviseTo, record.code == from.code { return true }
      endPair(found: "'\(record.action.rawValue)' of \(record.code)")
    case .record, .none:
      guard record.action == .reviseTo else { return isAlone }
      report(
        RowRule.addendaPair, "expected 'Revise from:' of \(record.code) before, found none",
        line: record.line,
        column: 1, code: record.code)
    }
    return isAlone
  }

  /// Complains where the row before waits for its other half.
  private mutating func endPair(found: String) {
    guard case .record(let from) = previous, from.action == .reviseFrom else { return }
    report(
      RowRule.addendaPair, "expected 'Revise to:' of \(from.code) next, found \(found)", line: from.line,
      column: 1, code: from.code)
    previous = .none
  }

  private mutating func report(
    _ rule: Rule, _ message: String, line: Int, column: Int?, code: String? = nil
  ) {
    read.note(rule.finding(message, at: Place(file: read.name, line: line, column: column), code: code))
  }
}
