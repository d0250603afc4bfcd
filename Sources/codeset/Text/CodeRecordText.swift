import CodeSetModel
import Lookup

extension CodeRecord {
  /// The record for people.
  ///
  /// - Parameter systemName: the code set, where it must be known from others.
  func text(naming systemName: String?) -> String {
    var page = Page()
    page.lines.append("\(code.displayCode)  \(code.longTitle)")
    if let systemName { page.add("code set", systemName) }
    if let asOf { page.lines.append(asOf) }
    if let spelled = code.tabularTitle { page.add("also", spelled) }
    page.add("billable", billableText)
    for axis in Axis.allCases where code.axes[axis] != nil || mentions.contains(where: { $0.axis == axis }) {
      page.add(axis.rawValue, axisText(axis))
    }
    for (place, line) in hcpcsLines.enumerated() { page.add(place == 0 ? "hcpcs" : "", line) }
    page.add("in force", history.inForceText(of: code))
    page.add("history", history.changeLines)
    page.add("came from", history.replacesLines)
    if history.isRetired {
      page.add("became", history.replacedByLines)
      page.add("became", useInstead.map(\.line))
      if history.replacedBy.isEmpty, useInstead.isEmpty {
        page.add("became", "not known: no conversion table in this build says what replaced it")
      }
    }
    page.add(
      "under",
      parents.map { ($0.displayCode, $0.longTitle) } + sections.map { ($0.section, $0.title) })
    if system.hierarchy == .notListed {
      page.add("under", "not known: the files of \(system.name) list no headers")
    }
    page.add("below", children.map { ($0.displayCode, $0.longTitle) })
    if let family {
      page.add("family", family.family.stem)
      for line in family.table(marking: code) { page.add("", line) }
    }
    for (place, line) in checklist.enumerated() { page.add(place == 0 ? "to state" : "", line) }
    page.add("built of", pcsAxes.map { ($0.axis, "\($0.value)  \($0.label)") })
    for definition in pcsDefinitions { page.add(definition.kind.rawValue, wrapping: definition.text) }
    page.add(notes)
    page.add(annotations)
    page.add("maps to", mapsTo.targetLines)
    page.add("mapped from", mappedFrom.sourceLines)
    page.add("flags", flags.map(\.line))
    page.add("groups", groups.map(\.line))
    page.add("source", "\(code.system) \(code.release), " + sourceText)
    return page.text
  }

  /// What the record must state to choose this code among its siblings, and which codes come with it.
  private var checklist: [String] {
    var lines = family?.checklist(of: code).map(\.description) ?? []
    for line in notes.compactMap({ $0.codeToAdd(in: system) }) where !lines.contains(line) {
      lines.append(line)
    }
    return lines
  }

  /// What prints the code: the file of its release, or that of the release after, whose addenda were undone.
  private var sourceText: String {
    release?.basis == .addenda
      ? "which no file holds: \(file ?? "?") with its addenda undone"
      : "\(file ?? "?") line \(code.sourceLine)"
  }

  /// Whether the code may be submitted; of a retired code, until when it could.
  private var billableText: String {
    if code.kind == .modifier { return "no, a modifier: submitted with a code" }
    guard code.isBillable else { return children.isEmpty ? "no" : "no, a header: choose a code below it" }
    guard code.id == history.rows.last?.id, let end = code.validTo else { return "yes" }
    return end <= today ? "was billable until \(end)" : "yes, until \(end)"
  }

  /// What HCPCS says of the code besides its titles, in a line or two.
  private var hcpcsLines: [String] {
    guard let record = hcpcs?.record else { return [] }
    func part(_ name: String, _ value: (some CustomStringConvertible)?) -> String? {
      value.map { "\(name) \($0)" }
    }
    let terms = [
      part("coverage", record.coverage), part("pricing", list(record.pricing)), part("BETOS", record.betos),
      part("type of service", list(record.typeOfService)), part("use instead", list(record.crossReference)),
    ]
    let days = [
      part("added", record.added), part("action \(record.action ?? "-")", record.effective),
      part("terminated after", record.terminated),
    ]
    return [terms, days].map { $0.compactMap(\.self).joined(separator: ", ") }.filter { !$0.isEmpty }
  }

  private func list(_ values: [String]) -> String? {
    values.isEmpty ? nil : values.joined(separator: " ")
  }

