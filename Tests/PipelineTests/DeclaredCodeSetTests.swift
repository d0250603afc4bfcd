import Foundation
import TestSupport
import Testing

/// A clinic's own charges, declared in a JSON file: the sample, in a folder of its own.
private final class Clinic: Sendable {
  private let folder: TemporaryFolder

  var url: URL { folder.url }
  var output: URL { url.appending(path: "Outputs") }
  var database: URL { output.appending(path: "codeset.sqlite") }

  init() throws {
    folder = try TemporaryFolder()
    let sample = project.appending(path: "Inputs/sample/clinic")
    for name in try FileManager.default.contentsOfDirectory(atPath: sample.path) {
      try FileManager.default.copyItem(at: sample.appending(path: name), to: url.appending(path: name))
    }
  }

  func build(to output: String = "Outputs") throws -> Outcome {
    try run(codesetPath, ["build", "--registry", "releases.csv", "--output", output] + everyProduct, in: url)
  }

  func make() throws -> Outcome {
    try TestSupport.make([], registry: url.appending(path: "releases.csv"), output: output)
  }

  func lookup(_ arguments: String...) throws -> String {
    try run(codesetPath, ["lookup"] + arguments, in: url).succeeded().output
  }

  func write(_ file: String, _ text: String) throws {
    try Data(text.utf8).write(to: url.appending(path: file))
  }

  func edit(_ file: String, _ old: String, _ new: String) throws {
    let url = url.appending(path: file)
    let text = try String(contentsOf: url, encoding: .utf8)
    precondition(text.contains(old))
    try Data(text.replacing(old, with: new).utf8).write(to: url)
  }
}

