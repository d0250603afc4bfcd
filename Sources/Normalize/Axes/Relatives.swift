/// The tree of a release's codes, seen from the parent.
struct Relatives: Sendable {
  /// The category of each code: itself, where nothing is above it.
  let categories: [Int]
  let parents: [Int?]
  private var children: [Int]
  private var firstChild: [Int]

  init(parents: [Int?]) {
    self.parents = parents
    var categories = Array(parents.indices)
    // The children of all parents one after the other, in published order.
    var starts = Array(repeating: 0, count: parents.count + 1)
    for (code, parent) in parents.enumerated() {
      var above = parent
      while let next = above {
        categories[code] = next
        above = parents[next]
      }
      if let parent { starts[parent + 1] += 1 }
    }
    for code in parents.indices { starts[code + 1] += starts[code] }
    var next = starts
    var children = Array(repeating: 0, count: starts.last ?? 0)
    for (code, parent) in parents.enumerated() {
      guard let parent else { continue }
      children[next[parent]] = code
      next[parent] += 1
    }
    self.categories = categories
    self.children = children
    firstChild = starts
  }

  func children(of code: Int) -> ArraySlice<Int> { children[firstChild[code]..<firstChild[code + 1]] }

  /// The codes with the same parent, the code itself among them; none for a category.
  func siblings(of code: Int) -> ArraySlice<Int> {
    guard let parent = parents[code] else { return [] }
    return children(of: parent)
  }
}
