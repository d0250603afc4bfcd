import CodeSetModel

/// One release in the canonical model: hierarchy, billability and axes.
package struct NormalizedRelease: Sendable {
  package var edition: Edition
  package var findings: [Diagnostic]
}

/// The rules that this stage checks.
package let normalizeRules: [Rule] = [
  .outsideSections, .familyHole, .familyTwin, .crosswalkCase, .crosswalkCode, .crosswalkNoMap,
  .crosswalkCombination, .flagCode, .flagTitle, .groupCode, .groupTitle, .tabularCode, .tabularTitle,
  .noteReference,
  .seventhCharacter, .tabularSection, .pcsTable,
]

extension Rule {
  static let familyHole = Rule(
    "family-hole", .note, "A code for one side or one trimester has its counterpart for the others.")
  static let familyTwin = Rule(
    "family-twin", .note, "A code differs from the others of its family in the values of its axes.")
  static let outsideSections = Rule(
    "outside-sections", .warning, "A category of a code set with chapters belongs to one of its blocks.")
}

/// Brings the published records of a release into the canonical model.
///
/// - Parameters:
///   - release: the release as ingest left it; the counts of codes are filled in.
///   - rejected: the rows that ingest rejected, which go along.
///   - hcpcs: what the records of HCPCS say besides the titles, one for each of `records`.
///   - tabular: the tabular list of the release, which says its chapters and blocks.
package func normalize(
  _ records: [OrderRecord], of release: Release, system: CodeSystem, rejected: [Rejected] = [],
  hcpcs: [HCPCSRecord] = [], tabular: PublishedTable<TabularRecord>? = nil
) -> NormalizedRelease {
  normalize(
    records, of: release, system: system, rejected: rejected, hcpcs: hcpcs,
    in: SectionTree(
      of: system, on: release.effective, list: tabular, categories: records.lazy.map { $0.code.prefix(3) }))
}

/// - Parameter tree: the chapters and blocks of the release.
func normalize(
  _ records: [OrderRecord], of release: Release, system: CodeSystem, rejected: [Rejected] = [],
  hcpcs: [HCPCSRecord] = [], in tree: SectionTree
) -> NormalizedRelease {
  let hierarchy = Hierarchy(codes: records.map(\.code), stated: records.map(\.parent), of: system)
  var sections = SectionFinder(tree)
  var findings: [Diagnostic] = []
  var codes: [Code] = []
  codes.reserveCapacity(records.count)
  for (position, record) in records.enumerated() {
    let parent = hierarchy.parents[position]
    let section = sections.section(of: record.code)
    if parent == nil, sections.lacksBlock(section) {
      findings.append(
        Rule.outsideSections.finding(
          "expected a category of a known block, found \(record.code) \(record.longTitle)",
          at: Place(file: release.fileDescription, line: record.line), code: record.code))
    }
    codes.append(
      Code(
        system: system.id, code: record.code, displayCode: system.displayCode(record.code),
        parent: parent.map { records[$0].code }, depth: hierarchy.depths[position], section: section,
        isBillable: record.isValidForSubmission,
        shortTitle: record.shortTitle, longTitle: record.longTitle))
  }
  let (values, mentions) = readAxes(of: codes, parents: hierarchy.parents)
  let families = findFamilies(
    of: codes, in: system, parents: hierarchy.parents, values: values, mentions: mentions)
  for position in codes.indices {
    codes[position].axes = values[position]
    codes[position].family = families.familyOf[position].map { families.families[$0].family }
  }

  findings += families.holes.map { holeFinding($0, codes: codes, records, file: release.fileDescription) }
  findings += families.indistinct.map { pair in
    Rule.familyTwin.finding(
      "expected words or values that tell \(codes[pair.code].code) from \(codes[pair.twin].code), found none; "
        + "left out of the family",
      at: Place(file: release.fileDescription, line: records[pair.code].line),
      code: codes[pair.code].code)
  }
  // In published order; what is said of one code stays in the order above.
  findings = findings.enumerated().sorted {
    ($0.element.place?.line ?? 0, $0.offset) < ($1.element.place?.line ?? 0, $1.offset)
  }.map(\.element)
  var release = release
  release.codeCount = codes.count
  release.billableCount = codes.count { $0.isBillable }
  let rows = codes.indices.map { position in
    // A CSV may leave out the order number: then the published order is that of its records.
    CodeRow(
      codes[position], ordinal: Int(records[position].orderNumber) ?? position + 1, of: release,
      sourceLine: records[position].line)
  }
  var edition = Edition(
    release: release, codes: rows, mentions: mentions, families: families.families, pivots: families.pivots,
    rejected: rejected)
  edition.sections = tree.rows(of: release)
  edition.add(hcpcs)
  return NormalizedRelease(edition: edition, findings: findings)
}

/// What is to be said of a side or a trimester without its counterpart: the publisher may have left it out,
/// or the titles do not show which code it is.
private func holeFinding(_ hole: FamilyHole, codes: [Code], _ records: [OrderRecord], file: String)
  -> Diagnostic
{
  let first = codes[hole.codes[0]]
  let others = hole.codes.count > 1 ? " (and \(hole.codes.count - 1) more)" : ""
  let axis = FamilyAxis(axis: hole.axis, role: hole.role)
  return Rule.familyHole.finding(
    "expected a counterpart of \(first.code) \(first.longTitle)\(others) with \(axis) \(hole.missing), found none",
    at: Place(file: file, line: records[hole.codes[0]].line), code: first.code)
}
