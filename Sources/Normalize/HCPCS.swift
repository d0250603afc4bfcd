import CodeSetModel

extension Edition {
  /// Brings what the records of HCPCS say besides the titles into the canonical model: which codes are
  /// modifiers, and from when until when each is in force.
  ///
  /// - Parameter records: one for each code; none for other code sets.
  mutating func add(_ records: [HCPCSRecord]) {
    guard !records.isEmpty else { return }
    let byCode = Dictionary(records.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    for place in tables.codes.indices {
      guard let record = byCode[tables.codes[place].content.code] else { continue }
      tables.codes[place].content.kind = record.kind
      if let added = record.added {
        tables.codes[place].validFrom = added
        tables.codes[place].validFromBasis = .record
      }
      if let last = record.terminated { tables.codes[place].validTo = last.next }
      tables.hcpcs.append(HCPCSDetail(system: release.system, release: release.label, record: record))
    }
    release.billableCount = tables.codes.count { code in
      code.isBillable && code.isInForce(on: release.effective)
    }
  }
}
