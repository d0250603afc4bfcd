import Foundation
import TestSupport
import Testing

/// Registries that cannot be built from, and names that they do not hold.
@Suite struct BadRegistryTests {
  struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The second line of the registry.
    var row: String
    var message: String
  }

  static let rows = [
    Fault(
      testDescription: "a month 13", row: "icd10cm,sample,2024-13-01,,codes,cms-order,order.txt,,,",
      message: "expected effective as a date like 2024-10-01, found '2024-13-01'"),
    Fault(
      testDescription: "February 29 of a common year",
      row: "icd10cm,sample,2023-02-29,,codes,cms-order,order.txt,,,", message: "found '2023-02-29'"),
    Fault(
      testDescription: "no date", row: "icd10cm,sample,,,codes,cms-order,order.txt,,,",
      message: "column 'effective': expected a date, found nothing"),
    Fault(
      testDescription: "a bad end", row: "icd10cm,sample,2024-10-01,2025,codes,cms-order,order.txt,,,",
      message: "expected until as a date like 2024-10-01, found '2025'"),
    Fault(
      testDescription: "an unknown role", row: "icd10cm,sample,2024-10-01,,code,cms-order,order.txt,,,",
      message: "expected the role to be one of codes, addenda, "),
    Fault(
      testDescription: "an unknown layout", row: "icd10cm,sample,2024-10-01,,codes,order,order.txt,,,",
      message:
        "expected the layout to be one of cms-order, cms-codes, csv, icd9-description, icd9-csv, found 'order'"
    ),
    Fault(
      testDescription: "a release that is no name",
      row: "icd10cm,../sample,2024-10-01,,codes,cms-order,order.txt,,,", message: "found '../sample'"),
    Fault(
      testDescription: "addenda without a file",
      row: "icd10cm,sample,2024-10-01,,addenda,cms-order-addenda,,,,",
      message: "column 'file': expected a value, found nothing"),
    Fault(
      testDescription: "a field too many", row: "icd10cm,sample,2024-10-01,,codes,cms-order,order.txt,,,,",
      message: "expected 10 fields, found 11"),
    Fault(
      testDescription: "an open quote", row: "icd10cm,\"sample,2024-10-01,,codes,cms-order,order.txt,,,",
      message: "expected matching quotes"),
  ]

  @Test(arguments: rows)
  func aBadRowIsAFinding(_ fault: Fault) throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    let header = "system,release,effective,until,role,layout,file,member,sha256,url\n"
    try Data("\(header)\(fault.row)\n".utf8).write(to: sample.registry)
    for command in [["build"], ["depend"], ["ingest", "icd10cm", "sample"], ["emit", "sqlite"]] {
      let outcome = try sample.codeset(command)
      #expect(outcome.status == 1)
      let finding = outcome.errorLines.first
      #expect(finding?.hasPrefix("Inputs/sample/releases.csv:2: error: ") == true, "\(outcome.errors)")
      #expect(finding?.contains(fault.message) == true, "\(outcome.errors)")
    }
    #expect(differences(old, try files(in: sample.output)) == [])
  }

  @Test(arguments: [
    ("2024-10-01", "2024-10-01", "expected until to be a day after 2024-10-01, found 2024-10-01"),
    ("2020-01-01", "2021-13-01", "expected until as a date like 2024-10-01, found '2021-13-01'"),
    (
      "2020-10-01", "2025-10-01",
      "found old from 2020-10-01 until 2025-10-01 and sample from 2024-10-01 [registry]"
    ),
  ])
  func anEndThatCannotBeIsAFinding(_ effective: String, until: String, message: String) throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    let text = try String(contentsOf: sample.registry, encoding: .utf8)
    let row = "icd10cm,old,\(effective),\(until),codes,cms-order,icd10cm_order_sample.txt,,,\n"
    try Data("\(text)\(row)".utf8).write(to: sample.registry)
    let outcome = try sample.codeset("build")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(differences(old, try files(in: sample.output)) == [])
  }

  /// A release that is built without the one that follows it has no end: what was left out ends nothing.
  @Test func aReleaseThatIsLeftOutEndsNothing() throws {
    let sample = try Sample()
    let text = try String(contentsOf: sample.registry, encoding: .utf8)
    let row = "icd10cm,old,2023-10-01,,codes,cms-order,icd10cm_order_sample.txt,,,\n"
    // A registry that a spreadsheet wrote begins with a byte-order mark.
    try Data("\u{FEFF}\(text)\(row)".utf8).write(to: sample.registry)
    let built = try sample.codeset("build", "--release", "old", "--quiet").succeeded()
    #expect(built.errors.contains("found 1 left out: icd10cm sample [left-out]"))
    let ends = try run(
      "sqlite3", [sample.output.appending(path: "codeset.sqlite").path, "SELECT DISTINCT valid_to FROM code"])
    #expect(ends.output == "\n")
  }

  /// Also where another release is between the two.
  @Test(arguments: [
    ("icd10cm,other,2024-10-01", "found other from 2024-10-01 and sample from 2024-10-01"),
    ("icd10cm,sample,2026-10-01", "found sample from 2024-10-01 and sample from 2026-10-01"),
  ])
  func aReleaseThatIsThereTwiceIsAFinding(_ beginning: String, message: String) throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    let text = try String(contentsOf: sample.registry, encoding: .utf8)
    let rest = ",,codes,cms-order,icd10cm_order_sample.txt,,,\n"
    try Data("\(text)icd10cm,between,2025-10-01\(rest)\(beginning)\(rest)".utf8).write(to: sample.registry)
    let outcome = try sample.codeset("build")
    #expect(outcome.status == 1)
    #expect(
      outcome.errorLines.first?.hasPrefix("Inputs/sample/releases.csv:") == true,
      "\(outcome.errors)")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(outcome.errors.hasSuffix("codeset: 1 error; nothing was published\n"))
    #expect(differences(old, try files(in: sample.output)) == [])
  }

  @Test(arguments: [
    (["build", "--release", "fy2099"], "has no release 'fy2099'; it has icd10cm sample, icd10pcs sample"),
    (["build", "--system", "icd9cm"], "has no code set 'icd9cm' to build; it has icd10cm, icd10pcs"),
    (["build", "--system", "icd10cm", "--release", "fy2099"], "has no release 'fy2099'"),
    (["ingest", "icd10cm", "fy2099"], "has no release 'fy2099'; it has icd10cm sample"),
    (["ingest", "icd9cm", "sample"], "has no code set 'icd9cm'"),
    (["depend", "--release", "fy2099"], "has no release 'fy2099'"),
  ])
  func anUnknownNameIsNotFound(_ arguments: [String], message: String) throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    let outcome = try sample.codeset(arguments)
    #expect(outcome.status == 1)
    #expect(outcome.errors.hasPrefix("codeset: Inputs/sample/releases.csv \(message)"), "\(outcome.errors)")
    #expect(outcome.errorLines.count == 1)
    #expect(differences(old, try files(in: sample.output)) == [])
  }

  @Test func aRegistryThatIsMissingIsStatusThree() throws {
    let sample = try Sample.built()
    let old = try files(in: sample.output)
    for (path, reason) in [("nowhere.csv", "No such file or directory"), ("Inputs", "not a file")] {
      let outcome = try sample.codeset("build", "--registry", path)
      #expect(outcome.status == 3)
      #expect(outcome.errors == "codeset: \(path): cannot be read: \(reason)\n")
    }
    #expect(differences(old, try files(in: sample.output)) == [])
  }

  @Test func aRegistryWithoutItsColumnsIsAFinding() throws {
    let sample = try Sample()
    try Data("system,release,file\nicd10cm,sample,order.txt\n".utf8).write(to: sample.registry)
    let outcome = try sample.codeset("build")
    #expect(outcome.status == 1)
    #expect(
      outcome.errorLines.first?.hasPrefix(
        "Inputs/sample/releases.csv:1: error: expected the columns effective, until, role, layout") == true)
  }

  /// Rows of other code sets, and files beside codes that are not named, may be in a registry; the ones that are left out are noted.
  @Test func rowsThatAreNotReadYetAreNoErrors() throws {
    let sample = try Sample()
    let text = try String(contentsOf: sample.registry, encoding: .utf8)
    let more = "icd9cm,v32,2014-10-01,,groups,ahrq-ccs,a.csv,,,\ncpt,2024,2024-01-01,,codes,cpt,h.txt,,,\n"
    try Data("\(text)\(more)".utf8).write(to: sample.registry)
    let outcome = try sample.codeset("build", "--notes")
    #expect(outcome.status == 0)
    let note =
      "Inputs/sample/releases.csv:1: note: expected rows of code sets and roles that this version reads, "
      + "found also code set cpt (1), role groups without codes (1) [not-read]"
    #expect(outcome.errorLines == [note] + holesOfTheSample)
    #expect(try sample.codeset("build", "--quiet").errors == "")
  }

  @Test func aStageWithoutTheOneBeforeIsStatusThree() throws {
    let sample = try Sample()
    for command in [
      ["normalize", "icd10cm", "sample"], ["validate", "icd10cm", "sample"], ["emit", "csv"],
    ] {
      let outcome = try sample.codeset(command)
      #expect(outcome.status == 3)
      #expect(outcome.errors.hasPrefix("codeset: Outputs/stages/icd10cm/sample"), "\(outcome.errors)")
    }
  }
}
