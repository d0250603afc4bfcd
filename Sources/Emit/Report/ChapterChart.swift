import CodeSetModel

/// The changes of each chapter as bars side by side, drawn as inline SVG. The same figures are in the table
/// beside it, for those who cannot see it.
struct ChapterChart {
  private let chapters: [ChapterCounts]
  private let largest: Int

  private static let barHeight = 18
  private static let rowHeight = 26
  private static let labelWidth = 120
  private static let width = 760

  init?(_ chapters: [ChapterCounts]) {
    self.chapters = chapters.filter { $0.changeCount > 0 }
    largest = chapters.map(\.changeCount).max() ?? 0
    guard largest > 0 else { return nil }
  }

  func write(to page: inout HTMLText) {
    let height = chapters.count * Self.rowHeight
    page.markup("<svg role=\"img\" aria-label=\"Changes by chapter\" viewBox=\"0 0 ")
    page.number(Self.width)
    page.markup(" ")
    page.number(height)
    page.markup("\">\n")
    for (place, chapter) in chapters.enumerated() { write(chapter, at: place * Self.rowHeight, to: &page) }
    page.markup("</svg>\n")
  }

  private func write(_ chapter: ChapterCounts, at top: Int, to page: inout HTMLText) {
    text(chapter.chapter, x: 0, top: top, to: &page)
    var x = Self.labelWidth
    let room = Self.width - Self.labelWidth - 60
    for (kind, count) in chapter.counts where count > 0 {
      let width = max(1, count * room / largest)
      page.markup("<rect class=\"")
      page.text(kind)
      page.markup("\" x=\"")
      page.number(x)
      page.markup("\" y=\"")
      page.number(top + 3)
      page.markup("\" width=\"")
      page.number(width)
      page.markup("\" height=\"")
      page.number(Self.barHeight)
      page.markup("\"><title>")
      page.text("\(chapter.chapter): \(count) \(kind)")
      page.markup("</title></rect>\n")
      x += width
    }
    text(String(chapter.changeCount), x: x + 6, top: top, to: &page)
  }

  private func text(_ text: String, x: Int, top: Int, to page: inout HTMLText) {
    page.markup("<text x=\"")
    page.number(x)
    page.markup("\" y=\"")
    page.number(top + 17)
    page.text(text, in: "\">", "</text>\n")
  }
}

extension ChapterCounts {
  /// The kinds of change, as the page calls them, in the order in which it shows them.
  static let kinds = ["added", "revised", "flipped", "removed"]

  /// How many changes there are of each kind.
  var counts: [(kind: String, count: Int)] {
    Array(zip(Self.kinds, [added, revised, flipped, removed]))
  }

  var changeCount: Int { added + revised + flipped + removed }
}
