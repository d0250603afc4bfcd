import CodeSetModel
import Foundation
import Ingest
import Normalize
import TestSupport
import Testing

/// The axes, families and pivots of every official release, compared with what they mean.
///
/// One test reads the releases one after the other, so that each is in memory alone and read once.
@Suite struct AxisTests {
  @Test(arguments: [AllOfficialReleases()].filter { !$0.releases.isEmpty })
  func theAxesHoldInEveryOfficialRelease(_ official: AllOfficialReleases) throws {
    var list = CounterpartList()
    var usedNames: Set<Int> = []
    for official in official.releases {
      let ingested = try official.ingested()
      let normalized = normalize(
        ingested.records, of: ingested.release, system: official.system, hcpcs: ingested.hcpcs)
      var faults = Faults()

      var mentions = MentionChecks(normalized.edition)
      mentions.check(&faults)
      usedNames.formUnion(mentions.usedNames)

      var families = FamilyChecks(normalized.edition)
      families.check(&faults)
      let holes = families.codesWithoutOtherSide.union(
        normalized.findings.filter { $0.rule == "family-hole" }.compactMap(\.code))
      for hole in holes.sorted() where !list.excuses(hole, of: official.system) {
        faults.add("has a counterpart, or a reason in Tests/Fixtures/WithoutCounterpart.csv", hole)
      }

      print(
        "\(official): \(mentions.summary); \(families.summary), \(holes.count) codes without a counterpart")
      faults.report(of: "\(official)")
    }
    #expect(list.unused == [], "rows of Tests/Fixtures/WithoutCounterpart.csv that no release needs")
    let unusedNames = AxisVocabulary.namesOfNoSide.indices.filter { !usedNames.contains($0) }
      .map { AxisVocabulary.namesOfNoSide[$0].names }
    #expect(unusedNames == [], "names of no side in the vocabulary that no release has")
  }

  /// The same of the sample, which every checkout has.
  @Test(arguments: [(CodeSystem.icd10cm, 7), (.icd10pcs, 0)])
  func theAxesHoldInTheSample(of system: CodeSystem, holes: Int) throws {
    let file = project.appending(path: "Inputs/sample/\(system.id)_order_sample.txt")
    let ingested = try ingestSample(try Data(contentsOf: file), of: system)
    let normalized = normalize(ingested.records, of: ingested.release, system: system)
    var faults = Faults()
    var mentions = MentionChecks(normalized.edition)
    mentions.check(&faults)
    var families = FamilyChecks(normalized.edition)
    families.check(&faults)
    faults.report(of: "the sample of \(system.id)")
    #expect(families.codesWithoutOtherSide.count == holes)
    #expect(normalized.findings.compactMap(\.code).sorted() == families.codesWithoutOtherSide.sorted())
  }

  /// The reviewed list names a code once, and says why it has no counterpart.
  @Test func everyCodeWithoutCounterpartHasAReason() {
    let rows = CounterpartList.rows
    #expect(!rows.isEmpty)
    #expect(Set(rows.map { "\($0["system"] ?? "") \($0["code"] ?? "")" }).count == rows.count)
    for row in rows {
      #expect(CodeSystem(id: row["system"] ?? "") != nil, "\(row)")
      #expect(row["code"] != nil && row["reason"]?.hasSuffix(".") == true, "\(row)")
    }
  }
}

struct AllOfficialReleases: Sendable, CustomTestStringConvertible {
  var releases = officialReleases + officialHCPCS
  var testDescription: String { "\(releases.count) releases" }
}

/// Tests/Fixtures/WithoutCounterpart.csv: the codes for one side or trimester that have none for another, each
/// read by a person.
private struct CounterpartList {
  static let rows = TestSupport.rows(of: project.appending(path: "Tests/Fixtures/WithoutCounterpart.csv"))

  private let names: Set<String>
  private var used: Set<String> = []

  init() {
    names = Set(Self.rows.map { "\($0["system"] ?? "") \($0["code"] ?? "")" })
  }

  mutating func excuses(_ code: String, of system: CodeSystem) -> Bool {
    let name = "\(system.id) \(code)"
    if names.contains(name) { used.insert(name) }
    return names.contains(name)
  }

  var unused: [String] { names.subtracting(used).sorted() }
}

/// What is wrong in a release, by what should hold.
struct Faults {
  private var places: [String: [String]] = [:]

  mutating func add(_ rule: String, _ place: String) {
    places[rule, default: []].append(place)
  }

  func report(of release: String) {
    for (rule, places) in places.sorted(by: { $0.key < $1.key }) {
      Issue.record(
        """
        \(release): every one \(rule); \(places.count) not, such as
        \(places.prefix(10).joined(separator: "\n"))
        """)
    }
  }
}
