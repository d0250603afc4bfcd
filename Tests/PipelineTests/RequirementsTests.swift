import Foundation
import TestSupport
import Testing

/// What has no test of its own that would fail without it.
@Suite(.enabled(if: runsEveryTest, "make test-all")) struct RequirementsTests {
  @Test func theOfficialReleasesAreThere() throws {
    let registry = try #require(officialRegistry, "CODESET_RELEASES names no registry")
    #expect(FileManager.default.fileExists(atPath: registry.path))
    #expect(!officialReleases.isEmpty && !officialHCPCS.isEmpty)
    #expect(!officialAddenda.isEmpty && !officialConversions.isEmpty)
  }
}
