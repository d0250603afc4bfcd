import CodeSetModel

/// A code with what is around it.
public struct CodeRecord: Sendable {
  /// The row that is in force on the day that was asked for; of a retired code, the last one.
  public var code: CodeRow
  public var system: CodeSystem
  /// The day for which everything around the code is shown.
  public var day: CalendarDay
  /// The day that is today.
  public var today: CalendarDay
  /// That a newer release than those in the build has come into force.
  public var asOf: String?
  /// The release that introduced the row.
  public var release: Release?
  /// The codes above it, the nearest first.
  public var parents: [CodeRow] = []
  /// The blocks and the chapter above those, the innermost first.
  public var sections: [(section: String, title: String)] = []
  /// The codes directly below a header.
  public var children: [CodeRow] = []
  /// Every place in the title that carries a value of an axis, in order.
  public var mentions: [AxisMention] = []
  /// The family that the code belongs to.
  public var family: FamilyRecord?
  /// The published file that prints the code.
  public var file: String?
  /// What a release of HCPCS says of the code besides its titles: the one in force on that day, or else the
  /// nearest that has the code.
  public var hcpcs: HCPCSDetail?
  /// The codes that the records of HCPCS name in place of a retired one, each followed by those in place of it.
  public var useInstead: [InsteadStep] = []
  /// What became of the code in all releases in the build.
  public var history: CodeHistory
  /// The codes of other code sets that it maps to, and those that map to it, whatever the day.
  public var mapsTo: [CrosswalkStep] = []
  public var mappedFrom: [CrosswalkStep] = []
  /// The lists on which it is, and the groups that it belongs to, whatever the day.
  public var flags: [CodeFlag] = []
  public var groups: [CodeGroup] = []
  /// What is kept beside it and beside the headers above it, whatever the day.
  public var annotations: [AnnotationRow] = []
  /// What the classification itself says of it on that day, and of all that it is below.
  public var notes: [NoteRow] = []
  /// What each character of a code of ICD-10-PCS says, and what CMS says of its root operation.
  public var pcsAxes: [PCSAxisValue] = []
  public var pcsDefinitions: [PCSDefinitionRecord] = []
}

extension CodeRecord {
  /// Whether the code itself has a value on an axis.
  public func has(_ value: String, on axis: FamilyAxis) -> Bool {
    axis.isHeadline ? code.axes[axis.axis] == value : mentions.value(on: axis) == value
  }
}

/// A code that a record of HCPCS names in place of another.
public struct InsteadStep: Sendable {
  /// As the record names it; it may be one of CPT.
  public var name: String
  /// Its newest row; `nil` where no release in the build has it.
  public var code: CodeRow?
  public var isRetired: Bool
  /// How many codes lie in between.
  public var depth: Int
}

/// A family with its members.
public struct FamilyRecord: Sendable {
  public var family: Family
  /// The members in published order, each with its value on each of the family's axes.
  public var members: [(code: CodeRow, values: [String?])]
}

extension FamilyRecord {
  /// What the record must say so that this member can be known from the others: of each axis on which it has a
  /// value.
  public func checklist(of code: CodeRow) -> [DocumentationRequirement] {
    guard let own = members.first(where: { $0.code.id == code.id })?.values else { return [] }
    return family.axes.indices.compactMap { place in
      guard own[place] != nil else { return nil }
      return DocumentationRequirement(
        family.axes[place], among: Set(members.compactMap { $0.values[place] }))
    }
  }
}

extension CodeDatabase {
  /// What is known of a code.
  ///
  /// - Parameters:
  ///   - written: the code with or without its dot, in any case.
  ///   - day: the day for which it is shown. `nil`: as of the newest release of each system, or, where
  ///     that has the code no longer, as of the last release that had it.
  /// - Returns: one record for each system that has the code.
  public func records(
    for written: String, system: String?, on day: CalendarDay? = nil
  ) throws -> [CodeRecord] {
    try histories(of: written, system: system).compactMap { history in
      if let day, history.gap(on: day) != nil { return nil }
      guard let asked = day ?? newestRelease(of: history.system)?.effective else { return nil }
      if let row = history.rows.first(where: { $0.isInForce(on: asked) }) {
        return try record(for: row, on: asked, history, asOf: day)
      }
      guard day == nil, let last = history.rows.last else { return nil }
      return try record(for: last, on: lastDay(of: last), history, asOf: nil)
    }
  }

