/// A file beside a release's codes, as ingest leaves it.
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

/// A table that may be of several files of one role.
private protocol JoinableTable {
  /// Both together, where the files are parts of one; `nil` where the later takes the place of the earlier.
  func followed(by later: any Sendable) -> (any Sendable)?
}

extension PublishedTable: JoinableTable {
  fileprivate func followed(by later: any Sendable) -> (any Sendable)? {
    guard Record.self == IndexTerm.self, let later = later as? Self else { return nil }
    return Self(file: file, records: records + later.records)
  }
}

/// The files beside a release's codes, found by the type of their records.
public struct Companions: Sendable {
  private var tables: [ObjectIdentifier: any Sendable] = [:]

  package init() {}

  /// The file whose records are of this type, where the release has one.
  public func table<Record: Sendable>(of record: Record.Type) -> PublishedTable<Record>? {
    tables[ObjectIdentifier(record)] as? PublishedTable<Record>
  }

  package mutating func add<Record: Sendable>(_ table: PublishedTable<Record>) {
    add(table, as: ObjectIdentifier(Record.self))
  }

  package mutating func add(_ others: Companions) {
    for (type, table) in others.tables { add(table, as: type) }
  }

  private mutating func add(_ table: any Sendable, as type: ObjectIdentifier) {
    let earlier = tables[type] as? any JoinableTable
    tables[type] = earlier?.followed(by: table) ?? table
  }
}

extension Companions {
  /// Puts other addenda in place of those of the release.
  package mutating func add(_ addenda: Addenda) {
    add(PublishedTable(file: addenda.file, records: addenda.records))
    add(PublishedTable(file: addenda.file, records: addenda.counts))
  }

  /// The addenda of the release.
  package var addenda: Addenda? {
    table(of: AddendaRecord.self).map { table in
      Addenda(
        file: table.file, records: table.records, counts: self.table(of: AddendaCount.self)?.records ?? [])
    }
  }

  /// The conversion table that came with the release of this label.
  package func conversion(of release: String) -> ConversionTable? {
    table(of: ConversionRecord.self).map {
      ConversionTable(release: release, file: $0.file, records: $0.records)
    }
  }
}
