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
  for system in catalog.systems.map(\.id) {
    var index = SearchIndex()
    for (code, status) in catalog.searchedCodes(of: system) { index.append(code, status) }
    try write("search/\(system).txt", index.text.bytes)
  }
}

extension Tables {
  /// The codes of a system that can be searched, in order: the current ones, and the retired ones as they were last.
  fileprivate func searchedCodes(of system: String) -> [(Code, SearchIndex.Status)] {
    guard let newest = currentRelease(of: system)?.effective else { return [] }
    var found: [(Code, SearchIndex.Status)] = []
    var current = currentCodes(of: system)[...]
    for position in codes.indices where codes[position].system == system {
      let code = codes[position]
      if current.first == position {
        found.append((code, SearchIndex.Status(of: code)))
        current.removeFirst()
      } else if let end = code.validTo, end <= newest {
        // Rows of one code stand together: this one is the last unless the same code goes on.
        let next = position + 1
        let goesOn = next < codes.count && codes[next].system == system && codes[next].code == code.code
        if !goesOn { found.append((code, .retired)) }
      }
    }
    return found
  }
}
