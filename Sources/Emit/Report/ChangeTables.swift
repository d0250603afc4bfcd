import CodeSetModel

/// Every change of a release with its old and new title, a table for each chapter.
struct ChangeTables {
  private let chapters: [ChapterCounts]
  private let changes: [String: [ReleaseChange]]

  init(_ summary: ReleaseSummary) {
    chapters = summary.chapters
    changes = Dictionary(grouping: summary.changes, by: \.chapter)
  }

  mutating func write(to page: inout HTMLText) {
    for chapter in chapters {
      guard let own = changes[chapter.chapter] else { continue }
      page.markup("<details><summary>")
      let title = chapter.title.map { " \($0)" } ?? ""
      page.text(
        "\(chapter.chapter)\(title): \(own.count) change\(own.count == 1 ? "" : "s")", in: "", "</summary>\n")
      page.head(["code", "change", "before", "after"])
      for change in own { write(change, to: &page) }
      page.endTable()
      page.markup("</details>\n")
    }
  }

  private func write(_ change: ReleaseChange, to page: inout HTMLText) {
    page.text(change.displayCode, in: "<tr><td>", "</td><td>")
    page.text(change.change.kind.words, in: "", "</td><td class=\"t\">")
    switch (change.change.old, change.change.new) {
    case (let old?, let new?) where old != new:
      let difference = WordDifference(old, new)
      for part in difference.old { write(part, "<del>", "</del>", to: &page) }
      page.markup("</td><td class=\"t\">")
      for part in difference.new { write(part, "<ins>", "</ins>", to: &page) }
    case (let old, let new):
      page.text(old ?? "", in: "", "</td><td class=\"t\">")
      page.text(new ?? "", in: "", "")
    }
    page.markup("</td></tr>\n")
  }

  private func write(
    _ part: WordDifference.Part, _ before: StaticString, _ after: StaticString, to page: inout HTMLText
  ) {
    let words = part.words.joined()
    guard !part.isSame else { return page.text(words) }
    // The blank before the first word is no part of what differs, unless there is one too many.
    let blank = words.hasPrefix(" ") && !words.hasPrefix("  ")
    if blank { page.markup(" ") }
    page.text(blank ? String(words.dropFirst()) : words, in: before, after)
  }
}

extension Change.Kind {
  fileprivate var words: String {
    switch self {
    case .added: "new"
    case .removed: "retired"
    case .becameBillable: "now billable"
    case .becameHeader: "now a header"
    case .retitled: "revised title"
    case .shortRetitled: "revised short title"
    }
  }
}
