import CodeSetModel

/// The tree of a release's codes: the parent of a code is the longest other code that it begins with.
///
/// The publishers leave levels out: above O60.13X0 there is no O60.13X, and above 0UVC7ZZ only the table
/// 0UV. Where the files list no headers, or the code set has none, no code has a parent.
struct Hierarchy {
  /// The position of each code's parent, or `nil` for a category.
  let parents: [Int?]
  /// How many codes are above each code.
  let depths: [Int]

  /// - Parameter stated: the parent that the file states for each code.
  init(codes: [String], stated: [String?] = [], of system: CodeSystem) {
    guard system.hierarchy.hasParents else {
      parents = Array(repeating: nil, count: codes.count)
      depths = Array(repeating: 0, count: codes.count)
      return
    }
    let index = CodeIndex(codes)
    let parents =
      system.hierarchy == .stated
      ? stated.map { $0.flatMap { index.position(of: $0) } } : codes.map(index.positionOfLongestPrefix)
    var depths = Array(repeating: 0, count: codes.count)
    for position in codes.indices {
      var above = parents[position]
      while let next = above {
        depths[position] += 1
        above = parents[next]
      }
    }
    self.parents = parents
    self.depths = depths
  }
}
