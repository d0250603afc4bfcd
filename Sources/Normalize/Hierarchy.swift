/// The tree of a release's codes: the parent of a code is the longest other code that it begins with.
///
/// The publishers leave levels out: above O60.13X0 there is no O60.13X, and above 0UVC7ZZ only the table
/// 0UV.
struct Hierarchy {
  /// The position of each code's parent, or `nil` for a category.
  let parents: [Int?]
  /// How many codes stand above each code.
  let depths: [Int]

  init(codes: [String]) {
    var positions = [String: Int](minimumCapacity: codes.count)
    for (position, code) in codes.enumerated() { positions[code] = position }
    let parents = codes.map { longestPrefix(of: $0, in: positions) }

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

private func longestPrefix(of code: String, in positions: [String: Int]) -> Int? {
  var end = code.utf8.endIndex
  while end > code.utf8.startIndex {
    end = code.utf8.index(before: end)
    if let position = positions[String(code[..<end])] { return position }
  }
  return nil
}
