/// Everything a build publishes: the tables, whole, in the order in which they are written.
public struct Catalog: Sendable {
  public var systems: [CodeSystem]
  public var releases: [Release] = []
  public var inputs: [InputFile] = []
  public var sections: [Section]
  /// The rows of all codes, by system, published order and date; `id` is the position, from 1.
  public var codes: [Code] = []
  /// By code; the positions are those of `codes`.
  public var mentions: [AxisMention] = []
  public var families: [Family] = []
  /// By code; the positions are those of `codes`.
  public var pivots: [Pivot] = []
  public var changes: [Change] = []
  public var reconciliations: [Reconciliation] = []
  public var replacements: [Replacement] = []
  public var hcpcs: [HCPCSDetail] = []
  public var crosswalks: [Crosswalk] = []
  public var flags: [CodeFlag] = []
  public var groups: [CodeGroup] = []
  public var annotations: [Annotation] = []
  public var rejected: [Rejected] = []
  public var findings: [Finding] = []

  /// Puts the histories of a build together.
  public init(histories: consuming [SystemHistory], sections: [Section]) {
    systems = histories.map(\.system)
    self.sections = sections
    for position in histories.indices {
      add(histories[position])
      // The history is in the catalog now: no second copy is kept while the next is added.
      histories[position] = SystemHistory(system: systems[position])
    }
  }

  private mutating func add(_ history: SystemHistory) {
    let start = codes.count
    if start == 0 {
      codes = history.codes
      mentions = history.mentions
      pivots = history.pivots
    } else {
      codes += history.codes
      for position in start..<codes.count { codes[position].id = position + 1 }
      mentions += history.mentions.lazy.map { mention in
        var mention = mention
        mention.code += start
        return mention
      }
      pivots += history.pivots.lazy.map { pivot in
        var pivot = pivot
        pivot.code += start
        pivot.target += start
        return pivot
      }
    }
    releases += history.releases
    inputs += history.inputs
    families += history.families
    changes += history.changes
    reconciliations += history.reconciliations
    replacements += history.replacements
    hcpcs += history.hcpcs
    crosswalks += history.crosswalks
    flags += history.flags
    groups += history.groups
    annotations += history.annotations
    rejected += history.rejected
    findings += history.findings
  }

  /// Every table of the catalog, parents before the tables that refer to them.
  public static let tables: [Table] = [
    CodeSystem.table, Release.table, InputFile.table, Section.table, Family.table, Code.table,
    AxisMention.table, Pivot.table,
    Change.table, Reconciliation.table, Replacement.table, HCPCSDetail.table, Crosswalk.table, CodeFlag.table,
    CodeGroup.table, Annotation.table, Rejected.table, Finding.table,
  ]

  /// The newest release of a system: the one whose codes are the current ones.
  public func currentRelease(of system: String) -> Release? {
    releases.filter { $0.system == system }.max { $0.effective < $1.effective }
  }

  /// The positions of a system's current codes, in order: those in force when its newest release begins.
  public func currentCodes(of system: String) -> [Int] {
    guard let newest = currentRelease(of: system)?.effective else { return [] }
    return codes.indices.filter { position in
      let code = codes[position]
      return code.system == system && code.validFrom <= newest && code.validTo.map { $0 > newest } ?? true
    }
  }
}
