import CSitePages
import CodeSetModel
import Search

/// Writes the lookup site: its pages, which are the same for every build, and the index that they search. All else
/// they read from the published JSON, in the folder `json` beside theirs.
///
/// - Parameter write: appends bytes to the file at a path relative to the folder.
package func writeSite(_ catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
  for page in UnsafeBufferPointer(start: site_pages, count: site_page_count) {
    try write(String(cString: page.path), UnsafeRawBufferPointer(start: page.bytes, count: page.count))
  }
  try writeSearchRules(SearchRules()) { try write("search/rules.json", $0) }
  let synonyms = synonymsFile(catalog)
  try write("search/synonyms.txt", synonyms.bytes)
  for histories in catalog.systems.map({ CodeHistories(of: $0, in: catalog) }) {
    let index = SearchIndex(of: histories, in: catalog)
    let codes = searchedCodesFile(index, catalog)
    try write("search/\(index.system).txt", codes.bytes)
    let texts = searchedTextsFile(index)
    try write("search/\(index.system)-texts.txt", texts.bytes)
  }
}

/// The codes of an index as the site reads them.
private func searchedCodesFile(_ index: SearchIndex, _ catalog: Tables) -> ByteBuffer {
  var file = SearchedCodesFile()
  var last = Array(repeating: -1, count: index.parents.count)
  for (place, searched) in index.codes.enumerated() {
    let code = catalog.codes[searched.position]
    let group = Int(searched.group)
    file.append(
      code, searched.isRetired ? .retired : SearchedCodesFile.Status(of: code), cost: searched.cost,
      back: last[group] < 0 ? 0 : place - last[group],
      up: searched.parent < 0 ? 0 : place - Int(searched.parent))
    last[group] = place
  }
  return file.text
}
