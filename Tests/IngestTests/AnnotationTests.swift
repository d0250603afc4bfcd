import CodeSetModel
import Ingest
import TestSupport
import Testing

private let header = "system,code,topic,position,text,source"
private let scenario = "icd10cm,O34.32,scenario,1,\"20 weeks, cervix 17 mm\",an example"
private let procedure = "icd10cm,O34.32,procedure,1,0UVC7ZZ McDonald cerclage,an example"

/// A row of annotations that cannot be taken over.
struct BrokenAnnotation: Sendable, CustomTestStringConvertible {
  var what, row, rule, finding: String

  var testDescription: String { what }
}

let brokenAnnotations = [
  BrokenAnnotation(
    what: "another code set", row: "icd10pcs,O34.32,coding,1,text,source",
    rule: "annotation-row",
    finding: "4:1: error: expected icd10cm, as in the registry, found 'icd10pcs' [annotation-row]"),
  BrokenAnnotation(
    what: "no code", row: "icd10cm,34.32,coding,1,text,source",
    rule: "code-form", finding: "4:2: error: expected a code"),
  BrokenAnnotation(
    what: "an unknown topic", row: "icd10cm,O34.32,advice,1,text,source",
    rule: "annotation-row",
    finding:
      "4:3: error: expected one of overview, documentation, scenario, procedure, coding, found 'advice' [annotation-row]"
  ),
  BrokenAnnotation(
    what: "no position", row: "icd10cm,O34.32,coding,0,text,source",
    rule: "annotation-row",
    finding: "4:4: error: expected a position from 1 to 9999, found '0' [annotation-row]"),
  BrokenAnnotation(
    what: "a position in words", row: "icd10cm,O34.32,coding,+1,text,source",
    rule: "annotation-row",
    finding: "4:4: error: expected a position from 1 to 9999, found '+1' [annotation-row]"),
  BrokenAnnotation(
    what: "a position beyond all", row: "icd10cm,O34.32,coding,10000,text,source",
    rule: "annotation-row",
    finding: "4:4: error: expected a position from 1 to 9999, found '10000' [annotation-row]"),
  BrokenAnnotation(
    what: "a position beyond all numbers", row: "icd10cm,O34.32,coding,99999999999999999999,text,source",
    rule: "annotation-row",
    finding: "4:4: error: expected a position from 1 to 9999, found '99999999999999999999' [annotation-row]"),
  BrokenAnnotation(
    what: "a text of no-break spaces", row: "icd10cm,O34.32,coding,1,\u{A0}\u{A0},source",
    rule: "annotation-row",
    finding: "4:5: error: expected a text, found nothing but blanks (U+00A0) [annotation-row]"),
  BrokenAnnotation(
    what: "a text without width", row: "icd10cm,O34.32,coding,1,\u{200B}\u{3000}\u{FEFF},source",
    rule: "annotation-row",
    finding: "4:5: error: expected a text, found nothing but blanks (U+200B) [annotation-row]"),
  BrokenAnnotation(
    what: "a source without width", row: "icd10cm,O34.32,coding,1,text,\u{2060}",
    rule: "annotation-row",
    finding: "4:6: error: expected a source, found nothing but blanks (U+2060) [annotation-row]"),
  BrokenAnnotation(
    what: "no text", row: "icd10cm,O34.32,coding,1,,source",
    rule: "annotation-row", finding: "4:5: error: expected a text, found '' [annotation-row]"),
  BrokenAnnotation(
    what: "no source", row: "icd10cm,O34.32,coding,1,text, ",
    rule: "annotation-row", finding: "4:6: error: expected a source, found '' [annotation-row]"),
  BrokenAnnotation(
    what: "a procedure without its code", row: "icd10cm,O34.32,procedure,1,McDonald cerclage,source",
    rule: "annotation-row",
    finding: "4:5: error: expected a text that begins with the code of a procedure, such as 0UVC7ZZ, found "),
  BrokenAnnotation(
    what: "a header as a procedure", row: "icd10cm,O34.32,procedure,1,0UV Restriction,source",
    rule: "annotation-row", finding: "4:5: error: expected a text that begins with the code of a procedure"),
  BrokenAnnotation(
    what: "the same position twice", row: "icd10cm,o3432,scenario,1,another,source",
    rule: "annotation-row",
    finding:
      "4:4: error: expected one scenario of o3432 at position 1, found another; one is on line 2 [annotation-row]"
  ),
  BrokenAnnotation(
    what: "the same procedure twice", row: procedure,
    rule: "annotation-row",
    finding: "4:4: error: expected one procedure of O34.32 at position 1, found another"),
  BrokenAnnotation(
    what: "a control character", row: "icd10cm,O34.32,coding,1,te\u{1}xt,source",
    rule: "control-character",
    finding: "4:27: error: expected printable characters, found the control character U+0001"),
  BrokenAnnotation(
    what: "a turn of direction", row: "icd10cm,O34.32,coding,1,te\u{202E}xt,source",
    rule: "control-character",
    finding: "4:5: error: expected printable characters, found U+202E [control-character]"),
  BrokenAnnotation(
    what: "a field too few", row: "icd10cm,O34.32,coding,1,text",
    rule: "field-count", finding: "4: error: expected 6 fields, found 5 [field-count]"),
  BrokenAnnotation(
    what: "an open quote", row: "icd10cm,O34.32,coding,1,\"text,source",
    rule: "csv-syntax", finding: "4: error: \(openQuote)"),
  BrokenAnnotation(
    what: "letters behind a closing quote", row: "icd10cm,O34.32,coding,1,\"te\"xt,source",
    rule: "csv-syntax", finding: "4:29: error: expected matching quotes [csv-syntax]"),
]

