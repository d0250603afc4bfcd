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
    releases = editions.map(\.release)
    for (position, next) in releases.indices.dropFirst().enumerated()
    where releases[position].until == nil && releases[next].system == releases[position].system {
      releases[position].until = releases[next].effective
    }
    codes = []
    rejected = []
    for (position, release) in releases.enumerated() {
      let start = codes.count
      if start == 0 { swap(&codes, &editions[position].codes) } else { codes += editions[position].codes }
      editions[position].codes = []
      rejected += editions[position].rejected
      for index in start..<codes.count {
        codes[index].id = index + 1
        codes[index].validTo = release.until
      }
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
