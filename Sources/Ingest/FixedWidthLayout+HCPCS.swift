extension FixedWidthLayout {
  /// The first line of a record, as described in CMS's "HCPCS Contractor Record":
  ///
  ///     A5513001003For diabetics only, multiple density insert, custom molded from model of ...
  ///
  /// A modifier is in columns 4-5. Some fields hold several values: see `HCPCSRecord`.
  static let hcpcsRecord = FixedWidthLayout(
    name: "hcpcs-anweb",
    columns: [
      (.code, 1...5), (.sequence, 6...10), (.recordID, 11...11), (.longTitle, 12...91),
      (.shortTitle, 92...119), (.pricing, 120...127), (.multiplePricing, 128...128),
      (.coverageIssuesManual, 129...146), (.carriersManual, 147...170), (.statute, 171...180),
      (.labCertification, 181...204), (.crossReference, 205...229), (.coverage, 230...230),
      (.ascGroup, 231...232), (.ascEffective, 233...240), (.mogGroup, 241...243), (.mogPolicy, 244...244),
      (.mogEffective, 245...252), (.processingNote, 253...256), (.betos, 257...259),
      (.typeOfService, 261...265), (.anesthesiaBaseUnits, 266...268), (.added, 269...276),
      (.effective, 277...284), (.terminated, 285...292), (.recordAction, 293...293),
    ], last: (.filler, 294), neverBlank: .shortTitle)

  /// A line that goes on with the long description and holds nothing else:
  ///
  ///     A5513002004patient's foot, total contact with patient's foot, including arch, base layer ...
  static let hcpcsContinuation = FixedWidthLayout(
    name: "hcpcs-anweb",
    columns: [(.code, 1...5), (.sequence, 6...10), (.recordID, 11...11), (.longTitle, 12...91)],
    last: (.filler, 92), neverBlank: .longTitle)

  /// The columns of a line of HCPCS.
  static let hcpcsLength = 320
}
