import CodeSetModel

extension Edition {
  /// Brings what the records of HCPCS say besides the titles into the canonical model: which codes are
  /// modifiers, and from when until when each is in force.
  ///
  /// - Parameter records: one for each code; none for other code sets.
  mutating func add(_ records: [HCPCSRecord]) {
    guard !records.isEmpty else { return }
    let byCode = Dictionary(records.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    for place in codes.indices {
      guard let record = byCode[codes[place].code] else { continue }
      codes[place].kind = record.kind
      if let added = record.added {
        codes[place].validFrom = added
        codes[place].validFromBasis = .record
      }
      if let last = record.terminated { codes[place].validTo = CalendarDay.after(last) }
      hcpcs.append(HCPCSDetail(system: release.system, release: release.label, record: record))
    }
    release.billableCount = codes.count { code in
      code.isBillable && code.validFrom <= release.effective
        && code.validTo.map { $0 > release.effective } ?? true
    }
  }
}
