import CodeSetModel

/// Normalizes the releases of one code set, one after the other.
///
/// Whatever is read from a title is read beside the titles of its own category, and releases change few
/// categories: those that stay the same are taken over from the release before.
package struct Normalizer: Sendable {
  private let system: CodeSystem
  private var before: ReleaseBefore?

  package init(_ system: CodeSystem) {
    self.system = system
  }

  /// Brings the next release into the canonical model: the same as `normalize` makes of it alone.
  package mutating func add(
    _ records: [OrderRecord], of release: Release, rejected: [Rejected] = [],
    hcpcs: [HCPCSRecord] = [], tabular: PublishedTable<TabularRecord>? = nil
  ) -> NormalizedRelease {
    let tree = SectionTree(
      of: system, on: release.effective, list: tabular, categories: records.lazy.map { $0.code.prefix(3) })
    guard system.hierarchy == .prefix, let runs = CategoryRun.runs(of: records) else {
      // There are no categories, or one is scattered: it cannot be taken over in one piece.
      before = nil
      return normalize(records, of: release, system: system, rejected: rejected, hcpcs: hcpcs, in: tree)
    }
    if let before {
      let next = takeOver(records, runs, from: before, of: release, rejected: rejected, in: tree)
      self.before = next
      return next.release
    }
    let normalized = normalize(records, of: release, system: system, rejected: rejected, in: tree)
    let pieces = Pieces(normalized)
    before = ReleaseBefore(
      records: records, runs: runs, pieces: runs.map { pieces.piece($0.codes) }, tree: tree,
      release: normalized)
    return normalized
  }

  /// Puts a release together from categories of the release before and from those that are read again.
  private func takeOver(
    _ records: [OrderRecord], _ runs: [CategoryRun], from before: ReleaseBefore, of release: Release,
    rejected: [Rejected], in tree: SectionTree
  ) -> ReleaseBefore {
    let sources = before.sources(
      of: runs, in: records, sections: tree == before.tree ? nil : SectionFinder(tree))
    let changed = zip(runs, sources).filter { $1 == nil }.flatMap { records[$0.0.codes] }
    let renewed = normalize(changed, of: release, system: system, in: tree)
    let fresh = Pieces(renewed)
    var assembly = Assembly(
      release: release, sections: tree.rows(of: release), rejected: rejected, count: records.count,
      before: before.release.edition.tables)
    var nextFresh = 0
    var pieces: [Piece] = []
    for (run, source) in zip(runs, sources) {
      let own = records[run.codes]
      if let source {
        let kept = before.pieces[source]
        pieces.append(assembly.add(kept, of: before.release, printedAs: own))
        assembly.keep(UnchangedCategory(codes: run.codes, before: kept.codes.lowerBound))
      } else {
        let piece = fresh.piece(nextFresh..<nextFresh + own.count)
        pieces.append(assembly.add(piece, of: renewed, printedAs: own))
        nextFresh += own.count
      }
    }
    return ReleaseBefore(
      records: records, runs: runs, pieces: pieces, tree: tree, release: assembly.finish())
  }
}

/// The release before, with its categories.
private struct ReleaseBefore: Sendable {
  var records: [OrderRecord]
  var runs: [CategoryRun]
  /// What is said of each category.
  var pieces: [Piece]
  var tree: SectionTree
  var release: NormalizedRelease

  /// For each category of the next release, the same one among these; `nil` for one that is another now.
  ///
  /// - Parameter sections: where the categories belong as of the next release; `nil` where they have not moved.
  func sources(
    of next: [CategoryRun], in records: [OrderRecord], sections finder: SectionFinder?
  ) -> [Int?] {
    var sections = finder
    let places = Dictionary(
      runs.enumerated().map { ($1.category, $0) }, uniquingKeysWith: { first, _ in first })
    return next.map { run in
      guard let place = places[run.category], runs[place].codes.count == run.codes.count else { return nil }
      let shift = runs[place].codes.lowerBound - run.codes.lowerBound
      let first = run.codes.lowerBound
      if sections != nil,
        release.edition.tables.codes[first + shift].content.section
          != sections?.section(of: records[first].code)
      {
        return nil
      }
      let isSame = run.codes.allSatisfy { self.records[$0 + shift].saysTheSame(as: records[$0]) }
      return isSame ? place : nil
    }
  }
}

extension OrderRecord {
  /// Whether the same is printed of the code; where it is in the file does not count.
  fileprivate func saysTheSame(as other: OrderRecord) -> Bool {
    code == other.code && isValidForSubmission == other.isValidForSubmission
      && longTitle.hasSameBytes(as: other.longTitle) && shortTitle.hasSameBytes(as: other.shortTitle)
      // A CSV may leave out the order number: then it is the code's place.
      && orderNumber.isEmpty == other.orderNumber.isEmpty
  }
}

/// The codes of a category, which are together: those that begin with the same three characters.
struct CategoryRun: Sendable {
  var category: Substring
  var codes: Range<Int>

  /// The categories of a release in published order, or `nil` where the codes of one are scattered, or where
  /// a shorter code could be above several.
  static func runs(of records: [OrderRecord]) -> [CategoryRun]? {
    guard records.allSatisfy({ $0.code.utf8.count >= 3 }) else { return nil }
    var runs: [CategoryRun] = []
    var start = 0
    for place in records.indices.dropFirst() {
      if records[place].code.utf8.prefix(3).elementsEqual(records[place - 1].code.utf8.prefix(3)) { continue }
      runs.append(CategoryRun(category: records[start].code.prefix(3), codes: start..<place))
      start = place
    }
    if start < records.count {
      runs.append(CategoryRun(category: records[start].code.prefix(3), codes: start..<records.count))
    }
    return Set(runs.map(\.category)).count == runs.count ? runs : nil
  }
}
