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

/// The files beside a release's codes, found by the type of their records.
public struct Companions: Sendable {
  private var tables: [ObjectIdentifier: any Sendable] = [:]

  package init() {}

  /// The file whose records are of this type, where the release has one.
  public func table<Record: Sendable>(of record: Record.Type) -> PublishedTable<Record>? {
    tables[ObjectIdentifier(record)] as? PublishedTable<Record>
  }

  package mutating func add<Record: Sendable>(_ table: PublishedTable<Record>) {
    tables[ObjectIdentifier(Record.self)] = table
  }

  package mutating func add(_ others: Companions) {
    tables.merge(others.tables) { $1 }
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
