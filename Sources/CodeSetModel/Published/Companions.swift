/// A file that stands beside a release's codes and says more of them, as ingest leaves it.
public struct PublishedTable<Record: Sendable>: Sendable {
  /// The file for people: `FILE`, or `FILE.zip/MEMBER`.
  public var file: String
  /// The records, in the order of the file.
  public var records: [Record]

  package init(file: String, records: [Record]) {
    self.file = file
    self.records = records
  }
}

/// The files that stand beside a release's codes and say more of them.
public struct Companions: Sendable {
  /// The General Equivalence Mappings from the release's code set to another.
  public var crosswalk: PublishedTable<GEMRecord>?
  /// The codes that are exempt from reporting whether they were present on admission.
  public var poaExempt: PublishedTable<POAExemptRecord>?
  /// The groups that the codes belong to.
  public var groups: PublishedTable<CCSRecord>?
  /// What an organization keeps beside the codes.
  public var annotations: PublishedTable<AnnotationRecord>?

  package init(
    crosswalk: PublishedTable<GEMRecord>? = nil, poaExempt: PublishedTable<POAExemptRecord>? = nil,
    groups: PublishedTable<CCSRecord>? = nil,
    annotations: PublishedTable<AnnotationRecord>? = nil
  ) {
    self.crosswalk = crosswalk
    self.poaExempt = poaExempt
    self.groups = groups
    self.annotations = annotations
  }
}
