import CodeSetModel

/// The page of a refresh report, from the figures at a glance down to every change.
struct ReportPage {
  private let summary: ReleaseSummary
  private var page = HTMLText()

  init(_ summary: ReleaseSummary) {
    self.summary = summary
  }

  mutating func html() -> String {
    page = HTMLText()
    writeHead()
    writeFigures()
    writeChapters()
    writeReconciliation()
    writeFindings()
    writeFamilies()
    writeShapes()
    writeChanges()
    writeNotes()
    writeSources()
    page.markup("</main>\n</body>\n</html>\n")
    return page.text
  }

  private var title: String { "\(summary.system.name) \(summary.release.label): what it changes" }

  private mutating func writeHead() {
    page.markup(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      """)
    page.text(title, in: "\n<title>", "</title>\n")
    page.markup("<style>\n")
    page.markup(reportStyle)
    page.markup("</style>\n</head>\n<body>\n<main>\n")
    page.text(title, in: "<h1>", "</h1>\n")
    let since = summary.previous.map { ", compared with \($0.label) of \($0.effective)" } ?? ""
    page.text("In force from \(summary.release.effective)\(since).", in: "<p>", "</p>\n")
  }

  private mutating func writeFigures() {
    page.markup("<dl class=\"figures\">\n")
    for (name, value) in figures {
      page.text(name, in: "<div><dt>", "</dt>")
      page.text(value, in: "<dd>", "</dd></div>\n")
    }
    page.markup("</dl>\n")
    if summary.previous == nil {
      page.markup("<p>No earlier release is loaded: what this one changes is not known.</p>\n")
    }
  }

  private var figures: [(name: String, value: String)] {
    let release = summary.release
    let changes = [
      ("new", summary.count(.added)), ("retired", summary.count(.removed)),
      ("revised titles", summary.count(.retitled) + summary.count(.shortRetitled)),
      ("now headers", summary.count(.becameHeader)), ("now billable", summary.count(.becameBillable)),
      ("families changed", summary.families.count),
    ]
    return [
      ("codes and headers", String(release.codeCount)), ("billable", String(release.billableCount)),
    ] + changes.map { ($0, isCompared ? String($1) : "-") }
  }

  /// Whether there is an earlier release: without one, nothing is known of changes.
  private var isCompared: Bool { summary.previous != nil }

  /// Says under a heading that nothing is there, or that it is not known.
  private mutating func writeNone(_ sentence: StaticString) {
    page.markup("<p>")
    page.markup(isCompared ? sentence : "Not known.")
    page.markup("</p>\n")
  }

  private mutating func writeChapters() {
    page.markup("<h2>By chapter</h2>\n")
    if let chart = ChapterChart(summary.chapters) {
      page.markup("<p class=\"legend\">")
      for kind in ChapterCounts.kinds { writeLegend(kind) }
      page.markup("</p>\n")
      chart.write(to: &page)
    } else {
      writeNone("No chapter changes.")
    }
    page.head(["chapter", "title", "codes"] + ChapterCounts.kinds, numbers: [2, 3, 4, 5, 6])
    for chapter in summary.chapters {
      page.markup("<tr>")
      page.text(chapter.chapter, in: "<td>", "</td>")
      page.text(chapter.title ?? "", in: "<td class=\"t\">", "</td>")
      page.text(chapter.total == 0 ? "–" : String(chapter.total), in: "<td class=\"n\">", "</td>")
      for count in chapter.counts.map(\.count) {
        page.text(!isCompared ? "-" : count == 0 ? "–" : String(count), in: "<td class=\"n\">", "</td>")
      }
      page.markup("</tr>\n")
    }
    page.endTable()
  }

  private mutating func writeLegend(_ kind: String) {
    page.text(kind, in: "<span><svg aria-hidden=\"true\" viewBox=\"0 0 12 12\"><rect class=\"", "")
    page.markup("\" width=\"12\" height=\"12\"/></svg> ")
    page.text(kind, in: "", "</span> ")
  }

  private mutating func writeReconciliation() {
    let outcome = summary.reconciliation
    page.markup("<h2>Reconciliation with the addenda</h2>\n")
    page.text(outcome.sentence, in: "<p>", "</p>\n")
    let unmatched = outcome.unexplained + outcome.exempted
    guard !unmatched.isEmpty else { return }
    page.head(["code", "action", "outcome", "accepted"])
    for (place, row) in unmatched.enumerated() {
      let isExempt = place >= outcome.unexplained.count
      page.row([
        display(row.code), row.action.rawValue, row.outcome.rawValue.replacing("_", with: " "),
        isExempt ? "yes, see the findings" : "no",
      ])
    }
    page.endTable()
  }

  private mutating func writeFindings() {
    page.markup("<h2>Findings</h2>\n")
    guard !summary.findings.isEmpty else {
      page.markup("<p>None.</p>\n")
      return
    }
    let warnings = summary.findings.filter { $0.diagnostic.severity != .note }
    let notes = summary.findings.filter { $0.diagnostic.severity == .note }
    for (name, findings) in [("warnings", warnings), ("notes", notes)] where !findings.isEmpty {
      page.markup(name == "warnings" ? "<details open><summary>" : "<details><summary>")
      page.text("\(findings.count) \(name)", in: "", "</summary>\n")
      page.head(["rule", "place", "finding"])
      for finding in findings {
        let place = finding.diagnostic.place.map { "\($0.file):\($0.line)" } ?? ""
        page.row([finding.diagnostic.rule, place, finding.diagnostic.message])
      }
      page.endTable()
      page.markup("</details>\n")
    }
  }

  private mutating func writeFamilies() {
    page.markup("<h2>Families</h2>\n")
    guard !summary.families.isEmpty else {
      writeNone("No family gains or loses a member.")
      return
    }
    page.markup("<details><summary>")
    page.text("\(summary.families.count) families with other members", in: "", "</summary>\n")
    page.head(["family", "common title", "axes", "gained", "lost"])
    for change in summary.families {
      let state = change.isNew ? " (new)" : change.isGone ? " (gone)" : ""
      page.row([
        display(change.family.family) + state, change.family.stem,
        change.family.axes.map(\.description).joined(separator: ", "),
        change.gained.joined(separator: ", "), change.lost.joined(separator: ", "),
      ])
    }
    page.endTable()
    page.markup("</details>\n")
  }

  private mutating func writeShapes() {
    page.markup("<h2>Shapes of codes never seen before</h2>\n")
    guard !summary.newShapes.isEmpty else {
      writeNone("None.")
      return
    }
    page.head(["shape (A: a letter, 9: a digit)", "example"])
    for shape in summary.newShapes { page.row([shape.shape, shape.example]) }
    page.endTable()
  }

  private mutating func writeChanges() {
    page.markup("<h2>Every change</h2>\n")
    guard !summary.changes.isEmpty else { return writeNone("Nothing changes.") }
    var chapters = ChangeTables(summary)
    chapters.write(to: &page)
  }

  private mutating func writeNotes() {
    guard !summary.notes.isEmpty else { return }
    page.markup("<h2>Notes of the tabular list</h2>\n<details><summary>")
    page.text("\(summary.notes.count) notes that are other ones now", in: "", "</summary>\n")
    page.head(["at", "kind", "was", "is"])
    for change in summary.notes {
      page.row([
        change.ownerKind == .code ? display(change.owner) : change.owner,
        change.kind.rawValue.replacing("_", with: " "), change.old ?? "–", change.new ?? "–",
      ])
    }
    page.endTable()
    page.markup("</details>\n")
  }

  private mutating func writeSources() {
    page.markup("<h2>Sources</h2>\n")
    page.head(["for", "file", "SHA-256"])
    for input in summary.inputs {
      page.row([input.role.rawValue, input.member.map { "\(input.file)/\($0)" } ?? input.file, input.sha256])
    }
    page.endTable()
    page.markup("<h2>Signed off</h2>\n")
    page.markup("<p class=\"sign\"><span>Name</span><span>Date</span><span>Signature</span></p>\n")
  }

  private func display(_ code: String) -> String {
    summary.system.displayCode(code)
  }
}

extension ReconciliationSummary {
  /// The outcome in a sentence.
  fileprivate var sentence: String {
    guard hasAddenda else { return "No addenda are loaded." }
    guard let baseline else {
      return notCompared > 0
        ? "The release that the addenda are relative to is not loaded: \(notCompared) changes could not be compared."
        : "The addenda list nothing, and nothing changes."
    }
    return "\(matched) changes are as the publisher's addenda say, relative to \(baseline); "
      + "\(exempted.count) that they leave out are known and accepted, \(unexplained.count) are unexplained."
  }
}