  /// The headline value of an axis, and the words that carry its values.
  private func axisText(_ axis: Axis) -> String {
    let words = mentions.filter { $0.axis == axis }.map { mention in
      // A damaged database may have any place: what is there of the words is shown.
      let title = Array(code.longTitle.utf8).dropFirst(mention.start).prefix(mention.length)
      let words = "\"" + String(decoding: title, as: UTF8.self) + "\""
      let role = mention.role.isEmpty ? "" : "\(mention.role) \(mention.value): "
      let basis =
        switch mention.basis {
        case .title: ""
        case .sibling: ", as sibling titles show"
        case .definition: ", by definition"
        }
      return role + words + basis
    }
    return (code.axes[axis] ?? "none").padded(to: 13)
      + words.joined(separator: "; ")
  }
}

extension InsteadStep {
  /// `Q9993  Injection, triamcinolone acetonide, 1 mg (retired 2019-01-01)`
  fileprivate var line: (name: String, text: String) {
    let end = isRetired ? code?.validTo.map { " (retired \($0))" } ?? "" : ""
    return (
      String(repeating: " ", count: 2 * depth) + name,
      (code?.longTitle ?? "which no release in this build has") + end
    )
  }
}

extension CodeRecord: JSONRecord {
  func append(to text: inout JSONText) {
    text.beginObject()
    text.member("code", code)
    text.member("mentions", mentions)
    text.member("parents", parents)
    text.member("sections", sections.map(\.section))
    text.member("children", children)
    if let family {
      text.member("family", family.family)
      text.member("members", family.members.map(\.code))
    }
    text.member("hcpcs", hcpcs)
    history.appendMembers(to: &text)
    text.member("crosswalks", mapsTo.map { CrosswalkWithEnd($0.mapping, end: $0.end) })
    text.member("mapped_from", mappedFrom.map(\.mapping))
    text.member("flags", flags)
    text.member("groups", groups)
    text.member("checklist", checklist)
    text.member("annotations", annotations.map(\.annotation))
    text.key("notes")
    text.beginArray()
    for note in notes { note.append(to: &text) }
    text.endArray()
    if !pcsAxes.isEmpty {
      text.key("axes")
      text.beginArray()
      for value in pcsAxes { value.append(to: &text) }
      text.endArray()
      text.member("definitions", pcsDefinitions)
    }
    text.member("as_of", asOf)
    text.endObject()
  }
}

extension PCSAxisValue {
  fileprivate func append(to text: inout JSONText) {
    text.beginObject()
    text.member("position", position)
    text.member("axis", axis)
    text.member("value", value)
    text.member("label", label)
    text.endObject()
  }
}

extension NoteRow {
  /// Appends the note with how far its owner is above the code, and the codes that it names.
  fileprivate func append(to text: inout JSONText) {
    text.beginObject()
    text.members(of: note, keys: JSONKeys(Note.table))
    text.member("distance", distance)
    text.member("references", references)
    text.endObject()
  }
}

extension FamilyRecord {
  /// The family as a table: the values of one axis as columns, those of the others as rows.
  func table(marking code: CodeRow) -> [String] {
    guard let across = columnAxis else { return [] }
    let down = family.axes.indices.filter { $0 != across }
    let columns = unique(members.map { $0.values[across] ?? "-" })
    let rows = unique(members.map { member in down.map { member.values[$0] ?? "-" } })
    let cells = rows.map { row in
      row
        + columns.map { column in
          members.filter { member in
            down.map { member.values[$0] ?? "-" } == row && (member.values[across] ?? "-") == column
          }.map { $0.code.code == code.code ? "[\($0.code.displayCode)]" : $0.code.displayCode }
            .joined(separator: " ")
        }
    }
    let lines = [down.map { family.axes[$0].description } + columns] + cells
    let widths = lines[0].indices.map { place in lines.map { $0[place].count }.max() ?? 0 }
    return lines.map { line in
      zip(line, widths).map { $0.padded(to: $1 + 2) }.joined().trimmingSuffix(" ")
    }
  }

  /// The axis whose values are across: the side, or the trimester, or whatever varies first.
  private var columnAxis: Int? {
    family.axes.firstIndex { $0.axis == .laterality && $0.role.isEmpty }
      ?? family.axes.firstIndex { $0.axis == .trimester && $0.isHeadline } ?? family.axes.indices.first
  }

  private func unique<Name: Equatable>(_ names: [Name]) -> [Name] {
    names.enumerated().filter { names.firstIndex(of: $1) == $0 }.map(\.element)
  }
}

extension CodeRecord {
  /// The code on one line, with what keeps it from being submitted.
  var brief: String {
    let state =
      history.isRetired && code.hasEnded(by: today)
      ? code.validTo.map { " (retired \($0))" } ?? ""
      : code.kind == .code && !code.isBillable ? " (header)" : ""
    return code.displayCode.padded(to: 10) + code.longTitle + state
  }
}
