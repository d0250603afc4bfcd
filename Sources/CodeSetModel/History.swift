/// All releases of one code set as one dated history: what the stage `history` makes of them.
public struct SystemHistory: Sendable {
  public var system: CodeSystem
  /// By effective date.
  public var releases: [Release]
  /// The files that the releases were read from.
  public var inputs: [InputFile]
  /// A row per code and interval in which nothing of it changed: by published order, then by date. Their
  /// `id` is the position, from 1.
  public var codes: [Code]
  /// By code; the positions are those of `codes`.
  public var mentions: [AxisMention]
  /// As the newest release with the family says it.
  public var families: [Family]
  /// By code; the positions are those of `codes`. A pivot holds as long as both of its rows are in force.
  public var pivots: [Pivot]
  /// By release.
  public var changes: [Change]
  /// By release.
  public var reconciliations: [Reconciliation]
  /// In the order of the conversion tables.
  public var replacements: [Replacement]
  /// By release and published order; empty for other code sets than HCPCS.
  public var hcpcs: [HCPCSDetail]
  /// By release, and then in the order of the file, as are flags, groups and annotations.
  public var crosswalks: [Crosswalk] = []
  public var flags: [CodeFlag] = []
  public var groups: [CodeGroup] = []
  public var annotations: [Annotation] = []
  /// By release.
  public var rejected: [Rejected]
  /// By release.
  public var findings: [Finding]

  public init(
    system: CodeSystem, releases: [Release] = [], inputs: [InputFile] = [], codes: [Code] = [],
    mentions: [AxisMention] = [],
    families: [Family] = [], pivots: [Pivot] = [], changes: [Change] = [],
    reconciliations: [Reconciliation] = [], replacements: [Replacement] = [], hcpcs: [HCPCSDetail] = [],
    rejected: [Rejected] = [],
    findings: [Finding] = []
  ) {
    self.system = system
    self.releases = releases
    self.inputs = inputs
    self.codes = codes
    self.mentions = mentions
    self.families = families
    self.pivots = pivots
    self.changes = changes
    self.reconciliations = reconciliations
    self.replacements = replacements
    self.hcpcs = hcpcs
    self.rejected = rejected
    self.findings = findings
  }
}
