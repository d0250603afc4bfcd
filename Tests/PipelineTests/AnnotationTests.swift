import Foundation
import TestSupport
import Testing

/// What an organization keeps beside the codes, from its file to every product.
@Suite struct AnnotationTests {
  @Test func theyStandInEveryProduct() throws {
    let sample = try Sample.built()
    let query = "SELECT * FROM annotation ORDER BY source_line"
    let rows = try sqlite(sample.database, query)
    #expect(rows.count == 22)
    let inCSV = try csvRecords(sample.output.appending(path: "csv/annotation.csv"))
    #expect(inCSV.count == 23)
    // Through the other door: the file as Python reads it.
    let published: [[String]] = try csvRecords(sample.inputs.appending(path: "annotations.csv"))
    #expect(
      rows.map { row in
        ["system", "code", "topic", "position", "text", "source"].map { row[$0]?.inCSV ?? "" }
      }
        == published.dropFirst().map { row in
          row.enumerated().map { $0.offset == 1 ? $0.element.replacing(".", with: "") : $0.element }
        })
    #expect(rows.filter { $0["topic"] == "procedure" }.allSatisfy { $0["procedure_system"] == "icd10pcs" })
  }

  /// On a header it holds for every code below, and for no other.
  @Test(arguments: [
    ("O34.32", 17), ("O34.30", 11), ("O34.3", 11), ("O34", 0), ("O34.41", 0),
  ])
  func onAHeaderTheyHoldForEveryCodeBelow(_ code: String, _ count: Int) throws {
    let sample = try Sample.built()
    let found: [[String]] = try python(
      """
      import json, sys
      codes = json.load(open(sys.argv[1] + '/json/icd10cm/categories/O34.json'))
      found = [each for each in codes if each['display_code'] == sys.argv[2]]
      rows = [row for each in found for row in each.get('annotations', [])]
      print(json.dumps([[row['topic'], str(row['position'])] for row in rows]))
      """, sample.output.path, code)
    #expect(found.count == count)
    let topics = ["overview", "documentation", "scenario", "procedure", "coding"]
    let places = found.map { (topics.firstIndex(of: $0[0]) ?? 9) * 100 + (Int($0[1]) ?? 0) }
    #expect(places == places.sorted())
  }

  @Test(arguments: [
    (
      "icd10cm,O34.99,coding,1,text,source",
      "annotations.csv:24: error: expected a code of icd10cm, found O3499 [annotation-code]"
    ),
    (
      "icd10cm,O34.33,procedure,1,0UVC7CZ cerclage,source",
      "annotations.csv:24: error: expected a billable code of icd10pcs, found 0UVC7CZ [annotation-procedure]"
    ),
    (
      "icd10cm,O34.33,procedure,2,0UVC7ZZ cerclage,source",
      "annotations.csv:24: warning: expected a scenario of O3433 at position 2, found none [annotation-scenario]"
    ),
    (
      "icd10cm,O34.33,procedure,1,G0503 something,source",
      "annotations.csv:24: warning: expected the codes of hcpcs in this build, found none; its procedures are not "
        + "checked [procedure-not-held]"
    ),
  ])
  func codesAndProceduresAreHeldAgainstTheBuild(_ row: String, _ finding: String) throws {
    let (whole, made) = (try Sample(), try Sample())
    for sample in [whole, made] {
      let file = sample.inputs.appending(path: "annotations.csv")
      try (try Data(contentsOf: file) + Data("\(row)\n".utf8)).write(to: file)
      let registry = try String(contentsOf: sample.registry, encoding: .utf8)
      try Data(registry.replacing(/[0-9a-f]{64}/, with: "").utf8).write(to: sample.registry)
    }
    let outcome = try whole.codeset("build", "--notes")
    #expect(outcome.errorLines.contains { $0.hasSuffix(finding) }, "\(outcome.errors)")
    let isError = finding.contains(" error: ")
    #expect(outcome.status == (isError ? 1 : 0))
    #expect(FileManager.default.fileExists(atPath: whole.database.path) == !isError)
    let through = try make(["NOTES=1"], registry: made.registry, output: made.output)
    #expect((through.status != 0) == isError)
    #expect(through.errors.contains(finding))
    #expect(FileManager.default.fileExists(atPath: made.database.path) == !isError)
  }

  @Test func aRetiredCodeSaysUntilWhen() throws {
    let sample = try HistorySample()
    let rows = """
      system,code,topic,position,text,source
      icd10cm,H81.41,coding,1,Before October 2019 the side was told.,an example

      """
    try Data(rows.utf8).write(to: sample.url.appending(path: "history/annotations.csv"))
    let registry = try String(contentsOf: sample.registry, encoding: .utf8)
    let row = "icd10cm,fy2022-april,2022-04-01,,annotations,annotations,history/annotations.csv,,,\n"
    try Data((registry + row).utf8).write(to: sample.registry)
    let outcome = try sample.build().succeeded()
    #expect(
      outcome.errorLines.contains(
        "history/annotations.csv:2: warning: expected a code in force, found H81.41, which was until 2019-10-01 "
          + "[annotation-retired]"), "\(outcome.errors)")
    let text = try sample.codeset(lookup: "H81.41")
    #expect(text.contains("Before October 2019 the side was told."))
  }

  /// The table keeps the annotations of all releases; the documented query shows each once, as lookup does.
  @Test func theDocumentedQueryShowsTheAnnotationsOfTheNewestRelease() throws {
    let sample = try Sample()
    let query = try documentedCode(in: "Outputs/README.md", with: "o.topic = 'procedure'")
    let command = query.split(separator: "\n", maxSplits: 1)
    let documented = try #require(command.first?.dropFirst("$ ".count))
    for releases in 1...2 {
      if releases == 2 {
        let rows = try String(contentsOf: sample.registry, encoding: .utf8)
        let newer = rows.split(separator: "\n").dropFirst().filter { $0.hasPrefix("icd10cm,") }
          .map { $0.replacing("icd10cm,sample,2024-10-01", with: "icd10cm,newer,2025-10-01") + "\n" }
        try Data((rows + newer.joined()).utf8).write(to: sample.registry)
      }
      try sample.codeset(["build", "--quiet"] + everyProduct).succeeded()
      #expect(
        try sqliteColumn(sample.database, "SELECT count(*) FROM annotation") == [.integer(22 * releases)])
      let printed = try sample.bash(String(documented)).succeeded().output
      #expect(printed == command.last.map(String.init), "\(releases)")
    }
  }

  /// The same strings in the record and in the category's file, which has those of the axes alone.
  @Test(arguments: ["O34.32", "S42.001D", "O60.10X2", "H90.0", "H90.2", "H90.5", "M17.11", "H90.11"])
  func theChecklistFollowsFromTheAxes(_ code: String) throws {
    let sample = try Sample.built()
    let inLookup: [String] = try python(
      "import json, sys; print(json.dumps(json.loads(sys.argv[1])[0].get('checklist', [])))",
      try sample.codeset("lookup", code, "--format", "json").succeeded().output)
    let inCategory: [String] = try python(
      """
      import json, sys
      codes = json.load(open(sys.argv[1] + '/json/icd10cm/categories/' + sys.argv[2][:3] + '.json'))
      print(json.dumps([each.get('checklist', []) for each in codes if each['display_code'] == sys.argv[2]][0]))
      """, sample.output.path, code)
    let ofNotes = inLookup.filter { $0.hasPrefix("code first ") || $0.hasPrefix("use additional ") }
    #expect(inLookup == inCategory + ofNotes)
    if code == "O34.32" { #expect(ofNotes == ["code first O65.5", "use additional Z3A"]) }
    let expected = [
      "O34.32": ["trimester: first, second or third; unspecified only when the record does not say"],
      "S42.001D": [
        "side: right or left; unspecified only when the record does not say",
        "encounter: initial, subsequent or sequela",
        "healing of the fracture: routine, delayed, nonunion or malunion",
      ],
      // Right and left are in other families: bilateral is not all that the record may state.
      "H90.0": [], "H90.2": [], "H90.11": ["side: right or left"],
    ]
    if let expected = expected[code] { #expect(inCategory == expected) }
  }
}

extension HistorySample {
  /// What is told of a code.
  fileprivate func codeset(lookup code: String) throws -> String {
    try run(codesetPath, ["lookup", code], in: url).succeeded().output
  }
}
