/// What a record of the HCPCS file says of a code or a modifier besides its titles: the fields of CMS's
/// "HCPCS Contractor Record", each as printed, without the blanks that fill its columns.
///
/// A field may hold several values; those that are empty are left out. The titles are in the `OrderRecord` of
/// the same code.
public struct HCPCSRecord: Hashable, Sendable {
  /// Columns 1-5: the code; of a modifier, columns 4-5.
  public var code: String
  /// Column 11: a record of a modifier (7) or of a procedure (3).
  public var kind: Code.Kind
  /// Columns 120-127: how Medicare part B sets the price, `38`; up to four.
  public var pricing: [String] = []
  /// Column 128: whether the price may be set in more than one way.
  public var multiplePricing: String?
  /// Columns 129-146: sections of the Coverage Issues Manual; up to three.
  public var coverageIssuesManual: [String] = []
  /// Columns 147-170: sections of the Medicare Carriers Manual; up to three.
  public var carriersManual: [String] = []
  /// Columns 171-180: the statute on which coverage rests.
  public var statute: String?
  /// Columns 181-204: the certification of the laboratory; up to eight.
  public var labCertification: [String] = []
  /// Columns 205-229: codes to use instead, among them codes of CPT; up to five.
  public var crossReference: [String] = []
  /// Column 230: the coverage by Medicare, `C` carrier judgment, `D` special instructions, `I` not payable,
  /// `M` not covered, `S` not covered by statute.
  public var coverage: String?
  /// Columns 231-232: `YY` where the procedure may be performed in an ambulatory surgical center.
  public var ascGroup: String?
  /// Columns 233-240: since when.
  public var ascEffective: CalendarDay?
  /// Columns 241-243: the Medicare outpatient group.
  public var mogGroup: String?
  /// Column 244: what is paid in that group.
  public var mogPolicy: String?
  /// Columns 245-252: since when.
  public var mogEffective: CalendarDay?
  /// Columns 253-256: the number of a note in Appendix A of the HCPCS manual.
  public var processingNote: String?
  /// Columns 257-259: the Berenson-Eggers type of service, `D1F`.
  public var betos: String?
  /// Columns 261-265: CMS's types of service, a letter or digit each; up to five.
  public var typeOfService: [String] = []
  /// Columns 266-268: the base units of anesthesia.
  public var anesthesiaBaseUnits: Int?
  /// Columns 269-276: the day on which the code was added.
  public var added: CalendarDay?
  /// Columns 277-284: the day on which the last action took effect.
  public var effective: CalendarDay?
  /// Columns 285-292: the last day on which the code may be used.
  public var terminated: CalendarDay?
  /// Column 293: the last action: `A` added, `C` another long description, `D` discontinued, `N` none, ...
  public var action: String?
  /// The first line of the record in the file, from 1.
  public var line: Int
  /// The last line of the record.
  public var lastLine: Int

  package init(code: String, kind: Code.Kind, line: Int, lastLine: Int) {
    self.code = code
    self.kind = kind
    self.line = line
    self.lastLine = lastLine
  }
}

/// What one release says of a code of HCPCS besides its titles (table `hcpcs_detail`).
public struct HCPCSDetail: Hashable, Sendable {
  public var system: String
  /// The label of the release.
  public var release: String
  public var record: HCPCSRecord

  package init(system: String, release: String, record: HCPCSRecord) {
    self.system = system
    self.release = release
    self.record = record
  }
}
