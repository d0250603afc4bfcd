import CSVTables
import CodeSetModel
import Ingest
import TestSupport
import Testing

/// A file between two stages that is not what its table says.
struct BrokenTable: Sendable, CustomTestStringConvertible {
  var what: String
  var text: String
  var finding: String

  var testDescription: String { what }
}

private let header = "order_number,code,valid_for_submission,short_title,long_title,line,parent\n"

let brokenTables = [
  BrokenTable(
    what: "no header row", text: "",
    finding: "published.csv:1: error: expected a header row, found nothing [csv-syntax]"),
  BrokenTable(
    what: "an open quote", text: header + "1,\"A00,0,Cholera,Cholera,1\n",
    finding: "published.csv:2: error: expected matching quotes [csv-syntax]"),
  BrokenTable(
    what: "other columns", text: "code,title\nA00,Cholera\n",
    finding: "published.csv:1: error: expected the columns "
      + "order_number,code,valid_for_submission,short_title,long_title,line,parent, found code,title [vocabulary]"
  ),
  BrokenTable(
    what: "a field too few", text: header + "1,A00,0,Cholera,Cholera\n",
    finding: "published.csv:2: error: expected 7 fields, found 5 [vocabulary]"),
  BrokenTable(
    what: "a flag in words", text: header + "1,A00,0,Cholera,Cholera,1,\n2,A000,yes,Cholera,Cholera,2,\n",
    finding: "published.csv:3: error: column valid_for_submission: expected 0 or 1, found 'yes' [vocabulary]"),
  BrokenTable(
    what: "no code", text: header + "1,,0,Cholera,Cholera,1,\n",
    finding: "published.csv:2: error: column code: expected a value, found nothing [vocabulary]"),
  BrokenTable(
    what: "a line in words", text: header + "1,A00,0,Cholera,Cholera,one,\n",
    finding: "published.csv:2: error: column line: expected a whole number, found 'one' [vocabulary]"),
]

@Suite struct EveryIngestRuleTests {
  @Test(arguments: brokenTables)
  func aBrokenTableIsAFindingAtItsLine(_ table: BrokenTable) {
    let finding = #expect(throws: Diagnostic.self) {
      try readTable(OrderRecord.self, Array(table.text.utf8), file: "published.csv")
    }
    #expect(finding?.description == table.finding)
  }

  @Test func aTableReadsBackAsItWasWritten() throws {
    let records = try ingestSample(orderFile(PublishedLine.ofICD10CM)).records
    var csv = CSVWriter(OrderRecord.table)
    for record in records { csv.append(record) }
    #expect(try readTable(OrderRecord.self, Array(csv.buffer.bytes), file: "published.csv") == records)
  }

  @Test func anAxisValueOutsideItsVocabularyIsAFinding() throws {
    let row = "error,flag,a message,order.txt,1,15,\n"
    let table = "severity,rule,message,file,line,column,code\n"
    #expect(try readTable(Diagnostic.self, Array((table + row).utf8), file: "findings.csv").count == 1)
    let finding = #expect(throws: Diagnostic.self) {
      try readTable(Diagnostic.self, Array((table + "fatal" + row.dropFirst(5)).utf8), file: "findings.csv")
    }
    #expect(finding?.rule == "vocabulary")
    #expect(finding?.message == "column severity: expected a value of its vocabulary, found 'fatal'")
  }

  /// The cases of these tests, by the rule they break.
  private var casesByRule: [String: [String]] {
    var cases: [String: [String]] = [:]
    for row in brokenOrderRows + brokenCSVRows + brokenAddendaRows + brokenConversionRows + brokenMappings
      + brokenPOARows + brokenCCSRows
    {
      cases[row.rule, default: []].append(row.what)
    }
    for line in brokenTabularLines { cases[ruleID(of: line.finding), default: []].append(line.what) }
    for element in brokenIndexElements { cases[ruleID(of: element.finding), default: []].append(element.xml) }
    for element in brokenPCSElements { cases[ruleID(of: element.finding), default: []].append(element.what) }
    for row in brokenSynonyms { cases[row.rule, default: []].append(row.what) }
    for row in brokenAnnotations { cases[row.rule, default: []].append(row.what) }
    for record in brokenHCPCSRecords { cases[record.rule, default: []].append(record.what) }
    for file in notedHCPCSFiles {
      for finding in file.findings { cases[ruleID(of: finding), default: []].append(file.what) }
    }
    for form in writtenForms + writtenCSVForms {
      for note in form.notes { cases[ruleID(of: note), default: []].append(form.what) }
    }
    for revision in unpairedRevisions {
      for finding in revision.findings { cases[ruleID(of: finding), default: []].append(revision.what) }
    }
    for footer in brokenFooters {
      for finding in footer.findings { cases[ruleID(of: finding), default: []].append(footer.what) }
    }
    for row in brokenDeclaredRows { cases[row.rule, default: []].append(row.what) }
    for wrong in wrongDeclarations { cases[ruleID(of: wrong.finding), default: []].append(wrong.new) }
    for title in brokenShortTitles { cases[ruleID(of: title.finding), default: []].append(title.text) }
    for table in brokenTables { cases[ruleID(of: table.finding), default: []].append(table.what) }
    return cases
  }

  @Test(arguments: ingestRules)
  func everyRuleHasACaseThatBreaksIt(_ rule: Rule) {
    #expect(casesByRule[rule.id] != nil, "no test breaks the rule \(rule.id)")
  }

  @Test func everyCaseBreaksADeclaredRule() {
    #expect(Set(casesByRule.keys).subtracting(ingestRules.map(\.id)).isEmpty)
  }

  private func ruleID(of finding: String) -> String {
    String(finding.split(separator: "[").last?.dropLast() ?? "")
  }
}
