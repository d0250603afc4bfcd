import CodeSetModel

extension NormalizedRelease {
  /// Adds what the files beside the codes say, and what is to be said of them.
  package mutating func add(_ companions: Companions, of system: CodeSystem) {
    takeOver(companions)
    if let table = companions.table(of: AnnotationRecord.self) { addAnnotations(table) }
    let crosswalk = companions.table(of: GEMRecord.self)
    let poaExempt = companions.table(of: POAExemptRecord.self)
    let groups = companions.table(of: CCSRecord.self)
    let declaredGroups = companions.table(of: DeclaredGroupRecord.self)?.records ?? []
    let declaredFlags = companions.table(of: DeclaredFlagRecord.self)?.records ?? []
    let hasDeclared = !declaredGroups.isEmpty || !declaredFlags.isEmpty
    // The records of a role are of its layouts: of those that no file has, there are none.
    let tabular = companions.table(of: TabularRecord.self).flatMap { $0.records.isEmpty ? nil : $0 }
    let pcsTables = companions.table(of: PCSTableRecord.self).flatMap { $0.records.isEmpty ? nil : $0 }
    guard
      crosswalk != nil || poaExempt != nil || groups != nil || tabular != nil || pcsTables != nil
        || hasDeclared
    else {
      return
    }
    let codes = CodeIndex(edition.tables.codes.lazy.map { $0.content.code })
    if let crosswalk { addCrosswalks(crosswalk, from: system, codes: codes) }
    if let poaExempt { addFlags(poaExempt, codes: codes) }
    if let groups { addGroups(groups, codes: codes) }
    addGroups(declaredGroups, codes: codes)
    addFlags(declaredFlags, codes: codes)
    if let tabular { addNotes(tabular, of: system, codes: codes) }
    if let pcsTables { checkPCSTables(pcsTables, codes: codes) }
  }

  /// Takes over the records that already are rows of a table.
  private mutating func takeOver(_ companions: Companions) {
    struct TakingOver: TableVisitor {
      var tables: Tables
      let companions: Companions
      mutating func visit<Row: StageRow>(_ rows: WritableKeyPath<Tables, [Row]>, from origin: TableOrigin) {
        guard origin == .release, let table = companions.table(of: Row.self) else { return }
        tables[keyPath: rows] += table.records
      }
    }
    var takingOver = TakingOver(tables: edition.tables, companions: companions)
    Tables.forEach(&takingOver)
    edition.tables = takingOver.tables
  }

  /// The release, as findings name it: "icd10cm fy2018".
  var releaseName: String { "\(edition.release.system) \(edition.release.label)" }
}
