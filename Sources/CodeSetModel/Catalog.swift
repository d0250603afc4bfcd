/// Everything a build publishes: the tables, whole, in the order in which they are written.
public struct Catalog: Sendable {
  public var systems: [CodeSystem]
  public var releases: [Release]
  public var sections: [Section]
  /// All codes of all releases, by system, release and published order; `id` is the position, from 1.
  public var codes: [Code]
  public var rejected: [Rejected]

  /// Puts the releases of a build together.
  ///
  /// A release is in force until its stated end, or else until the next release of its system; so are its
  /// codes.
  ///
  /// - Parameter editions: the releases with their rows, by system and then by effective date.
  public init(
    systems: [CodeSystem], sections: [Section],
    editions: consuming [(release: Release, codes: [Code], rejected: [Rejected])]
  ) {
    self.systems = systems
    self.sections = sections
    releases = []
    codes = []
    codes.reserveCapacity(editions.reduce(0) { $0 + $1.codes.count })
    rejected = []
    for position in editions.indices {
      var release = editions[position].release
      let next = position + 1 < editions.count ? editions[position + 1].release : nil
      if release.until == nil, let next, next.system == release.system { release.until = next.effective }
      releases.append(release)
      rejected += editions[position].rejected
      for var code in editions[position].codes {
        code.id = codes.count + 1
        code.validTo = release.until
        codes.append(code)
      }
      editions[position].codes = []
    }
  }

  /// Every table of the catalog, parents before the tables that refer to them.
  public static let tables: [Table] = [
    CodeSystem.table, Release.table, Section.table, Code.table, Rejected.table,
  ]

  /// The newest release of a system: the one whose codes are the current ones.
  public func currentRelease(of system: String) -> Release? {
    releases.filter { $0.system == system }.max { $0.effective < $1.effective }
  }
}
