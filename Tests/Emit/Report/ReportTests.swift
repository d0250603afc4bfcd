import Foundation
import TestSupport
import Testing

/// The refresh report, as a real browser sees it.
@Suite(.serialized) struct ReportTests {
  private static let before = SeriesRelease(
    "fy2024", "2023-10-01",
    [
      ("A00", false, "Cholera"), ("A000", true, "Cholera due to <b>biovar</b> & \"others\""),
      ("A001", true, "Cholera, left side"), ("A002", true, "Cholera of old"), ("O34", false, "Maternal care"),
      ("O341", true, "Maternal care of tumor"),
    ])
  private static let after = SeriesRelease(
    "fy2025", "2024-10-01",
    [
      ("A00", false, "Cholera"), ("A000", true, "Cholera due to <script>alert(1)</script> & \"others\""),
      ("A001", true, "Cholera, left side"), ("A003", true, "Cholera, right side"),
      ("O34", false, "Maternal care"),
      ("O341", false, "Maternal care of tumor"), ("O341A", true, "Maternal care of a tumor"),
    ])

  @Test func everyChangeStandsInItsTable() throws {
    let page = try Page(of: try Sample.built([Self.before, Self.after]), "icd10cm-fy2025")
    #expect(page.title == "ICD-10-CM fy2025: what it changes")
    #expect(
      page.rows.filter { $0.count == 4 && $0[1] != "" } == [
        [
          "A00.0", "revised title", "Cholera due to <b>biovar</b> & \"others\"",
          "Cholera due to <script>alert(1)</script> & \"others\"",
        ],
        ["A00.2", "retired", "Cholera of old", ""], ["A00.3", "new", "", "Cholera, right side"],
        ["O34.1", "now a header", "Maternal care of tumor", "Maternal care of tumor"],
        ["O34.1A", "new", "", "Maternal care of a tumor"],
      ])
    #expect(page.deleted == ["<b>biovar</b>"])
    #expect(page.inserted == ["<script>alert(1)</script>"])
    #expect(page.figures == ["7", "4", "2", "1", "1", "1", "0", "1"])
    #expect(
      page.rows.contains(["A00-B99", "Certain infectious and parasitic diseases", "4", "1", "1", "–", "1"]))
    #expect(page.rows.contains(["A99.9A", "O34.1A"]))
    #expect(page.bars == 5)
  }

  /// By name, an older release tells what it changed.
  @Test func theReportOfAnOlderReleaseIsWritten() throws {
    let sample = try HistorySample.built()
    try sample.codeset("emit", "report", "--output", "Outputs", "--release", "fy2020").succeeded()
    let page = try Page(sample.output.appending(path: "report/icd10cm-fy2020.html"))
    #expect(page.title == "ICD-10-CM fy2020: what it changes")
    #expect(page.rows.contains { $0.first == "H81.4" && $0[1] == "now billable" })
    let outcome = try sample.codeset("emit", "report", "--output", "Outputs", "--release", "fy2030")
    #expect(outcome.status == 1)
  }

  /// The page needs nothing but itself, and runs nothing.
  @Test func thePageIsSelfContained() throws {
    let sample = try Sample.built([Self.before, Self.after])
    let page = try Page(of: sample, "icd10cm-fy2025")
    #expect(page.scripts == 0)
    #expect(page.addresses == [])
    let html = try String(
      contentsOf: sample.output.appending(path: "report/icd10cm-fy2025.html"), encoding: .utf8)
    #expect(html.contains("default-src 'none'; style-src 'unsafe-inline'"))
  }

  @Test func aReleaseWithoutOneBeforeSaysSo() throws {
    let page = try Page(of: try Sample.built([Self.before]), "icd10cm-fy2024")
    #expect(page.text.contains("No earlier release is loaded: what this one changes is not known."))
    #expect(!page.text.contains("Nothing changes.") && page.text.contains("Not known."))
    #expect(page.figures == ["6", "4"] + Array(repeating: "-", count: 6))
    #expect(
      page.rows.contains(["A00-B99", "Certain infectious and parasitic diseases", "4", "-", "-", "-", "-"]))
  }

  /// Where the newest release changes nothing, the one that changed something last is reported on too.
  @Test func theLastReleaseThatChangedSomethingIsReportedOn() throws {
    let same = SeriesRelease("fy2025-april", "2025-04-01", Self.after.codes)
    let sample = try Sample.built([Self.before, Self.after, same])
    let folder = sample.output.appending(path: "report").path
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        == ["icd10cm-fy2025-april.html", "icd10cm-fy2025.html"])
    #expect(
      try Page(of: sample, "icd10cm-fy2025-april").figures.suffix(6) == Array(repeating: "0", count: 6)[...])
    #expect(try Page(of: sample, "icd10cm-fy2025").figures.suffix(6) == ["2", "1", "1", "1", "0", "1"])
  }

  @Test(.needsReleases)
  func theOfficialReportIsReconciled() throws {
    let selection = try OfficialSelection(["fy2024", "fy2025"])
    try selection.build().succeeded()
    let page = try Page(selection.url.appending(path: "out/report/icd10cm-fy2025.html"))
    #expect(page.figures.prefix(7) == ["97584", "74260", "291", "3", "15", "33", "0"])
    #expect(page.text.contains("374 changes are as the publisher's addenda say, relative to fy2024;"))
    #expect(page.rows.filter { $0.count == 4 && $0[1] == "new" }.count == 291)
  }
}

