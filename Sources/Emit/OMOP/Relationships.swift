import CodeSetModel

/// Writes what OMOP says between two concepts, each in both directions: a code and the one above it, a retired code
/// and the one that replaced it.
///
/// Crosswalks are left out: OMOP has no relationship for equivalence mappings, and `Maps to` leads to its standard
/// concepts alone.
func writeRelationships(
  _ concepts: Concepts, of catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  var table = AthenaTable(
    "CONCEPT_RELATIONSHIP",
    [
      "concept_id_1", "concept_id_2", "relationship_id", "valid_start_date", "valid_end_date",
      "invalid_reason",
    ])
  for link in parentLinks(of: concepts, in: catalog) {
    table.append(
      concepts.concepts[link.child].id, concepts.concepts[link.parent].id, "Is a", "Subsumes",
      from: link.from, to: link.to,
      isValid: !concepts.isRetirement(link.to, of: concepts.concepts[link.child].vocabulary))
    try table.flushIfFull(to: write)
  }
  for concept in concepts.concepts {
    guard let replacement = concept.replacement, let day = catalog.codes[concept.newest].validTo else {
      continue
    }
    table.append(
      concept.id, concepts.concepts[replacement].id, "Concept replaced by", "Concept replaces", from: day,
      to: nil, isValid: true)
  }
  try table.flush(to: write)
}

extension AthenaTable {
  /// Appends a relationship and its reverse.
  fileprivate mutating func append(
    _ one: Int, _ other: Int, _ relationship: String, _ reverse: String, from start: CalendarDay,
    to end: CalendarDay?,
    isValid: Bool
  ) {
    for (one, other, relationship) in [(one, other, relationship), (other, one, reverse)] {
      number(one)
      number(other)
      text(relationship)
      date(start)
      date(before: end)
      text(isValid ? "" : "D")
      endRow()
    }
  }
}

/// A code and the one above it, since when and until when.
private struct ParentLink {
  var child: Int
  var parent: Int
  /// The first day.
  var from: CalendarDay
  /// The first day on which it no longer was.
  var to: CalendarDay?
}

/// In the order of the rows; a code that had another one above it before has two.
private func parentLinks(of concepts: Concepts, in catalog: Tables) -> [ParentLink] {
  var links: [ParentLink] = []
  links.reserveCapacity(concepts.concepts.count)
  /// Where the links of the concepts that have several rows are.
  var places: [SIMD2<Int>: Int] = [:]
  let codes = catalog.codes
  concepts.forEachParent(in: codes) { row, parent in
    let child = concepts.conceptOfRow[row]
    let (from, to) = (codes[row].validFrom, codes[row].validTo)
    let hasSeveralRows = concepts.concepts[child].first != concepts.concepts[child].newest
    if hasSeveralRows, let place = places[SIMD2(child, parent)] {
      links[place].from = min(links[place].from, from)
      links[place].to = links[place].to.flatMap { earlier in to.map { max(earlier, $0) } }
      return
    }
    if hasSeveralRows { places[SIMD2(child, parent)] = links.count }
    links.append(ParentLink(child: child, parent: parent, from: from, to: to))
  }
  return links
}
