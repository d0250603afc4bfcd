import CodeSetModel
import Foundation
import Ingest
import TestSupport
import Testing

/// A line of short titles, in the place of that of 64973, that breaks a rule.
struct BrokenShortTitle: Sendable, CustomTestStringConvertible {
  var text: String
  var finding: String

  var testDescription: String { text }
}

let brokenShortTitles = [
  BrokenShortTitle(
    text: "64974 Cervical shortening-ppart",
    finding:
      "short.txt:2:1: error: expected a code with a long title, found 64974, which has none [short-title]"),
  BrokenShortTitle(
    text: "0019  Cholera",
    finding: "short.txt:2:1: error: expected one short title of 0019, found another [short-title]"),
  BrokenShortTitle(
    text: "64973",
    finding: "short.txt:2:6: error: expected at least 7 columns, found 5 [line-length]"),
  BrokenShortTitle(
    text: "6497X Cervical",
    finding:
      "short.txt:2:1: error: expected a code of the form ###[.##] or V##[.##] or E###[.#], found '6497X' "
      + "[code-form]"),
]

/// The files of ICD-9-CM: lines of fixed width with the titles apart, or CSV.
@Suite struct ICD9Tests {
  private static let diagnoses = [
    "0019  Cholera, unspecified", "64973 Cervical shortening, antepartum condition or complication",
    "E8120 Other motor vehicle traffic accident involving collision with motor vehicle injuring driver",
    "V270  Outcome of delivery, single liveborn",
  ]
  private static let shortTitles = [
    "0019  Cholera NOS", "64973 Cervical shortening-ante", "E8120 Mv collision NOS-driver",
    "V270  Deliver-single liveborn",
  ]

  private func description(of system: CodeSystem) throws -> Layout {
    try #require(Layout(named: "icd9-description", of: system))
  }

  /// The long titles with the short ones beside them.
  private func ingest(
    _ long: [String] = Self.diagnoses, _ short: [String] = Self.shortTitles, of system: CodeSystem = .icd9cm
  ) throws -> (release: IngestedRelease, findings: [Diagnostic]) {
    let folder = try TemporaryFolder()
    for (name, lines) in [("codes.txt", long), ("short.txt", short)] {
      let text = lines.map { "\($0)\n" }.joined()
      try Data(text.unicodeScalars.map { UInt8($0.value) }).write(to: folder.url.appending(path: name))
    }
    let layout = try description(of: system)
    let release = Release(
      system: system.id, label: "v32", effective: "2014-10-01", until: nil, file: "codes.txt", member: nil
    )
    var ingested = try Ingest.ingest(
      release, of: system, layout: layout, folder: folder.url.path, expectingSHA256: nil)
    let short = CompanionFile(role: .shortTitles, file: "short.txt", member: nil, expectedSHA256: nil)
    let titles = try ingestShortTitles(
      CompanionSource(short, of: release, system: system, layout: layout, folder: folder.url.path),
      into: &ingested)
    return (ingested, titles.findings)
  }

  @Test func theTitlesOfTwoFilesComeTogether() throws {
    let ingested = try ingest()
    #expect(ingested.findings == [])
    #expect(ingested.release.records.map(\.code) == ["0019", "64973", "E8120", "V270"])
    #expect(ingested.release.records.map(\.isValidForSubmission) == [true, true, true, true])
    #expect(
      ingested.release.records[1].longTitle == "Cervical shortening, antepartum condition or complication")
    #expect(
      ingested.release.records.map(\.shortTitle) == [
        "Cholera NOS", "Cervical shortening-ante", "Mv collision NOS-driver", "Deliver-single liveborn",
      ])
  }

  @Test func theCodesOfProceduresHaveFourColumns() throws {
    let ingested = try ingest(
      ["0001 Therapeutic ultrasound of vessels of head and neck", "640  Circumcision"],
      ["0001 Ther ult head & neck ves", "640  Circumcision"], of: .icd9pcs)
    #expect(ingested.findings == [])
    #expect(ingested.release.records.map(\.code) == ["0001", "640"])
    #expect(ingested.release.records.map { CodeSystem.icd9pcs.displayCode($0.code) } == ["00.01", "64.0"])
  }

  @Test(arguments: [
    ("0010", "001.0"), ("650", "650"), ("64973", "649.73"), ("V270", "V27.0"), ("V8909", "V89.09"),
    ("E812", "E812"), ("E8120", "E812.0"), ("E0000", "E000.0"),
  ])
  func theDotStandsBehindTheCategory(code: String, displayed: String) {
    #expect(CodeSystem.icd9cm.displayCode(code) == displayed)
  }

  @Test func windows1252IsDecoded() throws {
    let ingested = try ingest(
      ["38600 M\u{E9}ni\u{E8}re's disease, unspecified"], ["38600 Meniere's disease NOS"])
    #expect(ingested.release.records.map(\.longTitle) == ["Ménière's disease, unspecified"])
    #expect(ingested.release.findings.map(\.rule) == ["encoding"])
  }

  @Test(arguments: brokenShortTitles)
  func aShortTitleWithoutItsCodeIsAnError(_ broken: BrokenShortTitle) throws {
    var lines = Self.shortTitles
    lines[1] = broken.text
    let ingested = try ingest(Self.diagnoses, lines)
    #expect(
      ingested.findings.map(\.description) == [
        broken.finding,
        "codes.txt:2: error: expected a short title of 64973 in short.txt, found none "
          + "[short-title]",
      ])
  }

  @Test func theCSVHasBothTitles() throws {
    let text = """
      DIAGNOSIS CODE,LONG DESCRIPTION,SHORT DESCRIPTION
      0019,"Cholera, unspecified",Cholera NOS
      V270,"Outcome of delivery, single liveborn",Deliver-single liveborn
      """
    let ingested = try ingestSample(
      Array("\(text)\n".utf8), layout: .icd9CSV, of: .icd9cm, file: "codes.csv")
    #expect(ingested.findings == [])
    #expect(ingested.records.map(\.code) == ["0019", "V270"])
    #expect(ingested.records.map(\.shortTitle) == ["Cholera NOS", "Deliver-single liveborn"])
  }

  /// A spreadsheet took the codes for numbers: what is left of them are other codes.
  @Test func codesThatLostTheirZerosAreRefused() throws {
    let text =
      "DIAGNOSIS CODE,LONG DESCRIPTION,SHORT DESCRIPTION\n10,a,a\n11,a,a\n19,a,a\n201,b,b\n1000,c,c\nV270,d,d\n"
    let error = #expect(throws: IngestError.self) {
      try ingestSample(Array(text.utf8), layout: .icd9CSV, of: .icd9cm, file: "codes.csv")
    }
    #expect(
      error
        == .lostZeros(
          "codes.csv: expected codes of ICD-9-CM with their leading zeros, found 3 that are too short without them, "
            + "such as 10, and none that begins with a zero", codes: ["010", "0010", "00010"]))
  }

  /// Where others have their zeros, a short code is one row's fault.
  @Test func oneShortCodeIsOneFinding() throws {
    let text = "DIAGNOSIS CODE,LONG DESCRIPTION,SHORT DESCRIPTION\n10,a,a\n0019,b,b\n"
    let ingested = try ingestSample(Array(text.utf8), layout: .icd9CSV, of: .icd9cm, file: "codes.csv")
    #expect(ingested.rejected.map(\.rule) == ["code-form"])
    #expect(ingested.records.map(\.code) == ["0019"])
  }
}
