import CodeSetModel
import Normalize
import TestSupport
import Testing

@Suite struct SectionTests {
  @Test(arguments: [
    ("A00", "A00-A09"), ("B99", "B99"), ("C4A", "C43-C44"), ("C43", "C43-C44"), ("C45", "C45-C49"),
    ("C7A", "C7A"), ("C7B", "C7B"), ("C78", "C76-C80"), ("C80", "C76-C80"), ("D3A", "D3A"),
    ("D38", "D37-D48"), ("D36", "D10-D36"), ("I1A", "I10-I1A"), ("I5A", "I30-I5A"), ("I51", "I30-I5A"),
    ("J4A", "J40-J4A"), ("M1A", "M05-M14"), ("M15", "M15-M19"), ("O09", "O09"), ("O34", "O30-O48"),
    ("O9A", "O94-O9A"), ("Q99", "Q90-Q99"), ("T07", "T07"), ("T14", "T14"),
    ("T20", "T20-T25"), ("T32", "T30-T32"), ("T79", "T79"), ("U07", "U00-U49"), ("V00", "V00-V09"),
    ("X58", "X52-X58"), ("X92", "X92-Y09"), ("Y09", "X92-Y09"), ("Y62", "Y62-Y69"), ("Y70", "Y70-Y82"),
    ("Y84", "Y83-Y84"), ("Z3A", "Z30-Z39"), ("Z40", "Z40-Z53"), ("Z99", "Z77-Z99"),
  ])
  func aCategoryBelongsToTheInnermostBlockAroundIt(_ category: String, _ block: String) {
    let normalized = normalized([category])
    #expect(normalized.edition.codes.map(\.section) == [block])
    #expect(normalized.findings.isEmpty)
  }

  @Test func aCodeBelongsToTheBlockOfItsCategory() {
    let codes = normalized(["O34", "O343", "O3432"]).edition.codes
    #expect(codes.map(\.section) == ["O30-O48", "O30-O48", "O30-O48"])
    #expect(normalized(["C4A0"]).edition.codes.map(\.section) == ["C43-C44"])
  }

  @Test(arguments: ["ZZZ", "A10", "O83", "UA0", "I0A"])
  func aCategoryOutsideEveryBlockIsReported(_ category: String) {
    let normalized = normalized(["A00", category, category + "0"])
    #expect(
      normalized.findings == [
        Diagnostic(
          .warning, rule: "outside-sections",
          "expected a category of a known block, found \(category) Long title",
          at: Place(file: "order.txt", line: 2), code: category)
      ])
  }

  @Test func icd10pcsHasNoSectionsAndMissesNone() {
    let normalized = normalized(["0UV", "0UVC7ZZ", "XW0"], of: .icd10pcs)
    #expect(normalized.edition.codes.allSatisfy { $0.section == nil })
    #expect(normalized.findings.isEmpty)
    #expect(normalized.edition.sections.isEmpty)
  }
}

/// The chapters and blocks as they are declared.
@Suite struct DeclaredSectionTests {
  private let declared = normalize(
    [],
    of: Release(
      system: "icd10cm", label: "fy2026", effective: "2025-10-01", until: nil, file: "order.txt", member: nil),
    system: .icd10cm
  ).edition.sections

  @Test func thereAreTwentyTwoChaptersInOrder() {
    let chapters = declared.filter { $0.kind == .chapter }
    #expect(chapters.map(\.number) == (1...22).map(String.init))
    // U, chapter 22, sorts before V, and was added last.
    #expect(chapters.dropLast().map { first(of: $0) } == chapters.dropLast().map { first(of: $0) }.sorted())
    #expect(chapters.last?.section == "U00-U85")
  }

  @Test func everyRangeIsDeclaredOnce() {
    #expect(Set(declared.map(\.section)).count == declared.count)
  }

  @Test func aRangeIsOneCategoryOrTwoInOrder() {
    for section in declared {
      let ends = section.section.split(separator: "-")
      #expect((1...2).contains(ends.count), "\(section.section)")
      #expect(ends.allSatisfy { $0.utf8.count == 3 }, "\(section.section)")
      #expect(first(of: section) <= last(of: section), "\(section.section)")
    }
  }

  @Test func everyTitleSaysSomething() {
    for section in declared {
      #expect(!section.title.isEmpty, "\(section.section)")
      let words = section.title.split(separator: " ")
      #expect(words.joined(separator: " ") == section.title, "\(section.section)")
    }
  }

  @Test func chaptersHaveANumberAndNoParentAndBlocksTheOppositeOfBoth() {
    for section in declared {
      #expect((section.kind == .chapter) == (section.number != nil), "\(section.section)")
      #expect((section.kind == .chapter) == (section.parent == nil), "\(section.section)")
    }
  }

  @Test func aParentStandsBeforeItsPartsAndItsRangeHoldsThem() {
    var seen: [String: Section] = [:]
    for section in declared {
      if let parent = section.parent {
        guard let above = seen[parent] else {
          Issue.record("\(section.section): its parent \(parent) is not declared before it")
          continue
        }
        #expect(first(of: above) <= first(of: section), "\(section.section) begins before \(parent)")
        #expect(last(of: section) <= last(of: above), "\(section.section) ends behind \(parent)")
      }
      seen[section.section] = section
    }
  }

  /// Only a block for a single category may lie within the range of its neighbor: C7A within C76-C80.
  @Test func neighborsDoNotOverlap() {
    for (parent, parts) in Dictionary(grouping: declared, by: \.parent) {
      for (earlier, later) in zip(parts, parts.dropFirst()) where later.section != "U00-U85" {
        let isSingleCategory = first(of: later) == last(of: later)
        #expect(
          last(of: earlier) < first(of: later) || isSingleCategory,
          "\(earlier.section) and \(later.section) in \(parent ?? "the code set")")
        #expect(first(of: earlier) < first(of: later), "\(later.section) is out of order")
      }
    }
  }

  private func first(of section: Section) -> Substring { section.section.prefix(3) }
  private func last(of section: Section) -> Substring { section.section.suffix(3) }
}
