import CodeSetModel

/// The words of a short title that begin no word of the title: `cervcl`, `incompetnc`.
package func abbreviations(in shortTitle: String, of longTitle: String) -> [String] {
  if shortTitle.utf8.elementsEqual(longTitle.utf8) { return [] }
  var written: [[UInt8]] = []
  forEachWord(of: longTitle) { written.append($0) }
  var found: [String] = []
  forEachWord(of: shortTitle) { word in
    if !written.contains(where: { $0.starts(with: word) }) {
      found.append(String(decoding: word, as: UTF8.self))
      written.append(word)
    }
  }
  return found
}

/// As they are compared.
package func abbreviations(in shortTitle: String, of longTitle: String, _ rules: SearchRules) -> [String] {
  abbreviations(in: shortTitle, of: longTitle).map { wordForm($0, rules) }
}
