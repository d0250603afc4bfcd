/// One release in the canonical model, with everything that was read from it. Its tables are read as its own:
/// `edition.codes`.
@dynamicMemberLookup
public struct Edition: Sendable {
  public var tables = Tables()
  /// The categories of which everything is known to be as in the release before, in published order. Of the
  /// others nothing is known: they may be the same, too.
  public var unchanged: [UnchangedCategory] = []

  package init(
    release: Release, codes: [CodeRow] = [], mentions: [AxisMention] = [], families: [Family] = [],
    pivots: [Pivot] = [], rejected: [Rejected] = []
  ) {
    tables.releases = [release]
    tables.codes = codes
    tables.numberCodes()
    tables.mentions = mentions
    tables.families = families
    tables.pivots = pivots
    tables.rejected = rejected
  }

  @inlinable
  public var release: Release {
    get { tables.releases[0] }
    _modify { yield &tables.releases[0] }
  }

  @inlinable
  public subscript<Rows>(dynamicMember table: WritableKeyPath<Tables, Rows>) -> Rows {
    get { tables[keyPath: table] }
    _modify { yield &tables[keyPath: table] }
  }
}

/// A category of which everything is as in the release before: titles, axes, families and pivots.
public struct UnchangedCategory: Hashable, Sendable {
  /// The positions of its codes.
  public var codes: Range<Int>
  /// The position of the first of them in the release before.
  public var before: Int

  package init(codes: Range<Int>, before: Int) {
    self.codes = codes
    self.before = before
  }
}

extension Tables {
  /// The mentions of some codes that are together.
  public func mentions(of codes: Range<Int>) -> ArraySlice<AxisMention> {
    rows(of: codes, in: mentions, code: \.code)
  }

  /// The pivots from some codes that are together.
  public func pivots(of codes: Range<Int>) -> ArraySlice<Pivot> {
    rows(of: codes, in: pivots, code: \.code)
  }

  /// The rows of a table, which is sorted by code, about some codes.
  private func rows<Row>(of codes: Range<Int>, in table: [Row], code: (Row) -> Int) -> ArraySlice<Row> {
    func start(of position: Int) -> Int {
      var (low, high) = (0, table.count)
      while low < high {
        let middle = (low + high) / 2
        if code(table[middle]) < position { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return table[start(of: codes.lowerBound)..<start(of: codes.upperBound)]
  }
}

extension Edition {
  /// The positions of the codes of which nothing is known to be as in the release before.
  public var changed: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var next = 0
    for category in unchanged {
      if next < category.codes.lowerBound { ranges.append(next..<category.codes.lowerBound) }
      next = category.codes.upperBound
    }
    if next < tables.codes.count { ranges.append(next..<tables.codes.count) }
    return ranges
  }
}
