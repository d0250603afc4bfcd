import CodeSetModel

/// Writes what OMOP says between two concepts, each in both directions: a code and the one above it, a retired code
/// and the one that replaced it.
///
/// Crosswalks are left out: OMOP has no relationship for equivalence mappings, and `Maps to` leads to its standard
/// concepts alone.
func writeRelationships(
  _ concepts: Concepts, of catalog: Catalog, write: (String, UnsafeRawBufferPointer) throws -> Void
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
      from: link.from, to: link.to)
    try table.flushIfFull(to: write)
  }
  for concept in concepts.concepts {
    guard let replacement = concept.replacement, let day = catalog.codes[concept.newest].validTo else {
      continue
    }
    table.append(
      concept.id, concepts.concepts[replacement].id, "Concept replaced by", "Concept replaces", from: day,
      to: nil)
  }
  try table.flush(to: write)
}

extension AthenaTable {
  /// Appends a relationship and its reverse. One that has ended is no longer valid.
  fileprivate mutating func append(
    _ one: Int, _ other: Int, _ relationship: String, _ reverse: String, from start: String, to end: String?
  ) {
    for (one, other, relationship) in [(one, other, relationship), (other, one, reverse)] {
      number(one)
      number(other)
      text(relationship)
      date(start)
      date(before: end)
      text(end == nil ? "" : "D")
      endRow()
    }
  }
}

/// A code and the one above it, since when and until when.
private struct ParentLink {
  var child: Int
  var parent: Int
  /// The first day.
  var from: String
  /// The first day on which it no longer was.
  var to: String?
}

/// In the order of the rows; a code that had another one above it before has two.
private func parentLinks(of concepts: Concepts, in catalog: Catalog) -> [ParentLink] {
  var links: [ParentLink] = []
  links.reserveCapacity(concepts.concepts.count)
  /// Where the links of the concepts that have several rows are.
  var places: [SIMD2<Int>: Int] = [:]
  for (row, code) in catalog.codes.enumerated() {
    guard let parent = concepts.parent(of: row, in: catalog) else { continue }
    let child = concepts.conceptOfRow[row]
    let concept = concepts.concepts[child]
    let hasSeveralRows = concept.first != concept.newest
    if hasSeveralRows, let place = places[SIMD2(child, parent)] {
      links[place].from = min(links[place].from, code.validFrom)
      links[place].to = links[place].to.flatMap { earlier in code.validTo.map { max(earlier, $0) } }
      continue
    }
    if hasSeveralRows { places[SIMD2(child, parent)] = links.count }
    links.append(ParentLink(child: child, parent: parent, from: code.validFrom, to: code.validTo))
  }
  return links
}
