import CodeSetModel
import Foundation
import History
import Ingest
import Normalize
import TestSupport

/// A code of a release made up for a test: with one title for both.
struct SampleCode: Sendable {
  var code: String
  var isBillable: Bool
  var title: String
  var shortTitle: String?

  init(_ code: String, _ isBillable: Bool = true, _ title: String? = nil, short shortTitle: String? = nil) {
    self.code = code
    self.isBillable = isBillable
    self.title = title ?? "Title of \(code)"
    self.shortTitle = shortTitle
  }
}

/// A release made up for a test.
struct SampleRelease: Sendable {
  var label: String
  var effective: CalendarDay
  var until: CalendarDay?
  var codes: [SampleCode]
  var addenda: [String]?

  init(
    _ label: String, _ effective: CalendarDay, until: CalendarDay? = nil, addenda: [String]? = nil,
    _ codes: [SampleCode]
  ) {
    self.label = label
    self.effective = effective
    self.until = until
    self.codes = codes
    self.addenda = addenda
  }

  /// The release after the first two stages, read from an order file.
  func edition() throws -> Edition {
    let lines = codes.enumerated().map { number, code in
      let line = orderLine(number + 1, code.code, isBillable: code.isBillable, code.title)
      guard let short = code.shortTitle else { return line }
      return line.with(short + String(repeating: " ", count: 60 - short.count), in: 17...76)
    }
    let folder = try TemporaryFolder()
    try Data(orderFile(lines)).write(to: folder.url.appending(path: "\(label).txt"))
    let ingested = try ingest(
      Release(
        system: "icd10cm", label: label, effective: effective, until: until, file: "\(label).txt",
        member: nil), of: .icd10cm, layout: .cmsOrder, folder: folder.url.path, expectingSHA256: nil)
    return normalize(
      ingested.records, of: ingested.release, system: .icd10cm, rejected: ingested.rejected
    ).edition
  }

  func readAddenda() throws -> Addenda? {
    guard let addenda else { return nil }
    let read = try ingestAddendaSample(
      Array(addenda.joined(separator: "\r\n").utf8), file: "\(label)-addenda.txt")
    return Addenda(file: read.name, records: read.records, counts: read.counts)
  }
}

/// What a history makes of some releases.
struct SampleHistory {
  var history: SystemHistory
  /// In the form in which they are printed.
  var findings: [String] = []

  init(_ releases: [SampleRelease], conversions: [ConversionTable] = []) throws {
    var builder = HistoryBuilder(.icd10cm)
    for release in releases {
      let added = builder.add(try release.edition(), addenda: try release.readAddenda())
      findings += added.findings.map(\.description)
    }
    let finished = builder.finish(conversions: conversions)
    history = finished.history
    findings += finished.findings.map(\.finding.description)
  }

  /// `O34 2015-10-01 2016-10-01`: a line for each row.
  var intervals: [String] {
    history.codes.map { "\($0.code) \($0.validFrom) \($0.validTo?.description ?? "-")" }
  }

  /// `fy2017 added O341`: a line for each change.
  var changes: [String] {
    history.changes.map { "\($0.release) \($0.kind.rawValue) \($0.code)" }
  }

  /// `fy2017 fy2016 add O341 matched`: a line for each row.
  var reconciled: [String] {
    history.reconciliations.map {
      "\($0.release) \($0.baseline ?? "-") \($0.action.rawValue) \($0.code) \($0.outcome.rawValue)"
    }
  }
}

/// The footer of addenda whose releases have these numbers of headers and codes before and after.
func sampleFooter(
  headers: (before: Int, after: Int), codes: (before: Int, after: Int), additions: Int = 0,
  deletions: Int = 0, revisions: Int = 0, headerAdditions: Int = 0
) -> [String] {
  func part(_ name: String, _ counts: (before: Int, after: Int), _ changes: [Int]) -> [String] {
    [
      name.capitalized, "  \(counts.before) \(name) in before.txt", "  \(counts.after) \(name) in after.txt",
      "  \(changes[0]) additions", "  \(changes[1]) deletions", "  \(changes[2]) revisions", "of which",
      "  \(changes[2]) revisions to both long and short titles", "  0 revisions to long title only",
      "  0 revisions to short title only",
    ]
  }
  return [""] + part("headers", headers, [headerAdditions, 0, 0]) + [""]
    + part("codes", codes, [additions, deletions, revisions])
}

/// A line of addenda.
func addendaLine(
  _ action: AddendaRecord.Action, _ code: String, _ isBillable: Bool = true, _ title: String? = nil
)
  -> String
{
  let title = title ?? "Title of \(code)"
  return addendaLine(
    AddendaRecord(
      action: action, isValidForSubmission: isBillable, code: code, shortTitle: title, longTitle: title,
      line: 1))
}
