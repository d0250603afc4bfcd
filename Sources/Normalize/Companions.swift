import CodeSetModel

extension NormalizedRelease {
  /// Adds what the files beside the codes say, and what is to be said of them.
  package mutating func add(_ companions: Companions, of system: CodeSystem) {
    if let table = companions.table(of: AnnotationRecord.self) { addAnnotations(table) }
    let crosswalk = companions.table(of: GEMRecord.self)
    let poaExempt = companions.table(of: POAExemptRecord.self)
    let groups = companions.table(of: CCSRecord.self)
    guard crosswalk != nil || poaExempt != nil || groups != nil else { return }
    let codes = CodeIndex(edition.tables.codes.lazy.map { $0.content.code })
    if let crosswalk { addCrosswalks(crosswalk, from: system, codes: codes) }
    if let poaExempt { addFlags(poaExempt, codes: codes) }
    if let groups { addGroups(groups, codes: codes) }
  }

  /// The release, as findings name it: "icd10cm fy2018".
  var releaseName: String { "\(edition.release.system) \(edition.release.label)" }
}
