/// A finding as it is published (table `finding`): what the program had to say about a release. An error
/// stops the build, so that the findings of a product are warnings and notes.
public struct Finding: Hashable, Sendable {
  public var system: String
  public var release: String
  /// The finding's place among those of its release, from 1.
  public var number: Int
  public var diagnostic: Diagnostic

  package init(system: String, release: String, number: Int, _ diagnostic: Diagnostic) {
    self.system = system
    self.release = release
    self.number = number
    self.diagnostic = diagnostic
  }
}
