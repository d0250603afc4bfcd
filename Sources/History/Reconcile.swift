import CodeSetModel

extension Rule {
  static let unexplainedChange = Rule(
    "unexplained-change", .error, "The addenda list what the files change, and nothing else.")
  static let footerCounts = Rule(
    "footer-counts", .error, "The footer of the addenda counts what they list and what the files hold.")
  static let footerMissing = Rule(
    "footer-missing", .error,
    "Addenda that are not relative to a loaded release have a footer that shows it.")
  static let baselineNotHeld = Rule(
    "baseline-not-held", .warning, "The release that the addenda are relative to is loaded.")
  static let otherBaseline = Rule(
    "other-baseline", .note, "The addenda are relative to the release before.")
}

extension HistoryBuilder {
  /// Holds the changes of a release against the publisher's addenda.
  ///
  /// The baseline is found, not assumed: the addenda of January 2021 are relative to FY2020, and a mid-year
  /// release may not be in the build.
  func reconcile(_ addenda: Addenda, at position: Int) -> (
    rows: [Reconciliation], findings: [Diagnostic], isHeld: Bool
  ) {
    let listed = addenda.steps
    let places = rows.places
    var reconciliation = ReleaseReconciliation(release: releases[position], addenda: addenda, listed: listed)
    {
      rows.number(of: $0).map { places[$0] } ?? -1
    }
    let footer = Footer(addenda, history: self, position: position)
    reconciliation.findings += footer.faults(in: addenda)
    guard let baseline = baseline(of: listed.filter { !$0.value.isOfPadding }, footer, at: position) else {
      reconciliation.compareAlone { printed($0, in: position) }
      reconciliation.findings += notHeld(listed, footer, addenda, at: position)
      return (reconciliation.rows, reconciliation.findings, false)
    }
    if baseline.position != position - 1 {
      reconciliation.findings.append(
        Rule.otherBaseline.finding(
          "expected addenda relative to \(releases[position - 1].label), found them relative to "
            + releases[baseline.position].label, at: Place(file: addenda.file, line: 1)))
    }
    reconciliation.findings += footer.faults(in: addenda, baseline: releases[baseline.position])
    reconciliation.compare(with: baseline.steps, since: releases[baseline.position]) { step in
      place(of: step.code, in: step.action == .delete ? baseline.position : position)
    }
    return (reconciliation.rows, reconciliation.findings, true)
  }

  /// The release that the addenda are relative to: the nearest from which they list every change, or else
  /// the nearest that has as many codes as the footer says.
  private func baseline(
    of listed: [Step: Stepping], _ footer: Footer, at position: Int
  ) -> (position: Int, steps: [Step: Stepping])? {
    var ofSameSize: (position: Int, steps: [Step: Stepping])?
    for candidate in (0..<position).reversed() {
      let steps = steps(from: candidate, to: position)
      if isSame(steps, listed) { return (candidate, steps) }
      if ofSameSize == nil, footer.fits(self, candidate) { ofSameSize = (candidate, steps) }
    }
    return ofSameSize
  }

  private func isSame(_ one: [Step: Stepping], _ other: [Step: Stepping]) -> Bool {
    one.count == other.count
      && one.allSatisfy { step, stepping in other[step].map { $0.agrees(with: stepping) } ?? false }
  }

  private func printed(_ code: String, in position: Int) -> PrintedCode? {
    rows.row(of: code, in: position).map { PrintedCode(rows.rows[$0].code) }
  }

  /// Where a code of a release is printed: the line of the row's first release.
  private func place(of code: String, in position: Int) -> Place? {
    rows.row(of: code, in: position).map { row in
      Place(file: releases[rows.rows[row].first].fileDescription, line: rows.rows[row].code.sourceLine)
    }
  }

