import CodeSetModel
import Ingest
import Normalize
import TestSupport
import Testing

@Suite(.serialized) struct OfficialTreeTests {
  @Test(.needsReleases, arguments: officialReleases)
  func aReleaseIsAWholeTreeUnderItsBlocks(_ official: OfficialRelease) throws {
    let ingested = try official.ingested()
    let normalized = normalize(ingested.records, of: ingested.release, system: official.system)
    let codes = normalized.edition.codes

    // Nothing is added, lost, or moved.
    #expect(codes.map(\.code) == ingested.records.map(\.code))
    #expect(codes.map(\.isBillable) == ingested.records.map(\.isValidForSubmission))
    #expect(codes.map(\.ordinal) == Array(1...codes.count))
    #expect(normalized.edition.release.codeCount == codes.count)
    #expect(normalized.edition.release.billableCount == codes.count { $0.isBillable })

    let depths = Dictionary(uniqueKeysWithValues: codes.map { ($0.code, $0.depth) })
    var hasChildren: Set<String> = []
    var misplaced: [String] = []
    for code in codes {
      let parent = longestPrefix(of: code.code) { depths[$0] != nil }
      if code.parent != parent { misplaced.append(code.code) }
      if code.depth != (parent.flatMap { depths[$0] } ?? -1) + 1 { misplaced.append(code.code) }
      if let parent { hasChildren.insert(parent) }
    }
    #expect(misplaced.isEmpty, "codes with another parent or depth")
    #expect(
      codes.filter { $0.isBillable == hasChildren.contains($0.code) }.map(\.code).isEmpty,
      "headers without children or billable codes with some")
    #expect(codes.allSatisfy { ($0.parent == nil) == ($0.code.utf8.count == 3) }, "roots are categories")

    // No category is outside the blocks of its code set.
    #expect(normalized.findings.filter { $0.severity != .note }.isEmpty)
    let blocks = Set(
      normalized.edition.sections.filter { $0.kind == .block }.map(\.section))
    let outside = codes.filter { $0.section.map { !blocks.contains($0) } ?? !blocks.isEmpty }
    #expect(outside.map(\.code).isEmpty)
  }

  /// A sixth character `X` that only holds a place has no row of its own.
  @Test(.needsReleases, arguments: officialFY2025.filter { $0.system == .icd10cm })
  func thousandsOfCodesHaveAParentMoreThanOneCharacterShorter(_ official: OfficialRelease) throws {
    let ingested = try official.ingested()
    let codes = normalize(ingested.records, of: ingested.release, system: official.system).edition.codes
    let withGap = codes.filter { $0.code.utf8.count - ($0.parent?.utf8.count ?? 0) > 1 && $0.depth > 0 }
    #expect(withGap.contains { $0.code == "E0837X1" && $0.parent == "E0837" })
    #expect(withGap.count { $0.code.utf8.count == 7 } == 11_104)
  }

  private func longestPrefix(of code: String, where exists: (String) -> Bool) -> String? {
    let bytes = Array(code.utf8)
    return (1..<bytes.count).reversed().lazy.map { String(decoding: bytes[..<$0], as: UTF8.self) }
      .first(where: exists)
  }
}
