import CodeSetModel
import Foundation
import Lookup
import TestSupport
import Testing

/// `codeset summary`.
@Suite struct SummaryTests {
  @Test(arguments: ["y1", "y2", "y3"])
  func printsWhatAReleaseChanges(_ label: String) throws {
    let outcome = try Sample.built(choleraSeries).codeset("summary", "--release", label).succeeded()
    try expectGolden(outcome.output, "summary-\(label).txt")
  }

  @Test func theNewestReleaseIsTheDefault() throws {
    let sample = try Sample.built(choleraSeries)
    let newest = try sample.codeset("summary").succeeded().output
    #expect(newest.hasPrefix("ICD-10-CM y3, in force from 2022-10-01\n"))
    #expect(try sample.codeset("summary", "--system", "icd10cm", "--release", "y3").output == newest)
  }

  @Test func thereIsOneForEachCodeSet() throws {
    let outcome = try Sample.built().codeset("summary").succeeded()
    let names = outcome.output.split(separator: "\n\n").map { $0.prefix { $0 != "," } }
    #expect(names == ["ICD-10-CM sample", "ICD-10-PCS sample"])
  }

  /// What other reports are made of: every change with its titles, and the counts by chapter.
  @Test func theValueBehindItHasTheChangesByChapter() throws {
    let sample = try Sample.built(choleraSeries)
    let database = try CodeDatabase(path: sample.database.path)
    let release = try #require(database.releases.first { $0.label == "y2" })
    let summary = try database.summary(of: release)
    #expect(summary.previous?.label == "y1")
    let chapters = summary.chapters.map { chapter in
      [chapter.total, chapter.added, chapter.removed, chapter.revised, chapter.flipped]
    }
    #expect(summary.chapters.map(\.chapter) == ["A00-B99", "H60-H95", "M00-M99"])
    #expect(summary.chapters.map(\.number) == ["1", "8", "13"])
    #expect(chapters == [[5, 2, 2, 1, 0], [2, 0, 2, 0, 1], [5, 1, 0, 0, 0]])
    let changes = summary.changes.map { change in
      [change.displayCode, change.chapter, change.change.kind.rawValue, change.change.old, change.change.new]
    }
    #expect(
      changes.filter { $0[1] == "M00-M99" || $0[2] == "retitled" } == [
        ["A00.1", "A00-B99", "retitled", "Cholera due to eltor", "Cholera due to biovar eltor"],
        ["M25.519", "M00-M99", "added", nil, "Pain in unspecified shoulder"],
      ])
  }

  @Test(.needsReleases, arguments: OfficialHistory.labels)
  func theChaptersMakeUpTheRelease(_ label: String) throws {
    let database = try CodeDatabase(path: OfficialHistory.sample().database.path)
    let release = try #require(database.releases.first { $0.label == label })
    let summary = try database.summary(of: release)
    #expect(summary.chapters.count == (release.effective < "2020-10-01" ? 21 : 22))
    #expect(summary.chapters.map(\.total).reduce(0, +) == release.codeCount)
    for (part, kinds) in [
      (\ChapterCounts.added, [Change.Kind.added]), (\.removed, [.removed]),
      (\.revised, [.retitled, .shortRetitled]), (\.flipped, [.becameHeader, .becameBillable]),
    ] {
      #expect(
        summary.chapters.map { $0[keyPath: part] }.reduce(0, +) == kinds.map(summary.count).reduce(0, +))
    }
    // Each member that a family gained or lost is there once.
    let moved = summary.families.flatMap(\.gained)
    #expect(Set(moved).count == moved.count)
    #expect(summary.families.allSatisfy { !$0.isNew || $0.lost.isEmpty })
    #expect(summary.families.allSatisfy { !$0.isGone || $0.gained.isEmpty })
  }

  /// The first member of a family names it: the name is another when a code comes before it.
  @Test func aFamilyWithAnotherNameIsTheSameFamily() throws {
    let header = (code: "M2551", isBillable: false, title: "Pain in shoulder")
    let left = (code: "M25512", isBillable: true, title: "Pain in left shoulder")
    let other = (code: "M25519", isBillable: true, title: "Pain in unspecified shoulder")
    let category = (code: "M25", isBillable: false, title: "Other joint disorder")
    let right = (code: "M25511", isBillable: true, title: "Pain in right shoulder")
    let sample = try Sample.built([
      SeriesRelease("y1", "2020-10-01", [category, header, left, other]),
      SeriesRelease("y2", "2021-10-01", [category, header, right, left, other]),
    ])
    let output = try sample.codeset("summary").succeeded().output
    #expect(
      output.contains(
        """

        families    0 new, 0 gone, 1 with other members
                    M25.511  gained M25.511: Pain in shoulder

        """), "\(output)")
  }
}