@Suite(.serialized) struct DeclaredCodeSetTests {
  @Test func aDeclaredCodeSetHasAllArtifacts() throws {
    let clinic = try Clinic()
    try clinic.build().succeeded()
    #expect(
      try sqliteColumn(
        clinic.database, "SELECT name || '|' || code_forms || '|' || hierarchy FROM code_system")
        == ["Riverside Clinic charges|@@@[-###]|prefix"])
    #expect(
      try sqliteColumn(
        clinic.database,
        "SELECT code || '|' || billable || '|' || valid_from || '|' || coalesce(valid_to, '') || '|' || long_title "
          + "FROM code WHERE parent = 'LAB' ORDER BY id") == [
          "LAB-001|1|2025-01-01|2026-01-01|Glucose, fasting",
          "LAB-001|1|2026-01-01||Glucose, fasting, plasma", "LAB-002|1|2026-01-01||Hemoglobin A1c",
        ])
    #expect(
      try sqliteColumn(clinic.database, "SELECT role || ' ' || file FROM input WHERE release = '2026'")
        == ["codes charges-2026.csv", "layout charges.json"])
    #expect(
      try clinic.lookup("img-102", "--pivot", "trimester=third").hasPrefix("IMG-103  Obstetric ultrasound"))
    #expect(
      try clinic.lookup("IMG-210", "--pivot", "laterality=right").hasPrefix("IMG-211  X-ray of knee, right"))
    #expect(try clinic.lookup("LAB").contains("billable    no, a header"))
    for file in ["json/clinic/codes.json", "json/clinic/categories/LAB.json", "report/clinic-2026.html"] {
      #expect(FileManager.default.fileExists(atPath: clinic.output.appending(path: file).path), "\(file)")
    }
  }

  @Test func makeGivesTheSame() throws {
    let clinic = try Clinic()
    try clinic.make().succeeded()
    try clinic.build(to: "built").succeeded()
    let made = try files(in: clinic.output).filter { !$0.key.hasPrefix("stages/") }
    #expect(differences(made, try files(in: clinic.url.appending(path: "built"))) == [])
    #expect(try clinic.make().succeeded().output.contains("ingest") == false)
    // The declaration is what the products hang on, like any other input.
    try clinic.edit("charges.json", "Riverside Clinic charges", "Riverside Clinic, charges")
    try clinic.make().succeeded()
    #expect(
      try sqliteColumn(clinic.database, "SELECT name FROM code_system") == ["Riverside Clinic, charges"])
    try clinic.build(to: "built").succeeded()
    let again = try files(in: clinic.output).filter { !$0.key.hasPrefix("stages/") }
    #expect(differences(again, try files(in: clinic.url.appending(path: "built"))) == [])
  }

  @Test(arguments: [
    (
      "charges.json", #""Description""#, #""Description", "longtitle": "Text""#,
      "/charges.json:1: error: $.columns.longtitle: expected one of code, billable, short_title, long_title, order, "
        + "parent, found 'longtitle' [declaration]"
    ),
    (
      "charges.json", #""clinic""#, #""icd10cm""#,
      "/charges.json:1: error: $.name: expected nothing, since icd10cm is a code set that is known, found a value "
        + "[declaration]"
    ),
    (
      "releases.csv", "charges.json,charges-2025", "other.json,charges-2025",
      "releases.csv:2: error: expected the declaration of a layout, found "
    ),
  ])
  func aWrongDeclarationStopsTheBuild(file: String, old: String, new: String, message: String) throws {
    let clinic = try Clinic()
    try clinic.edit(file, old, new)
    let outcome = try clinic.build()
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: clinic.database.path))
  }

  @Test func aReleaseInAnotherLayoutIsNotLeftOut() throws {
    let clinic = try Clinic()
    try clinic.edit("releases.csv", "charges.json,charges-2026", "csv,charges-2026")
    let outcome = try clinic.build()
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "releases.csv:3: error: expected the declaration of clinic as its layout, as on line 2, found another layout "
          + "[registry]"), "\(outcome.errors)")
  }

  /// The codes at the top may have any length, and none of the stages takes three characters for a category.
  @Test func codesOfAnyLengthStandBelowTheirPrefix() throws {
    let clinic = try Clinic()
    try clinic.edit("charges.json", "@@@[-###]", "@[###]")
    try clinic.write(
      "charges-2025.csv",
      "Charge,Label,Description\nA,Room,Room\nA100,Left,Room on the left\nA200,Right,"
        + "Room on the right\nB,Meals,Meals\nB100,Lunch,Lunch\n")
    try clinic.write(
      "charges-2026.csv",
      "Charge,Label,Description\nA,Rooms,Rooms\nA100,Left,Room on the left\nA200,Right,"
        + "Room on the right\nB,Meals,Meals\nB100,Lunch,Lunch\n")
    try clinic.build(to: "built").succeeded()
    try clinic.make().succeeded()
    let made = try files(in: clinic.output).filter { !$0.key.hasPrefix("stages/") }
    #expect(differences(made, try files(in: clinic.url.appending(path: "built"))) == [])
    #expect(
      try sqliteColumn(
        clinic.database,
        "SELECT code || ' ' || coalesce(parent, '-') || ' ' || valid_from FROM code ORDER BY id")
        == [
          "A - 2025-01-01", "A - 2026-01-01", "A100 A 2025-01-01", "A200 A 2025-01-01", "B - 2025-01-01",
          "B100 B 2025-01-01",
        ])
    #expect(try clinic.lookup("A100", "--pivot", "laterality=right").hasPrefix("A200  Room on the right"))
    #expect(try clinic.lookup("A100").contains("[A100]  A200"))
  }

  /// What billable means in a code set of one's own, its files say.
  @Test func aChargeNeedNotBeAHeaderToBeInactive() throws {
    let clinic = try Clinic()
    try clinic.edit("charges.json", #""leaves""#, #"{"yes": ["Y"], "no": ["N"]}"#)
    try clinic.edit("charges.json", #""Label""#, #""Label", "billable": "Active""#)
    for file in ["charges-2025.csv", "charges-2026.csv"] {
      try clinic.write(file, "Charge,Label,Description,Active\nLAB,Lab,Lab,Y\nLAB-001,A,A,N\nIMG-001,B,B,Y\n")
    }
    try clinic.build().succeeded()
    #expect(
      try sqliteColumn(clinic.database, "SELECT code FROM billable_code ORDER BY id") == ["LAB", "IMG-001"])
    #expect(try clinic.lookup("LAB-001").contains("\nbillable    no\n"))
  }

  @Test func oneCodeSetHasOneDeclaration() throws {
    let clinic = try Clinic()
    let other = try String(contentsOf: clinic.url.appending(path: "charges.json"), encoding: .utf8)
    try Data(other.replacing("Riverside Clinic\"", with: "Another Clinic\"").utf8).write(
      to: clinic.url.appending(path: "other.json"))
    try clinic.edit("releases.csv", "charges.json,charges-2026", "other.json,charges-2026")
    let outcome = try clinic.build()
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.contains(
        "releases.csv:3: error: expected one declaration of clinic, as on line 2, found another in other.json [registry]"
      ), "\(outcome.errors)")
  }
}