private let openQuote =
  "expected matching quotes within the line (a text has no line break), found an open quote [csv-syntax]"

@Suite struct AnnotationTests {
  @Test func everyFieldIsKeptAsItStands() throws {
    let sample = try CompanionSample(
      .annotations, textFile([header, scenario, procedure]), file: "annotations.csv")
    let read = try sample.ingested(of: .icd10cm, by: ingestAnnotations)
    #expect(read.findings.isEmpty && read.rejected.isEmpty)
    #expect(
      read.records == [
        AnnotationRecord(
          system: "icd10cm", code: "O34.32", topic: .scenario, position: 1, text: "20 weeks, cervix 17 mm",
          source: "an example", line: 2),
        AnnotationRecord(
          system: "icd10cm", code: "O34.32", topic: .procedure, position: 1,
          text: "0UVC7ZZ McDonald cerclage", source: "an example", line: 3),
      ])
  }

  @Test(arguments: brokenAnnotations)
  func aRowThatCannotBeTakenOverIsRejected(_ row: BrokenAnnotation) throws {
    let sample = try CompanionSample(
      .annotations, textFile([header, scenario, procedure, row.row]), file: "annotations.csv")
    let read = try sample.ingested(of: .icd10cm, by: ingestAnnotations)
    #expect(read.records.count == 2)
    #expect(read.rejected.map(\.line) == [4])
    let found = read.findings.filter { $0.severity == .error }.map(\.description)
    #expect(found.count == 1 && found[0].hasPrefix("annotations.csv:\(row.finding)"), "\(found)")
    #expect(found[0].hasSuffix("[\(row.rule)]"))
  }

  /// A text with line breaks: one finding, at its first line. What is after it is read.
  @Test(arguments: [
    (["icd10cm,O34.32,coding,1,\"one", "two\",source"], [2, 3]),
    (["icd10cm,O34.32,coding,1,\"one", "two, and \"\"three\"\"", "four\",\"source\""], [2, 3, 4]),
    (["icd10cm,O34.32,coding,1,\"one", "\",source"], [2, 3]),
    (["icd10cm,O34.32,coding,1,\"never closed,source"], [2]),
  ])
  func aTextWithLineBreaksIsOneFinding(_ lines: [String], _ rejected: [Int]) throws {
    let sample = try CompanionSample(
      .annotations, textFile([header] + lines + [scenario, procedure]), file: "annotations.csv")
    let read = try sample.ingested(of: .icd10cm, by: ingestAnnotations)
    #expect(read.findings.map(\.description) == ["annotations.csv:2: error: \(openQuote)"])
    #expect(read.rejected.map(\.line) == rejected)
    #expect(read.records.map(\.topic) == [.scenario, .procedure])
  }

  /// What is wrong after such a text is told again.
  @Test func aFaultBehindATextWithLineBreaksIsAFinding() throws {
    let lines = ["icd10cm,O34.32,coding,1,\"one", "two\",source", "icd10cm,O34.32,coding,1,text"]
    let sample = try CompanionSample(.annotations, textFile([header] + lines), file: "annotations.csv")
    let read = try sample.ingested(of: .icd10cm, by: ingestAnnotations)
    #expect(
      read.findings.map(\.description) == [
        "annotations.csv:2: error: \(openQuote)",
        "annotations.csv:4: error: expected 6 fields, found 5 [field-count]",
      ])
  }

  /// Blanks of every kind within a text are its own.
  @Test func aTextMayHoldBlanksOfEveryKind() throws {
    let row = "icd10cm,O34.32,coding,9999,\u{A0}17\u{202F}mm\u{200B},source"
    let sample = try CompanionSample(.annotations, textFile([header, row]), file: "annotations.csv")
    let read = try sample.ingested(of: .icd10cm, by: ingestAnnotations)
    #expect(read.records.map(\.text) == ["\u{A0}17\u{202F}mm\u{200B}"])
    #expect(read.records.map(\.position) == [9999])
  }

  @Test func anotherFileIsRefused() throws {
    let sample = try CompanionSample(.annotations, textFile(["code,text", "O34.32,text"]), file: "a.csv")
    #expect(throws: IngestError.self) { try sample.ingested(of: .icd10cm, by: ingestAnnotations) }
  }

  @Test(arguments: [
    ("0UVC7ZZ McDonald cerclage", "icd10pcs", "0UVC7ZZ"), ("0uvc7zz: cerclage", "icd10pcs", "0UVC7ZZ"),
    ("G0503", "hcpcs", "G0503"), ("67.59, cerclage", "icd9pcs", "6759"),
  ])
  func aProcedureIsKnownByItsCode(_ text: String, _ system: String, _ code: String) {
    #expect(Annotation.Procedure(beginning: text) == Annotation.Procedure(system: system, code: code))
  }

  @Test(arguments: ["", "cerclage", "0UV", "0UVC7ZZZ", "LT", "59320 cerclage", "6759 cerclage", "O34.32"])
  func whatIsNoProcedureIsNone(_ text: String) {
    #expect(Annotation.Procedure(beginning: text) == nil)
  }
}
