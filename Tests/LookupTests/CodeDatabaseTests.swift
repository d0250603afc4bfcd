import CodeSetModel
import Foundation
import Lookup
import TestSupport
import Testing

/// The database as a Swift program asks it: the small series of releases, opened through the library.
@Suite struct CodeDatabaseTests {
  private static let built = Result { try Sample.built(choleraSeries) }
  private let database: CodeDatabase

  init() throws { database = try CodeDatabase(path: Self.built.get().database.path) }

  @Test func itHasItsReleasesByDate() {
    #expect(database.releases.map(\.label) == ["y1", "y2", "y3"])
    #expect(database.newestReleases().map(\.label) == ["y3"])
    #expect(database.newestReleases(labels: ["y1", "y2"]).map(\.label) == ["y2"])
    #expect(database.newestReleases(systems: ["icd10pcs"]) == [])
  }

  @Test func aCodeSetIsFoundByItsIdentifier() throws {
    #expect(try database.system("icd10cm").name == "ICD-10-CM")
  }

  @Test func theDatabaseIsWhole() throws {
    #expect(try database.integrityFaults() == [])
  }

  @Test func aFileThatIsNoDatabaseIsRefused() throws {
    let folder = try TemporaryFolder()
    let file = folder.url.appending(path: "codeset.sqlite")
    #expect(throws: (any Error).self) { try CodeDatabase(path: file.path) }
    try Data("no database".utf8).write(to: file)
    #expect(throws: (any Error).self) { try CodeDatabase(path: file.path) }
  }

  /// A code that comes and goes: the first day of a span counts, the one on which it ends does not.
  @Test func aCodeIsInForceInItsSpans() throws {
    let history = try #require(try database.histories(of: "a00.5", system: nil).first)
    #expect(history.intervals.map(\.from) == ["2020-10-01", "2022-10-01"])
    #expect(history.intervals.first?.until == "2021-10-01")
    #expect(!history.isRetired)
    let days: [(CalendarDay, Bool)] = [
      ("2020-09-30", false), ("2020-10-01", true), ("2021-09-30", true), ("2021-10-01", false),
      ("2022-09-30", false), ("2022-10-01", true),
    ]
    for (day, isInForce) in days {
      #expect(history.intervals.contains { $0.contains(day) } == isInForce, "\(day)")
    }
  }
}
