import CodeSetModel

/// The terms of one alphabetic index, or of one of its tables, with what is below each and where it leads.
struct IndexPaths {
  struct Term {
    let text: String
    let modifiers: String?
    let parent: Int?
    var children: [Int] = []
    var leads: [IndexTerm] = []
  }

  private(set) var terms: [Term] = []
  private var main: [[String]: Int] = [:]
  private let rules: SearchRules

  /// - Parameter rows: those of one index, in the order of its file.
  init(_ rows: some Sequence<IndexTerm>, _ rules: SearchRules) {
    self.rules = rules
    var places: [Int: Int] = [:]
    var last: IndexTerm?
    for row in rows {
      if let last, last.parent == row.parent, last.depth == row.depth, last.term == row.term,
        last.modifiers == row.modifiers, last.sourceLine == row.sourceLine
      {
        terms[terms.count - 1].leads.append(row)
      } else {
        let parent = row.parent.flatMap { places[$0] }
        terms.append(Term(text: row.term, modifiers: row.modifiers, parent: parent, leads: [row]))
        places[row.id] = terms.count - 1
        if let parent { terms[parent].children.append(terms.count - 1) }
      }
      last = row
    }
    let mains = terms.indices.filter { terms[$0].parent == nil }
    func name(_ place: Int, _ text: some StringProtocol) {
      let words = content(of: String(text))
      if main[words] == nil { main[words] = place }
    }
    // "Tuberculosis, tubercular" is rather called tuberculosis than "Converter, tuberculosis".
    for place in mains { name(place, terms[place].text.prefix { $0 != "," }) }
    for place in mains {
      for variant in terms[place].text.split(separator: ",") { name(place, variant) }
      name(place, terms[place].text)
    }
  }

  /// A term after those above it, as a book would print it on one line: "Attack, heart".
  ///
  /// Of a main term with its adjective ("Diabetes, diabetic") the adjective is in parentheses: it is the same word.
  func path(of place: Int) -> String {
    var pieces: [String] = []
    var next: Int? = place
    while let place = next {
      let term = terms[place]
      var piece = term.parent == nil ? Self.withVariants(term.text) : term.text
      if let modifiers = term.modifiers { piece += " " + modifiers }
      if !piece.isEmpty { pieces.append(piece) }
      next = term.parent
    }
    return pieces.reversed().joined(separator: ", ")
  }

  private static func withVariants(_ text: String) -> String {
    let pieces = text.split(separator: ",").map { $0.drop { $0 == " " } }
    guard pieces.count > 1, let first = pieces.first, first.count >= 4 else { return text }
    let (variants, others) = (
      pieces.dropFirst().filter {
        !$0.contains(" ") && $0.lowercased().hasPrefix(first.prefix(4).lowercased())
      },
      pieces.dropFirst().filter {
        $0.contains(" ") || !$0.lowercased().hasPrefix(first.prefix(4).lowercased())
      }
    )
    let whole = ([first] + others).joined(separator: ", ")
    return variants.isEmpty ? whole : "\(whole) (\(variants.joined(separator: ") (")))"
  }

  /// The term that a reference names, "Infarct, myocardium": the main term exactly or by its first word, then each
  /// following piece exactly, or with more words, or one level deeper below "with", "in" and the like.
  func term(named reference: String) -> Int? {
    let pieces = reference.split(separator: ",").map { content(of: String($0)) }.filter { !$0.isEmpty }
    guard let first = pieces.first else { return nil }
    guard var place = main[first] ?? main[Array(first.prefix(1))] else { return nil }
    // "see Fracture clavicle": what the first piece says beyond the main term is a piece, too.
    let rest =
      main[first] == nil ? [Array(first.dropFirst())] + pieces.dropFirst() : Array(pieces.dropFirst())
    for piece in rest where !piece.isEmpty {
      guard let next = child(of: place, named: piece) else {
        if Set(piece).isSubset(of: content(of: terms[place].modifiers ?? "")) { continue }
        return nil
      }
      place = next
    }
    return place
  }

  /// The term below another that words name: exactly or by one of its variants, then with the fewest words more, then
  /// with nonessential modifiers, then one level deeper below words that count for nothing.
  private func child(of place: Int, named words: [String]) -> Int? {
    let children = terms[place].children
    if let exact = children.first(where: { child in
      content(of: terms[child].text) == words
        || terms[child].text.split(separator: ",").contains { content(of: String($0)) == words }
    }) {
      return exact
    }
    let wanted = Set(words)
    let wider = children.filter { wanted.isSubset(of: content(of: terms[$0].text)) }
    if let nearest = wider.min(by: { content(of: terms[$0].text).count < content(of: terms[$1].text).count })
    {
      return nearest
    }
    if let modified = children.first(where: { wanted.isSubset(of: allContent(of: $0)) }) { return modified }
    for child in children where content(of: terms[child].text).isEmpty {
      if let deeper = terms[child].children.first(where: { wanted.isSubset(of: allContent(of: $0)) }) {
        return deeper
      }
    }
    return nil
  }

  private func allContent(of place: Int) -> Set<String> {
    Set(content(of: terms[place].text) + content(of: terms[place].modifiers ?? ""))
  }

  /// The words of a term but for those that count for nothing.
  private func content(of text: String) -> [String] {
    searchWords(text, rules).filter { !rules.stopWords.contains($0) }
  }
}
