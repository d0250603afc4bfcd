/// Everything a build publishes: the tables, whole, in the order in which they are written.
public struct Catalog: Sendable {
  public var systems: [CodeSystem]
  public var releases: [Release]
  public var sections: [Section]
  /// All codes of all releases, by system, release and published order; `id` is the position, from 1.
  public var codes: [Code] = []
  /// By code; the positions are those of `codes`.
  public var mentions: [AxisMention] = []
  public var families: [Family] = []
  /// By code; the positions are those of `codes`.
  public var pivots: [Pivot] = []
  public var rejected: [Rejected] = []

  /// Puts the releases of a build together.
  ///
  /// - Parameter editions: by system, and then by effective date.
  public init(systems: [CodeSystem], sections: [Section], editions: consuming [Edition]) {
    self.systems = systems
    self.sections = sections
    releases = editions.map(\.release)
    for position in editions.indices {
      add(editions[position])
      editions[position] = Edition(release: releases[position])
    }
  }

  private mutating func add(_ edition: Edition) {
    let start = codes.count
    if start == 0 {
      codes = edition.codes
      mentions = edition.mentions
      pivots = edition.pivots
    } else {
      codes += edition.codes
      mentions += edition.mentions.lazy.map { mention in
        var mention = mention
        mention.code += start
        return mention
      }
      pivots += edition.pivots.lazy.map { pivot in
        var pivot = pivot
        pivot.code += start
        pivot.target += start
        return pivot
      }
    }
    for position in start..<codes.count { codes[position].id = position + 1 }
    // A family keeps its name from release to release; what is said of it is what the newest one says.
    let renewed = Set(edition.families.map(\.family))
    families.removeAll { $0.system == edition.release.system && renewed.contains($0.family) }
    families += edition.families
    rejected += edition.rejected
  }

  /// Every table of the catalog, parents before the tables that refer to them.
  public static let tables: [Table] = [
    CodeSystem.table, Release.table, Section.table, Family.table, Code.table, AxisMention.table, Pivot.table,
    Rejected.table,
  ]

  /// The newest release of a system: the one whose codes are the current ones.
  public func currentRelease(of system: String) -> Release? {
    releases.filter { $0.system == system }.max { $0.effective < $1.effective }
  }
}
