import TestSupport
import Testing

@Test func printsItsVersion() throws {
  #expect(try codeset("--version").output == "0.1.0\n")
}
