import CodeSetModel
import Ingest
import Normalize
import TestSupport
import Testing
import Validate

/// Examining what a release changes finds the same as examining all of it.
@Suite(.serialized) struct ValidatorTests {
  @Test(.needsReleases, arguments: Array(Set(officialReleases.map(\.system.id))))
  func aReleaseAfterAnotherIsFoundAsAlone(system: String) throws {
    var validator = Validator()
    var normalizer: Normalizer?
    for official in officialReleases.filter({ $0.system.id == system }) {
      let ingested = try official.ingested()
      var own = normalizer ?? Normalizer(official.system)
      let edition = own.add(ingested.records, of: ingested.release, rejected: ingested.rejected).edition
      #expect(validator.add(edition) == validate(edition), "\(official)")
      normalizer = own
    }
  }

  /// A fault that a release leaves as it was is found again, on its new line.
  @Test func aFaultThatStaysIsFoundAgain() throws {
    let faulty = orderLine(2, "A001", "Cholera  of the right eye")
    let releases = [
      [orderLine(1, "A00", isBillable: false, "Cholera"), faulty, orderLine(3, "B00", "Another")],
      [
        orderLine(1, "A00", isBillable: false, "Cholera"), faulty, orderLine(3, "B00", "Another one"),
        orderLine(4, "B01", "New"),
      ],
      [
        orderLine(1, "A00", isBillable: false, "Cholera"), orderLine(2, "A000", "New"),
        faulty.with("00003", in: 1...5),
        orderLine(4, "B00", "Another one"), orderLine(5, "B01", "New"),
      ],
    ]
    var normalizer = Normalizer(.icd10cm)
    var validator = Validator()
    let found = try releases.map { lines in
      let ingested = try ingestSample(orderFile(lines))
      return validator.add(normalizer.add(ingested.records, of: ingested.release).edition).map(\.description)
    }
    func doubledBlank(_ line: Int) -> String {
      "order.txt:\(line): warning: expected single blanks between words, found a doubled blank in the short title of "
        + "A001 [title-spacing]"
    }
    #expect(found == [[doubledBlank(2)], [doubledBlank(2)], [doubledBlank(3)]])
  }
}
