import CodeSetModel
import Ingest
import TestSupport
import Testing

@Suite(.serialized) struct OfficialAddendaTests {
  /// Every line is the record or the figure that it was read as, or a heading, `of which` or blank.
  @Test(.needsReleases, arguments: officialAddenda)
  func everyLineIsReadAndPrintsBack(_ official: OfficialRelease) throws {
    let addenda = try official.ingestedAddenda()
    #expect(addenda.findings.isEmpty)
    #expect(addenda.name == official.release.fileDescription)

    let lines = try published(official)
    let records = Dictionary(uniqueKeysWithValues: addenda.records.map { ($0.line, addendaLine($0)) })
    let figures = Dictionary(uniqueKeysWithValues: addenda.counts.map { ($0.line, footerLine($0)) })
    var recordCount = 0
    for (number, line) in zip(1..., lines) {
      if let record = records[number] {
        recordCount += 1
        // Padding is no part of a title: two lines of ICD-10-PCS end in a blank.
        #expect(line.replacing(#/ +$/#, with: "") == record, "line \(number)")
      } else if let figure = figures[number] {
        #expect(line == figure || figure.hasSuffix(" in") && line.hasPrefix(figure + " "), "line \(number)")
      } else {
        let word = line.trimmingPrefix(while: { $0 == " " })
        #expect(["", "Headers", "Codes", "of which"].contains(word), "line \(number)")
      }
    }
    #expect(recordCount == addenda.records.count)
    #expect(
      recordCount
        == lines.count { line in
          AddendaRecord.Action.allCases.contains { line.hasPrefix($0.rawValue) }
        })
  }

  @Test(.needsReleases, arguments: officialAddenda)
  func theFooterCountsWhatTheRowsSay(_ official: OfficialRelease) throws {
    let addenda = try official.ingestedAddenda()
    // The one file without a footer: the errata of January 2022.
    if official.release.file.contains("errata") {
      #expect(addenda.counts.isEmpty)
      #expect(addenda.records.map(\.code) == ["XW023X7", "XW023Y7"])
      return
    }
    #expect(addenda.counts.count == 16)
    for count in addenda.counts {
      let rows = addenda.records.filter { count.subject == ($0.isHeader ? .headers : .codes) }
      let revisions = zip(addenda.records, addenda.records.dropFirst()).filter { from, to in
        from.action == .reviseFrom && count.subject == (from.isHeader ? .headers : .codes)
          && to.code == from.code
      }
      let counted: Int? =
        switch count.measure {
        case .before, .after: nil
        case .additions: rows.count { $0.action == .add }
        case .deletions: rows.count { $0.action == .delete }
        case .revisions: revisions.count
        case .revisionsOfBothTitles:
          revisions.count { $0.shortTitle != $1.shortTitle && $0.longTitle != $1.longTitle }
        case .revisionsOfLongTitle:
          revisions.count { $0.shortTitle == $1.shortTitle && $0.longTitle != $1.longTitle }
        case .revisionsOfShortTitle:
          revisions.count { $0.shortTitle != $1.shortTitle && $0.longTitle == $1.longTitle }
        }
      guard let counted else { continue }
      // What changed in the one revision of a header of ICD-10-PCS FY2019 is the blank after its title.
      let isPadding =
        official.description == "icd10pcs fy2019" && count.subject == .headers
        && count.measure == .revisionsOfLongTitle
      #expect(counted == count.count - (isPadding ? 1 : 0), "\(count)")
    }
  }

  @Test(.needsReleases)
  func theAddendaAreThere() {
    #expect(officialAddenda.count == 27)
  }

  @Test(
    .needsReleases,
    arguments: officialAddenda.filter { $0.description.hasSuffix("fy2025") })
  func addendaOfTheOtherCodeSetAreRefused(_ official: OfficialRelease) throws {
    var other = official
    other.system = official.system == .icd10cm ? .icd10pcs : .icd10cm
    let rowCount = try official.ingestedAddenda().records.count
    #expect(
      throws: IngestError.notAsRegistered(
        "\(official.release.fileDescription): expected addenda of \(other.system.name), found "
          + "\(rowCount) rows laid out as in \(official.system.name)")
    ) { try other.ingestedAddenda() }
  }

  private func published(_ official: OfficialRelease) throws -> [String] {
    try official.publishedBytes().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { line in
        String(decoding: line.last == UInt8(ascii: "\r") ? line.dropLast() : line, as: UTF8.self)
      }
  }
}

extension AddendaRecord {
  /// A header is flagged 0, or in ICD-10-PCS has three characters.
  fileprivate var isHeader: Bool { !(isValidForSubmission ?? (code.count > 3)) }
}
