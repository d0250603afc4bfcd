import CodeSetModel

/// The chapters and blocks of a release: those of its tabular list, or else those that are declared for its day.
struct SectionTree: Equatable, Sendable {
  private(set) var ranges: [SectionRange]
  /// The innermost section of each category, where the list says it.
  private(set) var listed: [String: String] = [:]

  init(declaredFor system: CodeSystem, on day: CalendarDay) {
    ranges = SectionRange.declared(of: system, on: day)
  }

  /// - Parameters:
  ///   - list: the tabular list of the release, where there is one.
  ///   - categories: the categories of the release. Where the list does not have all of them, what is declared
  ///     completes it.
  init(
    of system: CodeSystem, on day: CalendarDay, list: PublishedTable<TabularRecord>?,
    categories: some Sequence<Substring>
  ) {
    self.init(declaredFor: system, on: day)
    guard let list else { return }
    let read = ListedSections(list.records)
    guard !read.ranges.isEmpty else { return }
    listed = read.listed
    if categories.allSatisfy({ read.listed[String($0)] != nil }) {
      ranges = read.ranges
    } else {
      // A chapter is known by its number, which stays the same where its range does not.
      func isSame(_ one: SectionRange, _ other: SectionRange) -> Bool {
        one.number == nil ? one.range == other.range : one.number == other.number
      }
      let declared = ranges
      ranges =
        declared.map { range in read.ranges.first { isSame($0, range) } ?? range }
        + read.ranges.filter { range in !declared.contains { isSame($0, range) } }
    }
  }

  /// The rows of the table `section`, each before those it holds.
  func rows(of release: Release) -> [Section] {
    let chapters = Dictionary(
      ranges.compactMap { range in range.number.map { ($0, range.range) } }, uniquingKeysWith: { $1 })
    return ranges.map { range in
      Section(
        kind: range.number == nil ? .block : .chapter, section: range.range, number: range.number,
        title: range.title, parent: range.parent.map { chapters[$0] ?? $0 }, of: release)
    }
  }
}

/// The chapters and blocks that a tabular list prints, and which categories it prints in each.
private struct ListedSections {
  private(set) var ranges: [SectionRange] = []
  private(set) var listed: [String: String] = [:]

  init(_ records: [TabularRecord]) {
    var chapter: String?
    for record in records where record.kind == .title {
      let printed = SectionTitle(record.text)
      switch record.ownerKind {
      case .list: break
      case .chapter:
        chapter = record.owner
        ranges.append(
          SectionRange(
            range: printed.range ?? record.owner, number: record.owner, also: [], title: printed.title))
      case .block:
        // A block as wide as its chapter would be above itself; the chapter says all of it.
        if ranges.last(where: { $0.number != nil })?.range == record.owner { continue }
        ranges.append(SectionRange(range: record.owner, parent: chapter, also: [], title: printed.title))
      case .code:
        if record.owner.utf8.count == 3, let section = ranges.last?.range { listed[record.owner] = section }
      }
    }
    nest()
  }

  /// Puts blocks into the innermost block around them. The list prints all blocks of a chapter side by side; one
  /// that holds others prints no category of its own. (C7A is no part of C76-C80.)
  private mutating func nest() {
    let withCategories = Set(listed.values)
    let frames = ranges.filter { $0.number == nil && !withCategories.contains($0.range) }
    for place in ranges.indices where ranges[place].number == nil {
      let own = ranges[place]
      let around = frames.filter { frame in
        frame.parent == own.parent && frame.range != own.range && frame.first <= own.first
          && own.last <= frame.last
      }
      let innermost = around.max { ($0.first, $1.last) < ($1.first, $0.last) }
      if let innermost { ranges[place].parent = innermost.range }
    }
  }
}

/// Finds the innermost block or chapter of a category.
struct SectionFinder {
  /// By what holds them: the number of a chapter, the range of a block; `nil` for chapters.
  private let ranges: [String?: [SectionRange]]
  private let listed: [String: String]
  private let chapters: Set<String>
  private var known: [Substring: String?] = [:]
  /// The category asked for last: codes come category by category.
  private var last: (category: Substring, section: String?) = ("", nil)

  init(_ tree: SectionTree) {
    ranges = Dictionary(grouping: tree.ranges, by: \.parent)
    listed = tree.listed
    chapters = Set(tree.ranges.filter { $0.number != nil }.map(\.range))
  }

  /// Whether a category with this section is outside every block: in none, or in a chapter alone. Never so where
  /// the code set has no sections.
  func lacksBlock(_ section: String?) -> Bool {
    !ranges.isEmpty && (section.map(chapters.contains) ?? true)
  }

  /// The section that holds a code, by its category (the first three characters).
  mutating func section(of code: String) -> String? {
    if code.utf8.starts(with: last.category.utf8), !last.category.isEmpty { return last.section }
    let category = code.prefix(3)
    let section = known[category] ?? listed[String(category)] ?? innermost(of: category, below: nil)?.range
    known[category] = .some(section)
    last = (category, section)
    return section
  }

  /// Sections that are side by side may overlap (C7A lies within C76-C80): the one that begins last is the one made
  /// for the category.
  private func innermost(of category: Substring, below parent: String?) -> SectionRange? {
    let holding = ranges[parent, default: []].filter { $0.holds(category) }
    guard let section = holding.max(by: { $0.first < $1.first }) else { return nil }
    return innermost(of: category, below: section.number ?? section.range) ?? section
  }
}
