import CodeSetModel

/// The chapters and blocks of a code set that hold on some days, each before those it holds: as the newest of these
/// days has them. Empty where the code set has none.
///
/// - Parameter days: the effective dates of the releases of a build.
package func sections(of system: CodeSystem, on days: [String]) -> [Section] {
  let newest = days.max()
  let declared = DeclaredSection.all(of: system).filter { section in
    days.contains(where: section.isInForce)
  }
  // A section whose title changes is there once, by its newest.
  let newestOf = Dictionary(declared.map { ($0.range, $0.title) }, uniquingKeysWith: { $1 })
  return declared.filter { newestOf[$0.range] == $0.title }.map { section in
    // A chapter is named by its number, which stays the same where its range does not.
    let parent = section.parent.flatMap { parent in
      let named = declared.filter { $0.number == parent || $0.range == parent }
      return named.first { newest.map($0.isInForce) ?? true } ?? named.first
    }
    return Section(
      system: system.id, section: section.range, kind: section.number == nil ? .block : .chapter,
      number: section.number, title: section.title, parent: parent?.range)
  }
}

/// Finds the innermost block or chapter of a category, as of a day.
struct SectionFinder {
  /// By what holds them: the number of a chapter, the range of a block; `nil` for chapters.
  private let sections: [String?: [DeclaredSection]]
  private let chapters: Set<String>
  private var known: [Substring: String?] = [:]
  /// The category asked for last: codes come category by category.
  private var last: (category: Substring, section: String?) = ("", nil)

  /// - Parameter day: the effective date of the release.
  init(_ system: CodeSystem, on day: String) {
    let declared = DeclaredSection.all(of: system).filter { $0.isInForce(on: day) }
    sections = Dictionary(grouping: declared, by: \.parent)
    chapters = Set(declared.filter { $0.number != nil }.map(\.range))
  }

  /// Whether the same sections are in force on two days: then each category is where it was.
  static func isSame(_ system: CodeSystem, on day: String, _ other: String) -> Bool {
    DeclaredSection.all(of: system).allSatisfy { $0.isInForce(on: day) == $0.isInForce(on: other) }
  }

  /// Whether a category with this section is outside every block: in none, or in a chapter alone. Never so where
  /// the code set has no sections.
  func lacksBlock(_ section: String?) -> Bool {
    !sections.isEmpty && (section.map(chapters.contains) ?? true)
  }

  /// The section that holds a code, by its category (the first three characters).
  mutating func section(of code: String) -> String? {
    if code.utf8.starts(with: last.category.utf8), !last.category.isEmpty { return last.section }
    let category = code.prefix(3)
    let section = known[category] ?? innermost(of: category, below: nil)?.range
    known[category] = .some(section)
    last = (category, section)
    return section
  }

  /// Sections that are side by side may overlap (C7A lies within C76-C80): the one that begins last is the one made
  /// for the category.
  private func innermost(of category: Substring, below parent: String?) -> DeclaredSection? {
    let holding = sections[parent, default: []].filter { $0.holds(category) }
    guard let section = holding.max(by: { $0.first < $1.first }) else { return nil }
    return innermost(of: category, below: section.number ?? section.range) ?? section
  }
}
