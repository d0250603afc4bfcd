import CodeSetModel

/// The footer of the addenda: how many codes were in the release before, how many are there now, how many rows
/// say so. It is official, and checked against the rows above it and against the files.
struct Footer {
  private let counts: [AddendaCount]
  /// How many rows the baseline must have had, by the number of rows now, where there is no footer.
  private let impliedRows: Int
  private let counted: [Key: Int]
  private let release: Release

  private struct Key: Hashable {
    var subject: AddendaCount.Subject
    var measure: AddendaCount.Measure
  }

  init(_ addenda: Addenda, history: HistoryBuilder, position: Int) {
    release = history.releases[position]
    counts = addenda.counts
    var counted: [Key: Int] = [
      Key(subject: .codes, measure: .after): release.billableCount,
      Key(subject: .headers, measure: .after): release.codeCount - release.billableCount,
    ]
    var change = 0
    for (step, stepping) in addenda.steps {
      let isBillable =
        (stepping.before ?? stepping.after)?.isBillable
        ?? history.rows.newestRow(of: step.code).map { history.rows.rows[$0].code.content.isBillable } ?? true
      let subject = isBillable ? AddendaCount.Subject.codes : .headers
      func count(_ measure: AddendaCount.Measure) {
        counted[Key(subject: subject, measure: measure), default: 0] += 1
      }
      switch step.action {
      case .add:
        count(.additions)
        change += 1
      case .delete:
        count(.deletions)
        change -= 1
      case .revise:
        count(.revisions)
        count(stepping.revisedTitles)
      }
    }
    self.counted = counted
    impliedRows = release.codeCount - change
  }

  /// Whether a release has as many codes as the footer says of the baseline.
  func fits(_ history: HistoryBuilder, _ baseline: Int) -> Bool {
    let candidate = history.releases[baseline]
    guard let codes = before(.codes), let headers = before(.headers) else {
      return candidate.codeCount == impliedRows
    }
    return candidate.billableCount == codes.count
      && candidate.codeCount - candidate.billableCount == headers.count
  }

  /// The figures of the footer that are not what is counted in the addenda and in the release.
  func faults(in addenda: Addenda) -> [Diagnostic] {
    counts.filter { $0.measure != .before }.compactMap { count in
      let found = counted[Key(subject: count.subject, measure: count.measure)] ?? 0
      let whose = count.measure == .after ? "in \(release.fileDescription)" : "above the footer"
      return fault(count, found: found, whose, file: addenda.file)
    }
  }

  /// The figures of the footer that are not what the baseline holds.
  func faults(in addenda: Addenda, baseline: Release) -> [Diagnostic] {
    counts.filter { $0.measure == .before }.compactMap { count in
      let headers = baseline.codeCount - baseline.billableCount
      let found = count.subject == .codes ? baseline.billableCount : headers
      return fault(count, found: found, "in \(baseline.fileDescription)", file: addenda.file)
    }
  }

  private func fault(_ count: AddendaCount, found: Int, _ whose: String, file: String) -> Diagnostic? {
    guard found != count.count else { return nil }
    let what = count.measure.rawValue.split(separator: "_").joined(separator: " ")
    return Rule.footerCounts.finding(
      "expected \(count.count) \(count.subject) (\(what)), found \(found) \(whose)",
      at: Place(file: file, line: count.line))
  }

  /// The size of the baseline: `73,674 codes`.
  var baseline: String {
    before(.codes).map { "\(grouped($0.count)) codes" } ?? "\(grouped(impliedRows)) rows"
  }

  /// Whether the publisher counted at all.
  var isPrinted: Bool { !counts.isEmpty }

  /// The line that states it.
  var line: Int? { before(.codes)?.line }

  private func before(_ subject: AddendaCount.Subject) -> AddendaCount? {
    counts.first { $0.subject == subject && $0.measure == .before }
  }

  /// A number as the publishers write it in prose: `73,674`.
  private func grouped(_ number: Int) -> String {
    number < 1000 ? "\(number)" : grouped(number / 1000) + "," + "\(number % 1000 + 1000)".dropFirst()
  }
}

extension Stepping {
  /// Which titles a revision changes.
  fileprivate var revisedTitles: AddendaCount.Measure {
    guard let before, let after else { return .revisions }
    if before.shortTitle.hasSameBytes(as: after.shortTitle) { return .revisionsOfLongTitle }
    return before.longTitle.hasSameBytes(as: after.longTitle)
      ? .revisionsOfShortTitle : .revisionsOfBothTitles
  }
}
