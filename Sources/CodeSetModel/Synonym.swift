/// Words that an organization uses, and those of the classification for them (table `synonym`): an abbreviation of its own,
/// a name that a clinic gave to something.
///
///     mcd stitch,restriction of cervix,labor ward
///
/// They come with the release of a code set, and the search asks all code sets with them.
public struct Synonym: Hashable, Sendable {
  public var system: String
  public var words: String
  public var meaning: String
  /// Who says so: a department, a list, a person.
  public var source: String
  /// The release that the synonyms came with.
  public var release: String
  /// The line of their file, from 1.
  public var sourceLine: Int

  package init(
    system: String, words: String, meaning: String, source: String, release: String, sourceLine: Int
  ) {
    self.system = system
    self.words = words
    self.meaning = meaning
    self.source = source
    self.release = release
    self.sourceLine = sourceLine
  }
}
