import Foundation
import TestSupport
import Testing

/// `codeset register`: what published files are, by their content.
@Suite struct RegisterTests {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func write(_ name: String, _ bytes: some Sequence<UInt8>) throws {
    let url = folder.url.appending(path: name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
  }

  private func register(_ arguments: String...) throws -> Outcome {
    try run(codesetPath, ["register"] + arguments, in: folder.url)
  }

  /// The rows that are printed, without hash and url.
  private func rows(_ outcome: Outcome) -> [String] {
    outcome.output.split(separator: "\n").dropFirst().map { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return (fields.prefix(3) + fields[4...7]).joined(separator: " ")
    }
  }

  struct Known: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var row: String
    var testDescription: String { name }
  }

  private static let order = """
    00001 A00     0 Cholera                                                      Cholera
    00002 A000    1 Cholera due to Vibrio cholerae 01, biovar cholerae           Cholera due to Vibrio cholerae 01, biovar cholerae
    """

  static let known = [
    Known(
      name: "icd10cm_order_2027.txt", text: order,
      row: "icd10cm fy2027 2026-10-01 codes cms-order icd10cm_order_2027.txt "),
    Known(
      name: "fy2026-april/order.txt", text: order,
      row: "icd10cm fy2026-april 2026-04-01 codes cms-order fy2026-april/order.txt "),
    Known(
      name: "icd10cm-order-April-2025.txt", text: order,
      row: "icd10cm fy2025-april 2025-04-01 codes cms-order icd10cm-order-April-2025.txt "),
    Known(
      name: "Code descriptions FY27.txt", text: order,
      row: "icd10cm fy2027 2026-10-01 codes cms-order Code descriptions FY27.txt "),
    Known(
      name: "icd10pcs_order_2027.txt",
      text: """
        00001 001     0 Central Nervous System and Cranial Nerves, Bypass            Central Nervous System and Cranial Nerves, Bypass
        00002 0016070 1 Bypass Cereb Vent to Nasophar with Autol Sub, Open Approach  Bypass Cerebral Ventricle to Nasopharynx with Autologous Tissue Substitute, Open Approach
        """, row: "icd10pcs fy2027 2026-10-01 codes cms-order icd10pcs_order_2027.txt "),
    Known(
      name: "icd10cm_codes_2027.txt",
      text: "A000    Cholera due to Vibrio cholerae 01, biovar cholerae\nA001    Cholera, eltor\n",
      row: "icd10cm fy2027 2026-10-01 codes cms-codes icd10cm_codes_2027.txt "),
    Known(
      name: "addenda.txt",
      text: """

        Headers
          22776 headers in icd10cm_order_2024.txt
          22778 headers in icd10cm_order_2024.txt
              0 additions

        """, row: "icd10cm fy2024-april 2024-04-01 addenda cms-order-addenda addenda.txt "),
    Known(
      name: "2018_I10gem.txt", text: "A000    0010  00000\nA001    0011  00000\nA0221   NoDx  11000\n",
      row: "icd10cm fy2018 2017-10-01 crosswalk gem 2018_I10gem.txt "),
    Known(
      name: "2018_I9gem.txt", text: "0010  A000    00000\n0011  A001    00000\n1749  C50919  10000\n",
      row: "icd9cm v32 2014-10-01 crosswalk gem 2018_I9gem.txt "),
    Known(
      name: "CMS31_DESC_SHORT_DX.txt", text: "0010  Cholera d/t vib cholerae\nE8120 Mv coll nos-driver\n",
      row: "icd9cm v31 2013-10-01 short-titles icd9-description CMS31_DESC_SHORT_DX.txt "),
    Known(
      name: "CMS31_DESC_LONG_SG.txt",
      text: "0001 Therapeutic ultrasound of vessels of head and neck\n0002 Therapeutic ultrasound of heart\n",
      row: "icd9pcs v31 2013-10-01 codes icd9-description CMS31_DESC_LONG_SG.txt "),
    Known(
      name: "V27.csv",
      text: "DIAGNOSIS CODE,LONG DESCRIPTION,SHORT DESCRIPTION\n0019,\"Cholera, unspecified\",Cholera NOS\n",
      row: "icd9cm v27 2009-10-01 codes icd9-csv V27.csv "),
    Known(
      name: "conversion 2024.csv",
      text: "A notice.\nCurrent code assignment,Effective October 1,Previous\nA09,2016,None\n",
      row: "icd10cm fy2024 2023-10-01 conversion icd10cm-conversion conversion 2024.csv "),
    Known(
      name: "CCIR_v2023-1.csv",
      text: "Chronic,,\n'ICD-10-CM CODE','X','CHRONIC INDICATOR'\n'A000',\"Cholera\",0\n",
      row: "icd10cm fy2023 2022-10-01 flags ahrq-ccir CCIR_v2023-1.csv "),
    Known(
      name: "cci2015.csv",
      text: "'ICD-9-CM CODE','X','CATEGORY DESCRIPTION','BODY SYSTEM'\n'0010 ',\"C\",'0','1'\n",
      row: "icd9cm v32 2014-10-01 flags ahrq-cci-icd9cm cci2015.csv "),
    Known(
      name: "icd10cm_eindex_2023.xml",
      text:
        "<?xml version=\"1.0\"?>\n<ICD10CM.index>\n<version>2023</version>\n<title>ICD-10-CM External Cause of Injuries Index</title>",
      row: "icd10cm fy2023 2022-10-01 index icd10cm-external-cause-index icd10cm_eindex_2023.xml "),
    Known(
      name: "fy2027/our words.csv", text: "words,meaning,source\nmcd stitch,restriction of cervix,ward\n",
      row: "icd10cm fy2027 2026-10-01 synonyms synonyms fy2027/our words.csv "),
  ]

