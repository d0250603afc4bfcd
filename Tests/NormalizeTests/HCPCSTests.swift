import CodeSetModel
import Ingest
import Normalize
import TestSupport
import Testing

/// Codes and modifiers of HCPCS in the canonical model.
@Suite struct HCPCSTests {
  private func edition(_ records: [SampleHCPCS]) throws -> Edition {
    let ingested = try ingestSample(
      orderFile(records.flatMap(\.lines)), layout: .hcpcsANWEB, of: .hcpcs, file: "hcpcs.txt")
    return normalize(ingested.records, of: ingested.release, system: .hcpcs, hcpcs: ingested.hcpcs).edition
  }

  @Test func aModifierStandsBesideTheCodes() throws {
    let edition = try edition([
      SampleHCPCS("A1", ["Dressing"]), SampleHCPCS("A1001", ["Dressing for one wound"]),
    ])
    #expect(edition.codes.map(\.kind) == [.modifier, .code])
    #expect(edition.codes.map(\.isBillable) == [false, true])
    #expect(edition.codes.map(\.parent) == [nil, nil])
    #expect(edition.codes.map(\.depth) == [0, 0])
    #expect(edition.codes.map(\.displayCode) == ["A1", "A1001"])
  }

  /// The release is in force from October 2024.
  @Test(arguments: [
    ("20100101", "", true), ("20241001", "", true), ("20241002", "", false), ("20100101", "20240930", false),
    ("20100101", "20241001", true),
  ])
  func theRecordSaysWhenACodeIsInForce(added: String, terminated: String, isCounted: Bool) throws {
    let edition = try edition([SampleHCPCS("A1001", ["Dressing"], added: added, terminated: terminated)])
    let code = try #require(edition.codes.first)
    #expect(code.validFrom.description.filter { $0 != "-" } == added)
    #expect(code.validFromBasis == .record)
    #expect(code.validTo == ["20240930": "2024-10-01", "20241001": "2024-10-02"][terminated] ?? "2025-10-01")
    #expect(edition.release.billableCount == (isCounted ? 1 : 0))
    #expect(code.isBillable)
  }

  @Test func theSidesOfModifiersAreCounterparts() throws {
    let edition = try edition([
      SampleHCPCS("LT", ["Left side (used to identify procedures performed on the left side of the body)"]),
      SampleHCPCS("RT", ["Right side (used to identify procedures performed on the right side of the body)"]),
      SampleHCPCS("LC", ["Left circumflex coronary artery"]),
    ])
    #expect(edition.codes.map(\.axes.laterality) == [.left, .right, nil])
    #expect(edition.codes.map(\.family) == ["LT", "LT", nil])
    #expect(
      edition.pivots == [
        Pivot(code: 0, axis: .laterality, value: "right", target: 1),
        Pivot(code: 1, axis: .laterality, value: "left", target: 0),
      ])
  }

  @Test(
    "A title that leaves open whether it is one side or both has no side",
    arguments: [
      "Pneumatic compression device (unilateral or bilateral system)", "Hip spica (one or both legs), adult",
      "Femoral artery angiography, bilateral or ipsilateral to catheter insertion",
      "Time with the patient or the family or both", "Documentation of anatomy (e.g., right hemicolectomy)",
    ])
  func noSide(_ title: String) throws {
    let edition = try edition([SampleHCPCS("E0675", [title])])
    #expect(edition.codes.map(\.axes.laterality) == [nil])
    #expect(edition.mentions.isEmpty)
  }

  @Test(.needsReleases, arguments: officialHCPCS)
  func theSidesOfTheOfficialModifiersAreThese(_ official: OfficialRelease) throws {
    let ingested = try official.ingested()
    let edition = normalize(
      ingested.records, of: ingested.release, system: .hcpcs, hcpcs: ingested.hcpcs
    ).edition
    func modifiers(_ side: Laterality) -> [String] {
      edition.codes.filter { $0.kind == .modifier && $0.axes.laterality == side }.map(\.code).sorted()
    }
    #expect(
      modifiers(.left) == ["E1", "E2", "F1", "F2", "F3", "F4", "FA", "LT", "T1", "T2", "T3", "T4", "TA"])
    #expect(
      modifiers(.right) == ["E3", "E4", "F5", "F6", "F7", "F8", "F9", "RT", "T5", "T6", "T7", "T8", "T9"])
    #expect(edition.codes.allSatisfy { $0.kind == .code || !$0.isBillable })
    #expect(edition.codes.allSatisfy { $0.parent == nil })
  }
}