/// What Chromium makes of a report.
private struct Page: Decodable {
  var title: String
  var text: String
  /// The texts of the cells of every row of every table.
  var rows: [[String]]
  var figures, deleted, inserted, addresses: [String]
  var scripts, bars: Int

  init(of sample: Sample, _ name: String) throws {
    try self.init(sample.output.appending(path: "report/\(name).html"))
  }

  init(_ report: URL) throws {
    let html = try chromium("--dump-dom", report.absoluteString).output
    let file = try TemporaryFolder()
    let dump = file.url.appending(path: "dom.html")
    try Data(html.utf8).write(to: dump)
    self = try python(
      """
      import html.parser, json, sys
      class Reader(html.parser.HTMLParser):
        def __init__(self):
          super().__init__()
          self.page = dict(title='', text='', rows=[], figures=[], deleted=[], inserted=[], addresses=[], scripts=0, bars=0)
          self.open, self.into = [], {'title': 'title', 'dd': 'figures', 'del': 'deleted', 'ins': 'inserted'}
        def handle_starttag(self, tag, attributes):
          attributes = dict(attributes)
          page = self.page
          page['addresses'] += [attributes[name] for name in ('src', 'href', 'action') if name in attributes]
          if tag == 'script': page['scripts'] += 1
          if tag == 'rect' and 'x' in attributes: page['bars'] += 1
          if tag == 'tr': page['rows'].append([])
          if tag == 'td': page['rows'][-1].append('')
          if tag in ('dd', 'del', 'ins'): page[self.into[tag]].append('')
          if tag not in ('meta', 'br'): self.open.append(tag)
        def handle_endtag(self, tag):
          while self.open and self.open.pop() != tag: pass
        def handle_data(self, text):
          page = self.page
          page['text'] += text
          for tag in self.open:
            if tag == 'title' and 'svg' not in self.open: page['title'] += text
            elif tag in ('dd', 'del', 'ins'): page[self.into[tag]][-1] += text
            elif tag == 'td': page['rows'][-1][-1] += text
      reader = Reader()
      reader.feed(open(sys.argv[1], encoding='utf-8').read())
      print(json.dumps(reader.page))
      """, dump.path)
  }
}

/// Runs Debian's Chromium without a window.
@discardableResult
private func chromium(_ arguments: String...) throws -> Outcome {
  let profile = try TemporaryFolder()
  let always = [
    "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--user-data-dir=\(profile.url.path)",
  ]
  return try run("chromium", always + arguments, environment: ["HOME": profile.url.path]).succeeded()
}
