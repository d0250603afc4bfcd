import CSitePages
import CodeSetModel

/// Writes the lookup site: its pages, which are the same for every build, and the index that they search. All else
/// they read from the published JSON, in the folder `json` beside theirs.
///
/// - Parameter write: appends bytes to the file at a path relative to the folder.
package func writeSite(_ catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
  for page in UnsafeBufferPointer(start: site_pages, count: site_page_count) {
    try write(String(cString: page.path), UnsafeRawBufferPointer(start: page.bytes, count: page.count))
  }
  for histories in catalog.systems.map({ CodeHistories(of: $0, in: catalog) }) {
    var index = SearchIndex()
    for (position, isRetired) in histories.searched {
      let code = catalog.codes[position]
      index.append(code, isRetired ? .retired : SearchIndex.Status(of: code))
    }
    try write("search/\(histories.system.id).txt", index.text.bytes)
  }
}

extension CodeHistories {
  /// The rows that can be searched, in order: the current ones, and the retired codes as they were last.
  fileprivate var searched: [(position: Int, isRetired: Bool)] {
    (current.map { ($0, false) } + retired.map { ($0, true) }).sorted { $0.0 < $1.0 }
  }
}
