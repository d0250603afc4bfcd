import CodeSetModel
import Ingest
import TestSupport
import Testing

private let header = "words,meaning,source"
private let stitch = "MCD stitch,\"restriction, cervix\",labor ward"
private let other = "mcd stitch,cervical incompetence,labor ward"

/// A row of synonyms that cannot be taken over, after those above.
struct BrokenSynonym: Sendable, CustomTestStringConvertible {
  var what, row, rule, finding: String

  var testDescription: String { what }
}

let brokenSynonyms = [
  BrokenSynonym(
    what: "no words", row: ",cervix,ward", rule: "synonym-row",
    finding: "4:1: error: expected words with a letter or digit, found ''"),
  BrokenSynonym(
    what: "words of signs", row: "- ½ \u{200B},cervix,ward", rule: "synonym-row",
    finding: "4:1: error: expected words with a letter or digit, found '- ½ \\u{200B}'"),
  BrokenSynonym(
    what: "no meaning", row: "cx, ,ward", rule: "synonym-row",
    finding: "4:2: error: expected a meaning with a letter or digit, found ''"),
  BrokenSynonym(
    what: "no source", row: "cx,cervix,\u{A0}", rule: "synonym-row",
    finding: "4:3: error: expected a source with a letter or digit, found '\u{A0}'"),
  BrokenSynonym(
    what: "the same words and meaning twice", row: "Mcd  Stitch,\"Restriction, cervix\",another ward",
    rule: "synonym-row",
    finding:
      "4:1: error: expected each meaning of 'Mcd  Stitch' once, found 'Restriction, cervix' again; one is on line 2"
  ),
  BrokenSynonym(
    what: "a turn of direction", row: "cx,cer\u{202E}vix,ward", rule: "control-character",
    finding: "4:2: error: expected printable characters, found U+202E"),
  BrokenSynonym(
    what: "a tab", row: "c\tx,cervix,ward", rule: "control-character",
    finding: "4:2: error: expected printable characters, found the control character U+0009"),
  BrokenSynonym(
    what: "a field too many", row: "cx,cervix,ward,4", rule: "field-count",
    finding: "4: error: expected 3 fields, found 4"),
  BrokenSynonym(
    what: "an open quote", row: "cx,\"cervix,ward", rule: "csv-syntax",
    finding: "4: error: expected matching quotes"),
]

@Suite struct SynonymTests {
  private func read(_ rows: [String]) throws -> IngestedCompanion<Synonym> {
    try CompanionSample(.synonyms, textFile(rows), file: "synonyms.csv")
      .ingested(of: .icd10cm, by: ingestSynonyms)
  }

  @Test func everyRowIsKeptAsItIsWritten() throws {
    let read = try read([header, stitch, other])
    #expect(read.findings.isEmpty && read.rejected.isEmpty)
    let release = sampleRelease(of: .icd10cm).label
    #expect(
      read.records == [
        Synonym(
          system: "icd10cm", words: "MCD stitch", meaning: "restriction, cervix", source: "labor ward",
          release: release, sourceLine: 2),
        Synonym(
          system: "icd10cm", words: "mcd stitch", meaning: "cervical incompetence", source: "labor ward",
          release: release, sourceLine: 3),
      ])
  }

  @Test(arguments: brokenSynonyms)
  func aRowThatCannotBeTakenOverIsRejected(_ row: BrokenSynonym) throws {
    let read = try read([header, stitch, other, row.row, "7,seven,ward", "妊娠,pregnancy,ward"])
    #expect(read.records.map(\.sourceLine) == [2, 3, 5, 6])
    #expect(read.rejected.map(\.line) == [4])
    #expect(read.rejected.map(\.role) == [.synonyms])
    let errors = read.findings.filter { $0.severity == .error }
    #expect(errors.map(\.description) == ["synonyms.csv:\(row.finding) [\(row.rule)]"])
  }

  @Test(arguments: [
    ["words,meaning", "cx,cervix"], ["meaning,words,source", "cervix,cx,ward"], [header], [""],
  ])
  func anotherFileIsRefused(_ rows: [String]) throws {
    #expect(throws: IngestError.self) { try read(rows) }
  }
}