  /// What is to be said of a baseline that no release in the build can be.
  private func notHeld(
    _ listed: [Step: Stepping], _ footer: Footer, _ addenda: Addenda, at position: Int
  ) -> [Diagnostic] {
    let release = releases[position]
    guard position > 0 else {
      // Nothing is missing before the first release of a history: it begins there.
      var note = Rule.baselineNotHeld.finding(
        "expected the release before \(release.label) (\(footer.baseline)) among those loaded, found none",
        at: Place(file: addenda.file, line: 1))
      note.severity = .note
      return [note]
    }
    let last = releases[position - 1]
    let steps = steps(from: position - 1, to: position)
    let differing = Set(steps.keys).union(listed.keys).count { step in
      guard let says = listed[step], let shows = steps[step] else { return true }
      return !says.agrees(with: shows)
    }
    let warning = Rule.baselineNotHeld.finding(
      "expected the baseline of \(release.label) (\(footer.baseline)) among the loaded releases, found none; it must "
        + "lie after \(last.label) of \(last.effective) and before \(release.effective); since \(last.label), "
        + "\(differing) change\(differing == 1 ? " differs" : "s differ")",
      at: Place(file: addenda.file, line: footer.line ?? 1))
    guard !footer.isPrinted else { return [warning] }
    return [
      warning,
      Rule.footerMissing.finding(
        "expected the publisher's footer of counts, since the addenda do not fit \(last.label), found none",
        at: Place(file: addenda.file, line: 1)),
    ]
  }
}

/// The comparison of one release's changes with its addenda.
private struct ReleaseReconciliation {
  let release: Release
  let addenda: Addenda
  let listed: [Step: Stepping]
  /// Where a code is in the published order.
  let order: (String) -> Int
  var rows: [Reconciliation] = []
  var findings: [Diagnostic] = []

  /// Compares the addenda with the steps from the baseline.
  mutating func compare(
    with steps: [Step: Stepping], since baseline: Release, place: (Step) -> Place?
  ) {
    for step in sorted(Set(listed.keys).union(steps.keys)) {
      let (says, shows) = (listed[step], steps[step])
      if let says, let shows, says.agrees(with: shows) {
        add(step, .matched, baseline: baseline, line: says.line)
        continue
      }
      if let says, shows == nil, says.isOfPadding {
        add(step, .matched, baseline: baseline, line: says.line)
        continue
      }
      if let says {
        add(step, .missingInFiles, baseline: baseline, line: says.line)
        findings.append(
          Rule.unexplainedChange.finding(
            "expected the files of \(baseline.label) and \(release.label) to \(step.action) \(step.code) "
              + "\(says.description), found \(shows?.description ?? "no such change")",
            at: Place(file: addenda.file, line: says.line ?? 1), code: step.code))
      }
      if let shows {
        add(step, .missingInAddenda, baseline: baseline, line: nil)
        guard says == nil else { continue }
        findings.append(
          Rule.unexplainedChange.finding(
            "expected the addenda to \(step.action) \(step.code) \(shows.description) since \(baseline.label), "
              + "found nothing of it in \(addenda.file)", at: place(step), code: step.code))
      }
    }
  }

  /// Compares the addenda with the release alone, where the baseline is not in the build.
  mutating func compareAlone(with printed: (String) -> PrintedCode?) {
    for step in sorted(Set(listed.keys)) {
      guard let says = listed[step] else { continue }
      let found = printed(step.code)
      let isLeft = says.after.map { after in found.map { after.agrees(with: $0) } ?? false }
      // A deleted code is gone, unless the addenda add it again as a header or as a billable code.
      let isGone = found == nil || listed[Step(code: step.code, action: .add)] != nil
      guard isLeft ?? isGone else {
        add(step, .missingInFiles, baseline: nil, line: says.line)
        findings.append(
          Rule.unexplainedChange.finding(
            "expected \(release.label) as its addenda say, \(step.action) \(step.code) \(says.description), found "
              + (found?.description ?? "no such code"), at: Place(file: addenda.file, line: says.line ?? 1),
            code: step.code))
        continue
      }
      add(step, .baselineNotHeld, baseline: nil, line: says.line)
    }
  }

  private mutating func add(
    _ step: Step, _ outcome: Reconciliation.Outcome, baseline: Release?, line: Int?
  ) {
    rows.append(
      Reconciliation(
        system: release.system, release: release.label, baseline: baseline?.label, code: step.code,
        action: step.action, outcome: outcome, line: line))
  }

  /// In published order; what is deleted before what is added.
  private func sorted(_ steps: Set<Step>) -> [Step] {
    let actions: [Reconciliation.Action: Int] = [.delete: 0, .add: 1, .revise: 2]
    return steps.sorted { one, other in
      let (first, second) = (order(one.code), order(other.code))
      guard first == second else { return first < second }
      guard one.code == other.code else { return one.code < other.code }
      return (actions[one.action] ?? 0) < (actions[other.action] ?? 0)
    }
  }
}
