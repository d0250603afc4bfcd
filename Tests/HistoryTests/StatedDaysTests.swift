import CodeSetModel
import Foundation
import History
import Ingest
import Normalize
import TestSupport
import Testing

/// The releases of HCPCS print from when until when each code is in force.
@Suite struct StatedDaysTests {
  private static let labels = ["2018", "2019", "2020"]

  /// A release of HCPCS, in force from January 1.
  private static func edition(_ year: String, _ records: [SampleHCPCS]) throws -> Edition {
    let folder = try TemporaryFolder()
    try Data(orderFile(records.flatMap(\.lines))).write(to: folder.url.appending(path: "\(year).txt"))
    let ingested = try ingest(
      Release(
        system: "hcpcs", label: year, effective: try #require(CalendarDay("\(year)-01-01")), until: nil,
        file: "\(year).txt", member: nil
      ),
      of: .hcpcs, layout: .hcpcsANWEB, folder: folder.url.path, expectingSHA256: nil)
    return normalize(
      ingested.records, of: ingested.release, system: .hcpcs, rejected: ingested.rejected,
      hcpcs: ingested.hcpcs
    ).edition
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What each year prints of the code A1001; `nil` where it does not have the code.
    var records: [SampleHCPCS?]
    /// `2010-01-01 2018-07-01 Title`: a line for each row.
    var rows: [String]
    /// `2019 2018-07-01 removed`: a line for each change.
    var changes: [String] = []
  }

  private static func record(
    _ title: String = "Title", added: String = "20100101", effective: String = "20100101",
    terminated: String = "",
    action: String = "N"
  ) -> SampleHCPCS {
    SampleHCPCS(
      "A1001", [title], added: added, effective: effective, terminated: terminated, action: action)
  }

  static let cases = [
    Case(
      testDescription: "a code that nothing happens to", records: [record(), record()],
      rows: ["2010-01-01 - Title record"]),
    Case(
      testDescription: "a code that is terminated in the middle of a year",
      records: [record(), record(effective: "20180401", terminated: "20180331", action: "D")],
      rows: ["2010-01-01 2018-04-01 Title record"], changes: ["2019 2018-04-01 removed"]),
    Case(
      testDescription: "a code that was terminated long ago, and is printed for some years more",
      records: [record(terminated: "20141231"), record(terminated: "20141231"), nil],
      rows: ["2010-01-01 2015-01-01 Title record"]),
    Case(
      testDescription: "another title of a code that was terminated long ago: of its last day",
      records: [record(terminated: "20141231"), record("Other", terminated: "20141231")],
      rows: ["2010-01-01 2014-12-31 Title record", "2014-12-31 2015-01-01 Other record"],
      changes: ["2019 2014-12-31 retitled"]),
    Case(
      testDescription: "a code that was in force on one day, with another title since",
      records: [record(terminated: "20100101"), record("Other", terminated: "20100101")],
      rows: ["2010-01-01 2010-01-02 Other record"], changes: ["2019 2010-01-01 retitled"]),
    Case(
      testDescription: "another title from the middle of a year",
      records: [record(), record("Other", effective: "20180701", action: "C")],
      rows: ["2010-01-01 2018-07-01 Title record", "2018-07-01 - Other record"],
      changes: ["2019 2018-07-01 retitled"]),
    Case(
      testDescription: "another title without an action of its own: from the release on",
      records: [record(), record("Other")],
      rows: ["2010-01-01 2019-01-01 Title record", "2019-01-01 - Other release"],
      changes: ["2019 2019-01-01 retitled"]),
    Case(
      testDescription: "another title of a code that ends before the release begins",
      records: [record(), record("Other", effective: "20181001", terminated: "20180930", action: "D")],
      rows: ["2010-01-01 2018-09-30 Title record", "2018-09-30 2018-10-01 Other record"],
      changes: ["2019 2018-09-30 retitled", "2019 2018-10-01 removed"]),
    Case(
      testDescription: "a code that comes and goes between two releases",
      records: [
        nil, record(added: "20180401", effective: "20181001", terminated: "20180930", action: "D"),
      ], rows: ["2018-04-01 2018-10-01 Title record"],
      changes: ["2019 2018-04-01 added", "2019 2018-10-01 removed"]),
    Case(
      testDescription: "a code that vanishes without an end", records: [record(), nil],
      rows: ["2010-01-01 2019-01-01 Title record"], changes: ["2019 2019-01-01 removed"]),
    Case(
      testDescription: "a code that is announced and withdrawn before its day",
      records: [record(added: "20190701", effective: "20190701", action: "A"), nil], rows: [],
      changes: ["2019 2019-01-01 removed"]),
    Case(
      testDescription: "a code that is used for something else since",
      records: [
        record(added: "20180101", effective: "20180101", action: "A"),
        record("Other", added: "20180401", effective: "20180401", action: "A"),
      ], rows: ["2018-01-01 2018-04-01 Title record", "2018-04-01 - Other record"],
      changes: ["2019 2018-04-01 retitled"]),
    Case(
      testDescription: "an end that is taken back",
      records: [record(terminated: "20181231"), record()], rows: ["2010-01-01 - Title record"]),
    Case(
      testDescription: "an end that is taken back after a year",
      records: [record(), record(terminated: "20181231"), record()], rows: ["2010-01-01 - Title record"],
      changes: ["2019 2019-01-01 removed", "2020 2020-01-01 added"]),
    Case(
      testDescription: "a code that ended before the first release, without a day on which it was added",
      records: [record(added: "", terminated: "20171231")], rows: ["2017-12-31 2018-01-01 Title record"]),
    Case(
      testDescription: "a code that is activated again",
      records: [
        record(terminated: "20171231", action: "D"), record(terminated: "20171231"),
        record(effective: "20190701", action: "R"),
      ], rows: ["2010-01-01 2018-01-01 Title record", "2019-07-01 - Title record"],
      changes: ["2020 2019-07-01 added"]),
  ]

