extension Addenda {
  /// These addenda and later ones as one, for a release that was published twice: what both name is as it was before
  /// these and as it is after the later ones.
  ///
  /// Of the footers, the codes before and after are left: what was counted in between adds up to nothing.
  package func followed(by later: Addenda) -> Addenda {
    let (first, second) = (steps(of: records), steps(of: later.records))
    var joined: [AddendaRecord] = []
    for code in codes(of: records + later.records) {
      switch (first[code], second[code]) {
      case (let step?, nil), (nil, let step?): joined += step.records
      case (let earlier?, let later?): joined += Step(old: earlier.old, new: later.new).settled
      case (nil, nil): continue
      }
    }
    return Addenda(
      file: file, records: joined,
      counts: counts.filter { $0.measure == .before } + later.counts.filter { $0.measure == .after })
  }

  private func codes(of records: [AddendaRecord]) -> [String] {
    var seen: Set<String> = []
    return records.map(\.code).filter { seen.insert($0).inserted }
  }

  private func steps(of records: [AddendaRecord]) -> [String: Step] {
    records.reduce(into: [:]) { steps, record in
      switch record.action {
      case .delete, .reviseFrom: steps[record.code, default: Step()].old = record
      case .add, .reviseTo: steps[record.code, default: Step()].new = record
      }
      steps[record.code]?.records.append(record)
    }
  }
}

/// What addenda say of one code: how it was printed, and how it is.
private struct Step {
  var old: AddendaRecord?
  var new: AddendaRecord?
  /// The rows that say so, as published.
  var records: [AddendaRecord] = []

  /// The rows that say so with the actions that lead from the old to the new; none where both print the same.
  var settled: [AddendaRecord] {
    guard var old, var new else {
      return [old.map { $0.with(.delete) }, new.map { $0.with(.add) }].compactMap(\.self)
    }
    if old.isValidForSubmission != new.isValidForSubmission { return [old.with(.delete), new.with(.add)] }
    (old, new) = (old.with(.reviseFrom), new.with(.reviseTo))
    return old.shortTitle == new.shortTitle && old.longTitle == new.longTitle ? [] : [old, new]
  }
}

extension AddendaRecord {
  fileprivate func with(_ action: Action) -> AddendaRecord {
    var record = self
    record.action = action
    return record
  }
}
