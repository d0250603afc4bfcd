import CodeSetModel

/// Words that people use, and those of the classification for them: "heart attack", "myocardial infarction".
package struct Synonym: Sendable, Hashable {
  package let words: String
  package let meaning: String

  package init(words: String, meaning: String) {
    self.words = words
    self.meaning = meaning
  }

  /// Those that come with the program, `synonyms.csv`:
  ///
  ///     words,meaning,source
  ///     afib,atrial fibrillation,codeset
  package static let shipped: [Synonym] = {
    let text = String(decoding: PackageResources.synonyms_csv, as: UTF8.self)
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      return fields.count == 3 ? Synonym(words: String(fields[0]), meaning: String(fields[1])) : nil
    }
  }()
}
