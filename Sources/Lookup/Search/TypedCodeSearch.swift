import CodeSetModel
import Search

/// The codes that begin with a code in a text.
struct TypedCodeSearch {
  let index: StoredIndex
  let file: SQLiteFile
  let rules: SearchRules

  init(_ index: StoredIndex, _ file: SQLiteFile, _ rules: SearchRules) {
    self.index = index
    self.file = file
    self.rules = rules
  }

  /// The codes by the words beside the one that is typed, and the other codes that are typed: nothing where there is
  /// none, or where the words beside it are those of other codes.
  func hits(_ text: String, _ typed: [TypedWord]) throws -> [SearchHit] {
    try hits(text, typed[...], of: typed.count)
  }

  /// - Parameters:
  ///   - part: the words that are looked at.
  ///   - all: how many words the text has.
  private func hits(_ text: String, _ part: ArraySlice<TypedWord>, of all: Int) throws -> [SearchHit] {
    let typed = Array(part)
    for count in stride(from: min(3, typed.count), to: 0, by: -1) {
      for first in 0...typed.count - count {
        let span = Array(typed[first..<first + count])
        if isPart(of: text, typed, first, first + count) { continue }
        let found = try codes(text, span, isAll: count == all)
        if found.isEmpty { continue }
        let beside = (typed[..<first] + typed[(first + count)...]).filter {
          !rules.stopWords.contains($0.word)
        }
        let hits = ranked(found, by: beside.map(\.form), compact(span))
        if hits.isEmpty { continue }
        let others = try [typed[..<first], typed[(first + count)...]]
          .flatMap { try self.hits(text, $0, of: all) }.filter(\.isExact)
        return hits + others.filter { other in !hits.contains { $0.code == other.code } }
      }
    }
    return []
  }

  /// Whether what is typed goes on without a blank, so that it is not this code: W21.89A is not W21, O30-O48 not
  /// O30.
  private func isPart(of text: String, _ typed: [TypedWord], _ first: Int, _ end: Int) -> Bool {
    func joins(_ one: Int, _ other: Int, _ outside: Int) -> Bool {
      guard typed.indices.contains(one), typed.indices.contains(other) else { return false }
      let between = text[typed[one].range.upperBound..<typed[other].range.lowerBound]
      return (between == "." || between == "-")
        && typed[outside].word.utf8.contains { (0x30...0x39).contains($0) }
    }
    return joins(first - 1, first, first - 1) || joins(end - 1, end, end)
  }

  private func compact(_ span: [TypedWord]) -> String {
    span.map(\.word).joined().uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  private struct Found {
    let code: Int
    let undotted: String
    let title: (long: String, short: String)
  }

  /// The codes that begin with neighboring words taken together; a dot that was typed is where the code has it.
  private func codes(_ text: String, _ span: [TypedWord], isAll: Bool) throws -> [Found] {
    let joined = compact(span)
    guard let first = span.first, let last = span.last, !joined.isEmpty else { return [] }
    let whole = text[first.range.lowerBound..<last.range.upperBound].uppercased()
    let pieces = whole.split(separator: ".", omittingEmptySubsequences: false)
    let isDotted =
      pieces.count == 2 && pieces.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy(isCodeCharacter) }
    let hasDigit = joined.utf8.contains { (0x30...0x39).contains($0) }
    let hasLetter = joined.utf8.contains { (0x41...0x5A).contains($0) }
    let isExact: Bool
    if joined.utf8.count < (isAll ? 2 : 3) || !hasDigit {
      guard isAll, span.count == 1 else { return [] }
      isExact = true
    } else {
      guard isAll || isDotted || hasLetter else { return [] }
      isExact = false
    }
    let rows = try file.values(
      """
      SELECT id, code, display_code, long_title, short_title FROM code
      WHERE system = :system AND code >= :code AND code < :end ORDER BY id
      """,
      ["system": index.system, "code": joined, "end": isExact ? joined + "\u{1}" : joined + "\u{10FFFF}"])
    return rows.compactMap { row in
      guard let id = row[0].flatMap(Int32.init), let code = index.code(withID: id),
        !isDotted || (row[2] ?? "").uppercased().hasPrefix(whole)
      else { return nil }
      return Found(code: code, undotted: row[1] ?? "", title: (row[3] ?? "", row[4] ?? ""))
    }
  }

  private func isCodeCharacter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
  }

  private func ranked(_ found: [Found], by forms: [String], _ joined: String) -> [SearchHit] {
    let matched = found.map { found in
      let own =
        searchWords(found.title.long, rules)
        + abbreviations(in: found.title.short, of: found.title.long, rules)
      return forms.count { form in
        own.contains {
          $0 == form || (form.utf16.count >= 3 && $0.hasPrefix(form))
            || (form.utf16.count >= 4 && isWithin(1, $0, form))
        }
      }
    }
    if !forms.isEmpty, matched.allSatisfy({ $0 == 0 }), !found.contains(where: { $0.undotted == joined }) {
      return []
    }
    return zip(found, matched).map { found, matched in
      let isExact = found.undotted == joined
      return SearchHit(
        code: found.code,
        score: 2 + (isExact ? 1 : 0) + (forms.isEmpty ? 0 : 1.5 * Double(matched) / Double(forms.count))
          - (index.isRetired[found.code] != 0 ? 0.5 : 0), isExact: isExact)
    }
  }
}
