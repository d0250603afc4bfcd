import CodeSetModel
import Lookup

extension ReleaseSummary {
  /// The summary for a terminal.
  var text: String {
    var page = Page()
    page.lines.append("\(system.name) \(release.label), in force from \(release.effective)")
    page.add("codes", "\(release.codeCount), \(release.billableCount) of them billable")
    if let previous {
      page.add("since", "\(previous.label), in force from \(previous.effective)")
      addChanges(to: &page)
    } else {
      page.add("changes", "not known: this build has no earlier release")
    }
    page.add("addenda", reconciliation.text)
    page.add("findings", findingsText)
    return page.text
  }

  private func addChanges(to page: inout Page) {
    page.add("new", String(count(.added)))
    page.add("retired", String(count(.removed)))
    page.add("revised", revisedText)
    page.add("flipped", "\(count(.becameHeader)) to headers, \(count(.becameBillable)) to billable codes")
    page.add("families", familiesText)
    page.add("", familyLines)
    page.add("shapes", newShapes.isEmpty ? "none that is new" : "\(newShapes.count) never seen before")
    page.add("", newShapes.map { ($0.shape, "as in \($0.example)") })
  }

  private var revisedText: String {
    let short = count(.shortRetitled)
    return "\(count(.retitled))" + (short > 0 ? ", and \(short) in their short titles alone" : "")
  }

  private var familiesText: String {
    "\(families.count(where: \.isNew)) new, \(families.count(where: \.isGone)) gone, "
      + "\(families.count { !$0.isNew && !$0.isGone }) with other members"
  }

  /// The first families that have other members than before.
  private var familyLines: [(name: String, text: String)] {
    let limit = 10
    let changed = families.filter { !$0.isNew && !$0.isGone }
    let lines = changed.prefix(limit).flatMap { change in
      let parts = [("gained", change.gained), ("lost", change.lost)].filter { !$0.1.isEmpty }
      return parts.enumerated().map { place, part in
        (
          place == 0 ? display(change.family) : "",
          "\(part.0) \(part.1.shortened(to: 6)): \(change.family.stem)"
        )
      }
    }
    return lines + (changed.count > limit ? [("and \(changed.count - limit) more", "")] : [])
  }

  /// The family's name, the code of its first member, as people write it.
  private func display(_ family: Family) -> String {
    system.displayCode(family.family)
  }

  private var findingsText: String {
    let severities = findings.map(\.diagnostic.severity)
    let warnings = severities.count { $0 == .warning }
    let notes = severities.count { $0 == .note }
    return "\(warnings) warning\(warnings == 1 ? "" : "s"), \(notes) note\(notes == 1 ? "" : "s")"
  }
}

extension ReconciliationSummary {
  /// The outcome for people.
  fileprivate var text: String {
    guard hasAddenda else { return "none in this build" }
    guard let baseline else {
      if isEmpty { return "they list nothing, and nothing changes" }
      return "baseline not in this build: \(notCompared) changes not compared" + unmatchedText
    }
    return "\(matched) changes matched, relative to \(baseline)" + unmatchedText
  }

  private var isEmpty: Bool { matched + notCompared + exempted.count + unexplained.count == 0 }

  private var unmatchedText: String {
    (exempted.isEmpty ? "" : ", \(exempted.count) exempted")
      + (unexplained.isEmpty ? "" : ", \(unexplained.count) unexplained")
  }
}

extension [String] {
  /// The first of them, and how many more there are.
  fileprivate func shortened(to limit: Int) -> String {
    prefix(limit).joined(separator: ", ") + (count > limit ? " and \(count - limit) more" : "")
  }
}
