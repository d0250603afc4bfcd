import CodeSetModel

/// Normalizes the releases of one code set, one after the other.
///
/// Whatever is read from a title is read beside the titles of its own category, and releases change few
/// categories: those that stay the same are taken over from the release before.
public struct Normalizer: Sendable {
  private let system: CodeSystem
  private var before: (records: [OrderRecord], runs: [CategoryRun], release: NormalizedRelease)?

  public init(_ system: CodeSystem) {
    self.system = system
  }

  /// Brings the next release into the canonical model: the same as `normalize` makes of it alone.
  public mutating func add(
    _ records: [OrderRecord], of release: Release, rejected: [Rejected] = []
  ) -> NormalizedRelease {
    let runs = CategoryRun.runs(of: records)
    let normalized: NormalizedRelease
    if let before, let sources = sources(of: runs, in: records, before.runs, before.records) {
      normalized = takeOver(records, runs, from: sources, before.release, of: release, rejected: rejected)
    } else {
      normalized = normalize(records, of: release, system: system, rejected: rejected)
    }
    before = runs.map { (records, $0, normalized) }
    return normalized
  }

  /// For each category, where its codes stood in the release before; `nil` for one that is another now.
  ///
  /// - Returns: `nil` where a category is scattered, so that it cannot be taken over in one piece.
  private func sources(
    of runs: [CategoryRun]?, in records: [OrderRecord], _ earlierRuns: [CategoryRun],
    _ earlier: [OrderRecord]
  ) -> [Int?]? {
    guard let runs else { return nil }
    let places = Dictionary(
      earlierRuns.enumerated().map { ($1.category, $0) }, uniquingKeysWith: { first, _ in first })
    return runs.map { run in
      guard let place = places[run.category], earlierRuns[place].codes.count == run.codes.count,
        zip(earlier[earlierRuns[place].codes], records[run.codes]).allSatisfy({ $0.saysTheSame(as: $1) })
      else { return nil }
      return place
    }
  }

  /// Puts a release together from categories of the release before and from those that are read anew.
  private func takeOver(
    _ records: [OrderRecord], _ runs: [CategoryRun]?, from sources: [Int?], _ earlier: NormalizedRelease,
    of release: Release, rejected: [Rejected]
  ) -> NormalizedRelease {
    let runs = runs ?? []
    let changed = zip(runs, sources).filter { $1 == nil }.flatMap { records[$0.0.codes] }
    let anew = normalize(changed, of: release, system: system)
    var assembly = Assembly(release: release, rejected: rejected, count: records.count)
    let fresh = Pieces(anew)
    let kept = Pieces(earlier)
    var nextFresh = 0
    for (run, source) in zip(runs, sources) {
      let own = records[run.codes]
      if let source, let before {
        assembly.add(kept.piece(before.runs[source].codes), of: earlier, printedAs: own)
      } else {
        assembly.add(fresh.piece(nextFresh..<nextFresh + own.count), of: anew, printedAs: own)
        nextFresh += own.count
      }
    }
    return assembly.finish()
  }
}

extension OrderRecord {
  /// Whether the same is printed of the code; where it stands in the file does not count.
  fileprivate func saysTheSame(as other: OrderRecord) -> Bool {
    code == other.code && isValidForSubmission == other.isValidForSubmission
      && longTitle == other.longTitle && shortTitle == other.shortTitle
      && longTitle.utf8.count == other.longTitle.utf8.count
      && shortTitle.utf8.count == other.shortTitle.utf8.count
      // A CSV may leave out the order number: then it is the code's place.
      && orderNumber.isEmpty == other.orderNumber.isEmpty
  }
}

/// The codes of a category, which stand together: those that begin with the same three characters.
struct CategoryRun: Sendable {
  var category: Substring
  var codes: Range<Int>

  /// The categories of a release in published order, or `nil` where the codes of one are scattered.
  static func runs(of records: [OrderRecord]) -> [CategoryRun]? {
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