  @Test(arguments: cases)
  func theRowsOfACodeAreInForceAsItsRecordsSay(_ sample: Case) throws {
    var builder = HistoryBuilder(.hcpcs)
    for (label, record) in zip(Self.labels, sample.records) {
      // Another code, since no release is empty.
      let records = [record, SampleHCPCS("B1001", ["Another"])].compactMap(\.self)
      let edition = try Self.edition(label, records)
      let added = builder.add(edition, addenda: nil)
      #expect(added.findings.isEmpty)
    }
    let history = builder.finish(conversions: []).history
    let rows = history.codes.filter { $0.code == "A1001" }
    #expect(
      rows.map {
        "\($0.validFrom) \($0.validTo?.description ?? "-") \($0.longTitle) \($0.validFromBasis.rawValue)"
      }
        == sample.rows)
    #expect(history.changes.map { "\($0.release) \($0.effective) \($0.kind.rawValue)" } == sample.changes)
    #expect(history.hcpcs.count { $0.record.code == "A1001" } == sample.records.count { $0 != nil })
  }

  @Test(.needsReleases)
  func noRowOfAnOfficialCodeIsEmptyOrOverlapsAnother() throws {
    var whole = HistoryBuilder(.hcpcs)
    var normalizer = Normalizer(.hcpcs)
    var printed: Set<String> = []
    for official in officialHCPCS {
      let ingested = try official.ingested()
      let edition = normalizer.add(ingested.records, of: ingested.release, hcpcs: ingested.hcpcs).edition
      printed.formUnion(edition.codes.map(\.code))
      _ = whole.add(edition, addenda: nil)
    }
    let history = whole.finish(conversions: []).history
    let codes = history.codes
    for code in codes {
      let isEmpty = code.validTo.map { $0 <= code.validFrom } ?? false
      #expect(!isEmpty, "\(code.code)")
    }
    for (one, next) in zip(codes, codes.dropFirst()) where one.code == next.code {
      let end = try #require(one.validTo)
      #expect(end <= next.validFrom, "\(one.code)")
    }
    #expect(Set(codes.map(\.code)) == printed)
    #expect(history.hcpcs.count == 6559 + 6800)
    #expect(history.changes.count { $0.kind == .added } == 244)
    #expect(history.changes.count { $0.kind == .removed } == 52)
  }
}
