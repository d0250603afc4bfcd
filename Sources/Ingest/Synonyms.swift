import CodeSetModel

extension Synonym: CompanionRecord {
  package static let kind = CompanionKind(layouts: ["synonyms"], plural: "synonyms") {
    (source, _) throws(IngestError) in
    try ingestSynonyms(source.file, of: source.release, system: source.system, folder: source.folder)
  }

  /// The header row of such a file.
  static let columnNames = ["words", "meaning", "source"]
}

/// Reads an organization's synonyms (layout `synonyms`), a CSV:
///
///     words,meaning,source
///     mcd stitch,restriction of cervix,labor ward
///
/// Every line below the header row becomes a row or is rejected with a finding.
///
/// - Parameter folder: the folder of the registry, to which the file is relative.
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestSynonyms(
  _ file: CompanionFile, of release: Release, system: CodeSystem, folder: String
) throws(IngestError) -> IngestedCompanion<Synonym> {
  let lines = DelimitedLines(delimiter: UInt8(ascii: ","), fieldCount: Synonym.columnNames.count)
  var synonyms = IngestedCompanion<Synonym>(file, of: release)
  var hasHeader = false
  var seen: [[[Substring]]: Int] = [:]
  let isOne = { (contents: UnsafeRawBufferPointer) in
    firstLines(of: contents).first.map { lines.isHeader($0, names: Synonym.columnNames) } ?? false
  }
  try synonyms.read(in: folder, kind: "synonyms (layout synonyms)", where: isOne) { line, synonyms in
    if !hasHeader {
      hasHeader = true
      return
    }
    do throws(RowFault) {
      let fields = try lines.fields(of: line)
      try check(fields)
      let phrases = fields.prefix(2).map { $0.lowercased().split(whereSeparator: \.isWhitespace) }
      if let earlier = seen[phrases] {
        throw RowFault(
          RowRule.synonymRow, 1,
          "expected each meaning of '\(fields[0])' once, found '\(fields[1])' again; one is on line \(earlier)"
        )
      }
      seen[phrases] = line.number
      synonyms.keep(
        Synonym(
          system: system.id, words: fields[0], meaning: fields[1], source: fields[2], release: release.label,
          sourceLine: line.number))
    } catch {
      synonyms.reject(error, line: line.number, text: line.text)
    }
  }
  return synonyms
}

/// Expects words that can be typed and found, and who says so.
private func check(_ fields: [String]) throws(RowFault) {
  for (place, text) in fields.enumerated() {
    if let scalar = text.unicodeScalars.first(where: \.changesTheLine) {
      throw RowFault(
        RowRule.controlCharacter, place + 1, "expected printable characters, found \(scalar.name)")
    }
  }
  for (place, what) in ["words", "a meaning", "a source"].enumerated() {
    guard fields[place].unicodeScalars.contains(where: \.isLetterOrDigit) else {
      throw RowFault(
        RowRule.synonymRow, place + 1,
        "expected \(what) with a letter or digit, found '\(fields[place])'")
    }
  }
}

extension Unicode.Scalar {
  /// Whether it is part of a word that the search compares.
  fileprivate var isLetterOrDigit: Bool {
    properties.isAlphabetic || ("0"..."9").contains(self)
  }
}
