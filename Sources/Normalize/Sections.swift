import CodeSetModel

/// A chapter or block as it is declared: its range, its title, and what it holds.
struct DeclaredSection: Sendable {
  var range: String
  var number: String?
  var title: String
  /// Categories that belong to it although they sort outside its range.
  var also: [String]
  var parts: [DeclaredSection]

  var first: Substring { range.prefix(3) }
  var last: Substring { range.suffix(3) }
}

func chapter(_ number: String, _ range: String, _ title: String, _ parts: [DeclaredSection])
  -> DeclaredSection
{
  DeclaredSection(range: range, number: number, title: title, also: [], parts: parts)
}

func block(
  _ range: String, _ title: String, also: [String] = [], _ parts: [DeclaredSection] = []
) -> DeclaredSection {
  DeclaredSection(range: range, number: nil, title: title, also: also, parts: parts)
}

/// The chapters and blocks of a code set, each before those it holds. Empty where it has none.
package func sections(of system: CodeSystem) -> [Section] {
  declaredChapters(of: system).flatMap { rows(for: $0, parent: nil, system: system) }
}

private func declaredChapters(of system: CodeSystem) -> [DeclaredSection] {
  system == .icd10cm ? icd10cmChapters : []
}

private func rows(for section: DeclaredSection, parent: String?, system: CodeSystem) -> [Section] {
  let row = Section(
    system: system.id, section: section.range, kind: section.number == nil ? .block : .chapter,
    number: section.number, title: section.title, parent: parent)
  return [row] + section.parts.flatMap { rows(for: $0, parent: section.range, system: system) }
}

/// Finds the innermost block or chapter of a category.
struct SectionFinder {
  private let chapters: [DeclaredSection]
  private var known: [Substring: String?] = [:]
  /// The category asked for last: codes come category by category.
  private var last: (category: Substring, section: String?) = ("", nil)

  init(_ system: CodeSystem) {
    chapters = declaredChapters(of: system)
  }

  /// Whether a category with this section stands outside every block: in none, or in a chapter alone. Never
  /// so where the code set has no sections.
  func lacksBlock(_ section: String?) -> Bool {
    !chapters.isEmpty && (section == nil || chapters.contains { $0.range == section })
  }

  /// The section that holds a code, by its category (the first three characters).
  mutating func section(of code: String) -> String? {
    if code.utf8.starts(with: last.category.utf8), !last.category.isEmpty { return last.section }
    let category = code.prefix(3)
    let section = known[category] ?? innermost(of: category, in: chapters)
    known[category] = .some(section)
    last = (category, section)
    return section
  }

  /// Sections that stand side by side may overlap (C7A lies within C76-C80): the one that begins last is
  /// the one made for the category.
  private func innermost(of category: Substring, in sections: [DeclaredSection]) -> String? {
    let holding = sections.filter {
      $0.first <= category && category <= $0.last || $0.also.contains { $0 == category }
    }
    guard let section = holding.max(by: { $0.first < $1.first }) else { return nil }
    return innermost(of: category, in: section.parts) ?? section.range
  }
}
