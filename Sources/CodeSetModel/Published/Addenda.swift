/// The addenda of a release, as published.
public struct Addenda: Sendable {
  /// The file for people: `FILE`, or `FILE.zip/MEMBER`.
  public var file: String
  public var records: [AddendaRecord]
  /// The footer; empty where the file has none.
  public var counts: [AddendaCount]

  package init(file: String, records: [AddendaRecord], counts: [AddendaCount]) {
    self.file = file
    self.records = records
    self.counts = counts
  }
}

/// A conversion table, as published.
public struct ConversionTable: Sendable {
  /// The label of the release that it came with.
  public var release: String
  /// The file for people: `FILE`, or `FILE.zip/MEMBER`.
  public var file: String
  public var records: [ConversionRecord]

  package init(release: String, file: String, records: [ConversionRecord]) {
    self.release = release
    self.file = file
    self.records = records
  }
}