  /// - Parameter asked: the day that was asked for, on which the newest release may not be the newest.
  private func record(
    for code: CodeRow, on day: CalendarDay, _ history: CodeHistory, asOf asked: CalendarDay?
  ) throws -> CodeRecord {
    var record = CodeRecord(
      code: code, system: try system(code.system), day: day, today: today, history: history)
    record.asOf = try asOf(code.system, on: asked)
    record.release = releases.first { $0.system == code.system && $0.label == code.release }
    var above = code.parent
    while let parent = above {
      let found = try codes(inForceOn: day, Self.isCode, ["code": parent, "system": code.system])
      guard !found.contains(where: { $0.id == code.id || record.parents.map(\.id).contains($0.id) }) else {
        throw DatabaseFault(
          "expected the first of the codes above \(code.code), found that \(parent) is above itself")
      }
      record.parents += found
      above = found.first?.parent
    }
    record.sections = try sections(of: code, on: day)
    record.children = try codes(
      inForceOn: day, "code > :code AND code < :code || 'a' AND system = :system AND parent = :code",
      ["code": code.code, "system": code.system])
    record.mentions = try mentions(of: code)
    record.family = try family(of: code, below: record.parents, on: day)
    record.hcpcs = try hcpcs(of: code, on: day)
    if history.isRetired, let detail = record.hcpcs {
      var seen: Set = [code.code]
      record.useInstead = try useInstead(of: detail, depth: 0, seen: &seen)
    }
    record.file = record.release?.fileDescription
    record.mapsTo = try crosswalks(from: code)
    record.mappedFrom = try crosswalks(to: code)
    record.flags = try flags(of: code)
    record.groups = try groups(of: code)
    record.annotations = try annotations(of: [code] + record.parents)
    record.notes = try notes(of: code, in: record.system, on: day)
    record.pcsAxes = try pcsAxes(of: code)
    record.pcsDefinitions = try pcsDefinitions(of: record.pcsAxes, in: code.system)
    return record
  }

  private func useInstead(
    of detail: HCPCSDetail, depth: Int, seen: inout Set<String>
  ) throws -> [InsteadStep] {
    var steps: [InsteadStep] = []
    for code in detail.record.crossReference where seen.insert(code).inserted {
      let rows: [CodeRow] = try file.rows(
        "WHERE code = :code AND system = :system ORDER BY valid_from",
        ["code": code, "system": detail.system])
      let isRetired = isRetired(rows.last)
      steps.append(InsteadStep(name: code, code: rows.last, isRetired: isRetired, depth: depth))
      if isRetired, let last = rows.last, let next = try hcpcs(of: last, on: lastDay(of: last)) {
        steps += try useInstead(of: next, depth: depth + 1, seen: &seen)
      }
    }
    return steps
  }

  private func hcpcs(of code: CodeRow, on day: CalendarDay) throws -> HCPCSDetail? {
    let details: [HCPCSDetail] = try file.rows(
      from: "release JOIN hcpcs_detail USING (system, release)",
      "WHERE system = :system AND hcpcs_detail.code = :code ORDER BY release.effective",
      ["system": code.system, "code": code.code])
    let begun = details.last { detail in
      releases.contains { $0.system == code.system && $0.label == detail.release && $0.effective <= day }
    }
    return begun ?? details.first
  }

  /// A code may be in force before the release that prints it: then its sections are as that release has them.
  private func sections(of code: CodeRow, on day: CalendarDay) throws -> [(section: String, title: String)] {
    var above: [(section: String, title: String)] = []
    var next = code.section
    while let name = next {
      let rows: [Section] = try file.rows(
        "WHERE system = :system AND section = :section ORDER BY valid_from",
        ["system": code.system, "section": name])
      let shown = rows.first { $0.isInForce(on: day) } ?? rows.first { $0.validFrom > day } ?? rows.last
      if let shown { above.append((shown.section, shown.title)) }
      next = shown?.parent
    }
    return above
  }

  private func mentions(of code: CodeRow) throws -> [AxisMention] {
    try file.rows("WHERE code_id = :id", ["id": String(code.id)]).sorted { $0.start < $1.start }
  }

  private func family(of code: CodeRow, below parents: [CodeRow], on day: CalendarDay) throws -> FamilyRecord?
  {
    guard let name = code.family else { return nil }
    let families: [Family] = try file.rows(
      "WHERE system = :system AND family = :family", ["system": code.system, "family": name])
    guard let family = families.first else { return nil }
    // The members of a family are below the same code, where the code set has a hierarchy.
    let isHierarchical = try system(code.system).hierarchy == .prefix
    let members = try codes(
      inForceOn: day,
      "code >= :category AND code < :category || 'a' AND system = :system AND family = :family",
      [
        "category": isHierarchical ? parents.last?.code ?? code.code : "", "system": code.system,
        "family": name,
      ])
    let isOnHeadlines = family.axes.allSatisfy(\.isHeadline)
    return FamilyRecord(
      family: family,
      members: try members.map { member in
        let mentions = isOnHeadlines ? [] : try mentions(of: member)
        let values = family.axes.map { axis in
          axis.isHeadline ? member.axes[axis.axis] : mentions.value(on: axis)
        }
        return (member, values)
      })
  }
}
