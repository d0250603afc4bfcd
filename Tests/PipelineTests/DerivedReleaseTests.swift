import CodeSetModel
import Foundation
import TestSupport
import Testing

/// Releases of ICD-10-PCS that no file holds, in a series that exists in the test alone: y1 is loaded, y2 is known by
/// its day, y3 is loaded with addenda.
@Suite struct DerivedReleaseTests {
  private static let header = ("001", false, "Central Nervous System, Bypass")
  private static let first = ("0016070", true, "Bypass Cerebral Ventricle to Nasopharynx")
  private static let second = ("0016071", true, "Bypass Cerebral Ventricle to Mastoid Sinus")
  private static let third = ("0016072", true, "Bypass Cerebral Ventricle to Atrium")
  private static let retitled = ("0016070", true, "Bypass Cerebral Ventricle to Nasal Cavity")
  private typealias Printed = (code: String, isBillable: Bool, title: String)

  private static let y1: [Printed] = [header, first]
  private static let y3: [Printed] = [header, retitled, third]
  /// From y2, which has `first`, `second`, to y3.
  private static let addenda = [
    addendum(.reviseFrom, first), addendum(.reviseTo, retitled), addendum(.delete, second),
    addendum(.add, third),
  ]

  private static func addendum(_ action: AddendaRecord.Action, _ code: Printed) -> String {
    addendaLine(
      AddendaRecord(
        action: action, isValidForSubmission: nil, code: code.code, shortTitle: code.title,
        longTitle: code.title, line: 0))
  }

  /// A footer with two of these counts for the codes, and the others as the addenda have them.
  private static func footer(
    before: Int, after: Int, added: Int = 1, deleted: Int = 1, revised: Int = 1
  ) -> [String] {
    func counts(_ name: String, _ before: Int, _ after: Int, _ added: Int, _ deleted: Int, _ revised: Int)
      -> [String]
    {
      [
        "", name.capitalized, "  \(before) \(name) in icd10pcs_order_2.txt",
        "  \(after) \(name) in icd10pcs_order_3.txt", "  \(added) additions", "  \(deleted) deletions",
        "  \(revised) revisions", "of which", "  \(revised) revisions to both long and short titles",
        "  0 revisions to long title only", "  0 revisions to short title only",
      ]
    }
    return counts("headers", 1, 1, 0, 0, 0) + counts("codes", before, after, added, deleted, revised)
  }

  /// The series, registered.
  private func series(addenda: [[String]], y3: [Printed] = Self.y3) throws -> Sample {
    let sample = try Sample()
    func write(_ name: String, _ lines: [String]) throws {
      try Data(lines.map { "\($0)\r\n" }.joined().utf8).write(to: sample.inputs.appending(path: name))
    }
    func lines(_ codes: [Printed]) -> [String] {
      codes.enumerated().map { orderLine($0 + 1, $1.code, isBillable: $1.isBillable, $1.title) }
    }
    try write("y1.txt", lines(Self.y1))
    try write("y3.txt", lines(y3))
    var rows = [
      "system,release,effective,until,role,layout,file", "icd10pcs,y1,2020-10-01,,codes,cms-order,y1.txt",
      "icd10pcs,y2,2021-10-01,,codes,cms-order,", "icd10pcs,y3,2022-04-01,,codes,cms-order,y3.txt",
    ]
    for (place, lines) in addenda.enumerated() {
      try write("addenda\(place).txt", lines)
      rows.append("icd10pcs,y3,2022-04-01,,addenda,cms-order-addenda,addenda\(place).txt")
    }
    try Data(rows.map { "\($0)\n" }.joined().utf8).write(to: sample.registry)
    return sample
  }

