import CodeSetModel
import Foundation
import Ingest
import TestSupport
import Testing

/// The rows and billable codes of the official releases, as their publishers count them.
private let officialCounts = rows(of: project.appending(path: "Tests/Fixtures/ReleaseCounts.csv"))

@Suite(.serialized) struct OfficialReleaseTests {
  @Test(.needsReleases, arguments: officialReleases)
  func aReleaseIsReadWholeAndPrintsBackToItsBytes(_ official: OfficialRelease) throws {
    let ingested = try official.ingested()
    let counts = try #require(
      officialCounts.first {
        $0["system"] == official.system.id && $0["release"] == official.release.label
      }, "no counts of this release in ReleaseCounts.csv")

    #expect(ingested.release.rowCount == counts["rows"].flatMap(Int.init))
    #expect(ingested.records.count == counts["rows"].flatMap(Int.init))
    #expect(ingested.records.count { $0.isValidForSubmission } == counts["billable"].flatMap(Int.init))
    #expect(ingested.rejected.isEmpty)
    #expect(ingested.findings.isEmpty)

    var printed: [UInt8] = []
    printed.reserveCapacity(ingested.records.count * 150)
    for record in ingested.records {
      printed += orderLine(record).utf8
      printed += "\r\n".utf8
    }
    let published = withoutPadding(try official.publishedBytes())
    // Not the arrays themselves: a failure would print millions of numbers.
    let isSame = printed == published
    #expect(isSame, "\(firstDifference(printed, published))")
  }

  @Test(.needsReleases)
  func everyReleaseOfTheTableIsHeld() {
    #expect(
      Set(officialReleases.map(\.description))
        == Set(officialCounts.map { "\($0["system"] ?? "") \($0["release"] ?? "")" }))
    #expect(officialReleases.count == 27)
  }

  private func firstDifference(_ printed: [UInt8], _ published: [UInt8]) -> String {
    let lineFeed = UInt8(ascii: "\n")
    let pairs = zip(
      printed.split(separator: lineFeed, omittingEmptySubsequences: false),
      published.split(separator: lineFeed, omittingEmptySubsequences: false))
    for (number, (left, right)) in pairs.enumerated() where left != right {
      return "line \(number + 1): printed '\(String(decoding: left, as: UTF8.self))', published "
        + "'\(String(decoding: right, as: UTF8.self))'"
    }
    return "\(printed.count) bytes printed, \(published.count) published"
  }
}

/// A file without the blanks at the ends of its lines: they pad the last column, and are no part of a title.
private func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
  var kept: [UInt8] = []
  kept.reserveCapacity(bytes.count)
  for byte in bytes {
    if byte == UInt8(ascii: "\r") {
      while kept.last == UInt8(ascii: " ") { kept.removeLast() }
    }
    kept.append(byte)
  }
  return kept
}
