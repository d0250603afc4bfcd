import CodeSetModel
import Ingest
import Normalize
import TestSupport
import Testing

/// Taking over what a release does not change is the same as reading all of it.
@Suite(.serialized) struct NormalizerTests {
  @Test(.needsReleases, arguments: Array(Set(officialReleases.map(\.system.id))))
  func aReleaseAfterAnotherIsNormalizedAsAlone(system: String) throws {
    var after: OfficialRelease?
    var normalizer: Normalizer?
    for official in officialReleases.filter({ $0.system.id == system }) {
      let ingested = try official.ingested()
      var own = normalizer ?? Normalizer(official.system)
      let next = own.add(ingested.records, of: ingested.release, rejected: ingested.rejected)
      let alone = normalize(
        ingested.records, of: ingested.release, system: official.system, rejected: ingested.rejected)
      let name = "\(official) after \(after?.description ?? "none")"
      #expect(next.edition.release == alone.edition.release, "\(name)")
      #expect(next.edition.codes == alone.edition.codes, "\(name)")
      #expect(next.edition.mentions == alone.edition.mentions, "\(name)")
      #expect(next.edition.families == alone.edition.families, "\(name)")
      #expect(next.edition.pivots == alone.edition.pivots, "\(name)")
      #expect(next.findings == alone.findings, "\(name)")
      normalizer = own
      after = official
    }
  }

  /// A code of one category that is among another's: nothing can be taken over in one piece.
  @Test func scatteredCategoriesAreReadAnew() throws {
    let lines = [
      orderLine(1, "A00", isBillable: false, "Cholera"), orderLine(2, "B00", "Another"),
      orderLine(3, "A001", "Cholera of the right eye"),
    ]
    let ingested = try ingestSample(orderFile(lines))
    var normalizer = Normalizer(.icd10cm)
    for _ in 1...2 {
      let next = normalizer.add(ingested.records, of: ingested.release)
      let alone = normalize(ingested.records, of: ingested.release, system: .icd10cm)
      #expect(next.edition.codes == alone.edition.codes)
      #expect(next.findings == alone.findings)
    }
  }
}