  @Test(arguments: known)
  func aFileIsRecognizedByItsContent(_ known: Known) throws {
    try write(known.name, known.text.utf8)
    let outcome = try register(known.name).succeeded()
    #expect(rows(outcome) == [known.row])
    // What it rests on is said.
    #expect(outcome.errors.hasPrefix("\(known.name): "))
  }

  /// A file in the folder of another year: the name of the folder and the footer do not agree.
  @Test func aFooterOfAnotherYearThanTheFolderIsAsked() throws {
    let addenda =
      "Add:         1 A000    Cholera\n\nHeaders\n  1 headers in icd10cm_order_2025.txt\n  2 headers in icd10cm_order_2026.txt\n"
    try write(
      "2025/codes.zip",
      zipped([
        "icd10cm_order.txt": Array(Self.order.utf8), "icd10cm_order_addenda.txt": Array(addenda.utf8),
      ]))
    let outcome = try register("2025/codes.zip")
    #expect(rows(outcome) == [])
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "the folder is '2025', and the footer of its addenda says 2026: name the release with --release LABEL"
      ))
    #expect(try rows(register("2025/codes.zip", "--release", "fy2026").succeeded()).count == 2)
  }

  @Test func theMembersOfAZipAreOfOneRelease() throws {
    let addenda =
      "Add:         1 A000    Cholera\n\nHeaders\n  1 headers in icd10cm_order_2025.txt\n  2 headers in icd10cm_order_2025.txt\n"
    try write(
      "codes-updated.zip",
      zipped([
        "Code Descriptions/icd10cm_order_2025.txt": Array(Self.order.utf8),
        "Code Descriptions/icd10cm_order_addenda_2025.txt": Array(addenda.utf8),
        "Code Descriptions/icd10cm_codes_2025.txt": Array("A000    Cholera\nA001    Cholera, eltor\n".utf8),
        "icd10OrderFiles.pdf": Array("%PDF-1.7".utf8),
      ]))
    let outcome = try register("codes-updated.zip").succeeded()
    #expect(
      rows(outcome) == [
        "icd10cm fy2025-april 2025-04-01 codes cms-order codes-updated.zip Code Descriptions/icd10cm_order_2025.txt",
        "icd10cm fy2025-april 2025-04-01 addenda cms-order-addenda codes-updated.zip "
          + "Code Descriptions/icd10cm_order_addenda_2025.txt",
      ])
    #expect(
      outcome.errors.contains(
        "the footer of its addenda compares the order file of 2025 with one of 2025: a mid-year update"))
    #expect(
      outcome.errors.contains(
        "the billable codes of icd10cm fy2025-april, which has an order file; not registered"))
  }

  /// The lists beside that of POA-exempt codes, which has what they say.
  @Test(arguments: [
    ("adds to", "Order26\tPOAexemptCode\tDescription\r\n30389\tQ87.87\tHao-Fountain Syndrome\r\n"),
    ("deletes from", "POAexemptCode\tDescription\r\nQ89.8\tOther specified malformations\r\n"),
    (
      "revises in",
      "Order26\tAction\tPOAexemptCode\tDescription\r\n30219\tRevise from:\tQ75.001\tCraniosynostosis\r\n"
    ),
  ]) func changesOfTheListOfPOAExemptCodesAreNamed(verb: String, text: String) throws {
    try write("POAexemptFY26.txt", text.utf8)
    let outcome = try register("POAexemptFY26.txt").succeeded()
    #expect(rows(outcome) == [])
    #expect(
      outcome.errors
        == "POAexemptFY26.txt: what a year \(verb) the list of POA-exempt codes, which is complete itself; not registered\n"
    )
  }

  @Test func mappingsOfOnesOwnLeaveRoomForThePublishers() throws {
    let header = "system,release,effective,until,role,layout,file,member,sha256,url\n"
    try write("releases.csv", (header + "icd10cm,fy2018,2017-10-01,,crosswalk,own.json,own.csv,,,\n").utf8)
    try write("2018_I10gem.txt", "A000    0010  00000\nA001    0011  00000\n".utf8)
    let outcome = try register("2018_I10gem.txt", "--into", "releases.csv").succeeded()
    #expect(outcome.output == "releases.csv: icd10cm fy2018 crosswalk added\n")
  }

  @Test func whatNothingSaysIsAsked() throws {
    try write("order.txt", Self.order.utf8)
    try write("errata-january-12-2022.zip", zipped(Self.order.utf8, as: "icd10cm_order_2022.txt"))
    for (file, place) in [
      ("order.txt", "order.txt"),
      ("errata-january-12-2022.zip", "errata-january-12-2022.zip/icd10cm_order_2022.txt"),
    ] {
      let outcome = try register(file)
      #expect(outcome.status == 1)
      #expect(rows(outcome) == [])
      #expect(
        outcome.errors.hasPrefix(
          "\(place): codes of icd10cm (order numbers, codes of ICD-10-CM and flags on its lines); nothing says of which "
            + "release: name it with --release LABEL --effective DAY\n"))
    }
    #expect(
      rows(try register("order.txt", "--release", "fy2022-april").succeeded())
        == ["icd10cm fy2022-april 2022-04-01 codes cms-order order.txt "])
    #expect(
      rows(try register("order.txt", "--release", "mine", "--effective", "2020-02-03").succeeded())
        == ["icd10cm mine 2020-02-03 codes cms-order order.txt "])
    #expect(try register("order.txt", "--effective", "2020-02-03").status == 2)
    #expect(try register("gone.txt").status == 3)
  }

  @Test func rowsAreAddedOnceAndBuilt() throws {
    let sample = project.appending(path: "Inputs/sample/history")
    for (name, bytes) in try files(in: sample) { try write("downloads/\(name)", bytes) }
    let first = try register("downloads", "--into", "releases.csv")
    #expect(first.output.contains("releases.csv: icd10cm fy2019 codes added\n"))
    let text = try String(contentsOf: folder.url.appending(path: "releases.csv"), encoding: .utf8)
    let again = try register("downloads", "--into", "releases.csv")
    #expect(again.output == "releases.csv: nothing new\n")
    #expect(again.errors.contains("registered already, on line 2"))
    #expect(try String(contentsOf: folder.url.appending(path: "releases.csv"), encoding: .utf8) == text)
    try run(
      codesetPath, ["build", "--registry", "releases.csv", "--output", "out", "--quiet"], in: folder.url
    )
    .succeeded()
    // The same codes from elsewhere are recognized.
    try write("elsewhere/fy2019/copy.txt", try Data(contentsOf: sample.appending(path: "order-fy2019.txt")))
    #expect(
      try register("elsewhere", "--into", "releases.csv").errors.contains(
        "icd10cm fy2019 has codes on line 2, the same content; not registered"))
  }

  /// Every row of the registry that says something which its files, their names or their folders say too.
  @Test(.needsReleases) func theOfficialFilesGetTheRowsOfTheirRegistry() throws {
    let official = try #require(officialRegistry)
    let source = try #require(officialReleases.first?.folder.path)
    let outcome = try register(source, "--into", "releases.csv").succeeded()
    let columns = ["system", "release", "effective", "until", "role", "layout", "file", "member", "sha256"]
    func lines(_ registry: URL) -> Set<String> {
      Set(
        TestSupport.rows(of: registry).map { row in
          columns.map { column in
            let value = row[column] ?? ""
            return column == "file" ? value.replacing("\(source)/", with: "") : value
          }.joined(separator: ",")
        })
    }
    let found = lines(folder.url.appending(path: "releases.csv"))
    // Of releases that are known and not held there is no file.
    let expected = lines(official).filter { line in
      !line.split(separator: ",", omittingEmptySubsequences: false)[6].isEmpty
    }
    #expect(expected.subtracting(found).sorted() == [])
    // Two zips have the list of POA-exempt codes and its three changes, each as text and as a workbook.
    for (words, count) in [
      ("a workbook of the list of POA-exempt codes", 2), ("what a year adds to the list", 4),
      ("what a year deletes from the list", 4), ("what a year revises in the list", 4),
    ] {
      #expect(outcome.errorLines.count { $0.contains(words) } == count, "\(words)")
    }
  }
}
