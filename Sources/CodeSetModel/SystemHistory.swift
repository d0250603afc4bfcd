/// All releases of one code set as one dated history: what the stage `history` makes of them. Its tables are read as
/// its own: `history.codes`.
@dynamicMemberLookup
public struct SystemHistory: Sendable {
  public var tables: Tables

  package init(system: CodeSystem, releases: [Release] = []) {
    tables = Tables()
    tables.systems = [system]
    tables.releases = releases
  }

  /// - Parameter tables: those of one code set, with the code set itself.
  package init(_ tables: Tables) {
    precondition(tables.systems.count == 1, "a history is that of one code set")
    self.tables = tables
  }

  @inlinable
  public var system: CodeSystem { tables.systems[0] }

  @inlinable
  public subscript<Rows>(dynamicMember table: WritableKeyPath<Tables, Rows>) -> Rows {
    get { tables[keyPath: table] }
    _modify { yield &tables[keyPath: table] }
  }
}
