import CodeSetModel
import Foundation
import Ingest
import TestSupport
import Testing

/// A release that is read after another is the same as one that is read alone.
@Suite struct OrderLinesTests {
  private static let first = [
    PublishedLine.cholera, PublishedLine.choleraBiovar, PublishedLine.macularEdemaResolved,
    PublishedLine.pelvicOrgans, PublishedLine.weeksOfGestation,
  ]

  private static let cases: [(String, [String])] = {
    var cases: [(String, [String])] = [("the same", first)]
    func changed(_ name: String, _ place: Int, _ line: (String) -> String) {
      var lines = first
      lines[place] = line(lines[place])
      cases.append((name, lines))
    }
    cases.append(("other order numbers", first.map { $0.with("12345", in: 1...5) }))
    changed("no digit in an order number", 1) { $0.with("1234X", in: 1...5) }
    changed("no blank behind the order number", 1) { $0.with("123456", in: 1...6) }
    changed("another title", 1) { $0.with("X", in: 80...80) }
    changed("another flag", 1) { $0.with("0", in: 15...15) }
    changed("a title beyond ASCII", 0) { $0 + "é" }
    changed("a shorter line", 2) { String($0.prefix(40)) }
    cases.append(("a line too many", [first[0], PublishedLine.cervicalIncompetence] + first.dropFirst()))
    cases.append(("lines missing", [first[0], first[4]]))
    cases.append(("turned around", first.reversed()))
    cases.append(("a line twice", [first[0]] + first))
    return cases
  }()

  @Test(arguments: cases)
  func aReleaseReadAfterAnotherIsTheSame(_ name: String, _ lines: [String]) throws {
    let before = try ingestSample(orderFile(Self.first))
    let folder = try TemporaryFolder()
    try Data(orderFile(lines)).write(to: folder.url.appending(path: "order.txt"))
    func read(after lines: OrderLines?) throws -> IngestedRelease {
      try ingest(
        sampleRelease(), of: .icd10cm, layout: .cmsOrder, folder: folder.url.path, expectingSHA256: nil,
        after: lines)
    }
    let (alone, after) = (try read(after: nil), try read(after: before.lines))
    #expect(after.records == alone.records)
    #expect(after.rejected == alone.rejected)
    #expect(after.findings == alone.findings)
    #expect(after.release == alone.release)
  }
}