  @Test func addendaUndoneAreTheReleaseBefore() throws {
    let sample = try series(addenda: [Self.addenda + Self.footer(before: 2, after: 2)])
    try sample.codeset("build", "--quiet").succeeded()
    #expect(
      try sqliteColumn(sample.database, "SELECT basis FROM release ORDER BY effective")
        == ["file", "addenda", "file"])
    #expect(
      try sqliteColumn(sample.database, "SELECT count(*) FROM reconciliation WHERE outcome = 'matched'") == [
        3
      ])
    let before = try sample.codeset("lookup", "0016071", "--on", "2021-12-01").succeeded().output
    #expect(before.contains("\nin force    from 2021-10-01 until 2022-04-01 (retired)\n"))
    #expect(
      try sqliteColumn(
        sample.database, "SELECT DISTINCT valid_from_basis FROM code WHERE valid_from = '2021-10-01'")
        == ["addenda"])
    let title = try sample.codeset("lookup", "0016070", "--on", "2022-03-31").succeeded().output
    #expect(title.hasPrefix("0016070  Bypass Cerebral Ventricle to Nasopharynx\n"))
  }

  @Test func addendaOfAReleasePublishedTwiceAreUndoneOneAfterTheOther() throws {
    let newest: Printed = ("0016073", true, "Bypass Cerebral Ventricle to Blood Vessel")
    let sample = try series(
      addenda: [[Self.addendum(.add, newest)], Self.addenda + Self.footer(before: 2, after: 2)],
      y3: Self.y3 + [newest])
    try sample.codeset("build", "--quiet").succeeded()
    #expect(
      try sqliteColumn(sample.database, "SELECT billable_count FROM release ORDER BY effective") == [1, 2, 3])
    #expect(
      try sqliteColumn(sample.database, "SELECT count(*) FROM reconciliation WHERE outcome = 'matched'") == [
        4
      ])
  }

  /// Addenda that say nothing of the release before them.
  static let unproven: [(why: String, lines: [String])] = [
    (
      "no footer",
      [addendum(.reviseFrom, first), addendum(.reviseTo, retitled), addendum(.add, third)]
    ),
    (
      "another count", addenda + footer(before: 7, after: 2)
    ),
    (
      "relative to y1",
      [addendum(.reviseFrom, first), addendum(.reviseTo, retitled), addendum(.add, third)]
        + footer(before: 1, after: 2, deleted: 0)
    ),
  ]

  @Test(arguments: unproven.indices)
  func whatNothingProvesIsNotKnown(_ place: Int) throws {
    let sample = try series(addenda: [Self.unproven[place].lines])
    try sample.codeset("build", "--quiet").succeeded()
    #expect(try sqliteColumn(sample.database, "SELECT release FROM release_gap") == ["y2"])
    let new = try sample.codeset("lookup", "0016072", "--on", "2021-12-01")
    #expect(new.status == 1)
    #expect(
      new.errors.contains(
        "whether it was in force on 2021-12-01 is not known; first printed in y3; no release between 2020-10-01 and "
          + "2022-04-01 is in this build"))
    let now = try sample.codeset("lookup", "0016072").succeeded().output
    #expect(now.contains("(first printed in y3; no release between 2020-10-01 and then is in this build)"))
    #expect(try sample.codeset("search", "ventricle", "--on", "2021-12-01").status == 1)
  }

  @Test func stagesOneByOneMakeTheSame() throws {
    let sample = try series(addenda: [Self.unproven[2].lines])
    try sample.codeset("build", "--quiet").succeeded()
    let whole = try Data(contentsOf: sample.database)
    for release in ["y1", "y2", "y3"] {
      for stage in ["ingest", "normalize", "validate"] {
        try sample.codeset(stage, "icd10pcs", release).succeeded()
      }
    }
    try sample.codeset("history", "icd10pcs").succeeded()
    try sample.codeset("emit", "sqlite").succeeded()
    #expect(try Data(contentsOf: sample.database) == whole)
  }

  @Test func aReleaseLeftOutEndsNothing() throws {
    let sample = try series(addenda: [Self.addenda + Self.footer(before: 2, after: 2)])
    let built = try sample.codeset("build", "--release", "y2").succeeded()
    #expect(built.errors.contains("found 2 left out: icd10pcs y1, icd10pcs y3 [left-out]"))
    #expect(try sqliteColumn(sample.database, "SELECT count(*) FROM code WHERE valid_to IS NULL") == [3])
  }
}
