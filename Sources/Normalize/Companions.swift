import CodeSetModel

extension NormalizedRelease {
  /// Adds what the files beside the codes say, and what is to be said of them.
  package mutating func add(_ companions: Companions, of system: CodeSystem) {
    if let table = companions.annotations { addAnnotations(table) }
    guard companions.crosswalk != nil || companions.poaExempt != nil || companions.groups != nil else {
      return
    }
    let codes = CodeIndex(edition.codes.lazy.map(\.code))
    if let table = companions.crosswalk { addCrosswalks(table, from: system, codes: codes) }
    if let table = companions.poaExempt { addFlags(table, codes: codes) }
    if let table = companions.groups { addGroups(table, codes: codes) }
  }

  /// The release, as findings name it: "icd10cm fy2018".
  var releaseName: String { "\(edition.release.system) \(edition.release.label)" }
}
