import CodeSetModel

/// One release in the canonical model: hierarchy, billability and axes.
public struct NormalizedRelease: Sendable {
  public var release: Release
  /// The codes and headers in published order.
  public var codes: [Code]
  public var findings: [Diagnostic]
}

/// The rules that this stage checks.
public let normalizeRules = [Rule.outsideSections]

extension Rule {
  static let outsideSections = Rule(
    "outside-sections", .warning, "A category of a code set with chapters belongs to one of its blocks.")
}

/// Brings the published records of a release into the canonical model.
///
/// - Parameter release: the release as ingest left it; the counts of codes are filled in.
public func normalize(
  _ records: [OrderRecord], of release: Release, system: CodeSystem
) -> NormalizedRelease {
  let hierarchy = Hierarchy(codes: records.map(\.code))
  var sections = SectionFinder(system)
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
        id: position + 1, system: system.system, code: record.code,
        displayCode: system.displayCode(record.code), validFrom: release.effective, validTo: release.until,
        // A CSV may leave out the order number: then the published order is that of its records.
        ordinal: Int(record.orderNumber) ?? position + 1, parent: parent.map { records[$0].code },
        depth: hierarchy.depths[position], section: section, isBillable: record.isValidForSubmission,
        shortTitle: record.shortTitle, longTitle: record.longTitle, release: release.label,
        sourceLine: record.line))
  }
  readAxes(into: &codes, parents: hierarchy.parents)

  var release = release
  release.codeCount = codes.count
  release.billableCount = codes.count { $0.isBillable }
  return NormalizedRelease(release: release, codes: codes, findings: findings)
}
