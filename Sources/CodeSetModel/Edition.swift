/// One release in the canonical model, with everything that was read from it.
public struct Edition: Sendable {
  public var release: Release
  /// The codes and headers in published order.
  public var codes: [Code]
  /// Every place in a title that carries a value of an axis, by code.
  public var mentions: [AxisMention]
  public var families: [Family]
  /// The steps between the members of a family, by code.
  public var pivots: [Pivot]
  /// The rows of the release's files that were not taken over.
  public var rejected: [Rejected]
  /// What the release says of the codes of HCPCS besides their titles, by code; empty for other code sets.
  public var hcpcs: [HCPCSDetail]
  /// In the order of the file, as are flags, groups and annotations.
  public var crosswalks: [Crosswalk] = []
  public var flags: [CodeFlag] = []
  public var groups: [CodeGroup] = []
  public var annotations: [Annotation] = []
  /// The categories of which everything is known to be as in the release before, in published order. Of the
  /// others nothing is known: they may be the same, too.
  public var unchanged: [UnchangedCategory] = []

  public init(
    release: Release, codes: [Code] = [], mentions: [AxisMention] = [], families: [Family] = [],
    pivots: [Pivot] = [], rejected: [Rejected] = [],
    hcpcs: [HCPCSDetail] = []
  ) {
    self.release = release
    self.codes = codes
    self.mentions = mentions
    self.families = families
    self.pivots = pivots
    self.rejected = rejected
    self.hcpcs = hcpcs
  }
}

/// A category of which everything is as in the release before: titles, axes, families and pivots.
public struct UnchangedCategory: Hashable, Sendable {
  /// The positions of its codes.
  public var codes: Range<Int>
  /// The position of the first of them in the release before.
  public var before: Int

  public init(codes: Range<Int>, before: Int) {
    self.codes = codes
    self.before = before
  }
}

extension Edition {
  /// The mentions of some codes that stand together.
  public func mentions(of codes: Range<Int>) -> ArraySlice<AxisMention> {
    rows(of: codes, in: mentions, code: \.code)
  }

  /// The pivots from some codes that stand together.
  public func pivots(of codes: Range<Int>) -> ArraySlice<Pivot> { rows(of: codes, in: pivots, code: \.code) }

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

  /// The positions of the codes of which nothing is known to be as in the release before.
  public var changed: [Range<Int>] {
    var ranges: [Range<Int>] = []
    var next = 0
    for category in unchanged {
      if next < category.codes.lowerBound { ranges.append(next..<category.codes.lowerBound) }
      next = category.codes.upperBound
    }
    if next < codes.count { ranges.append(next..<codes.count) }
    return ranges
  }
}
