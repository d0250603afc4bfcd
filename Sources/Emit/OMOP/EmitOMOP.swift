import CodeSetModel

/// Writes the codes as vocabulary tables of the OMOP Common Data Model 5.4, in the form in which Athena distributes
/// them: `CONCEPT.csv`, `CONCEPT_RELATIONSHIP.csv`, `CONCEPT_SYNONYM.csv`, `VOCABULARY.csv`.
///
/// - Parameter write: appends bytes to the file at a path relative to the folder.
package func writeOMOP(_ catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
  let concepts = try Concepts(of: catalog)
  try writeVocabularies(concepts.vocabularies, of: catalog, write: write)
  try writeConcepts(concepts, of: catalog, write: write)
  try writeSynonyms(concepts, of: catalog, write: write)
  try writeRelationships(concepts, of: catalog, write: write)
}

private func writeVocabularies(
  _ vocabularies: [Vocabulary], of catalog: Tables,
  write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  var table = AthenaTable(
    "VOCABULARY",
    [
      "vocabulary_id", "vocabulary_name", "vocabulary_reference", "vocabulary_version",
      "vocabulary_concept_id",
    ])
  for (system, vocabulary) in zip(catalog.systems, vocabularies) {
    table.text(vocabulary.id)
    table.text(vocabulary.name, atMost: 255)
    table.text(vocabulary.reference, atMost: 255)
    let newest = catalog.newestRelease(of: system.id)
    table.text(newest.map { "\($0.label) of \($0.effective)" } ?? "", atMost: 255)
    table.number(vocabulary.conceptID)
    table.endRow()
  }
  try table.flush(to: write)
}

private func writeConcepts(
  _ concepts: Concepts, of catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  var table = AthenaTable(
    "CONCEPT",
    [
      "concept_id", "concept_name", "domain_id", "vocabulary_id", "concept_class_id", "standard_concept",
      "concept_code", "valid_start_date", "valid_end_date", "invalid_reason",
    ])
  for concept in concepts.concepts {
    let newest = catalog.codes[concept.newest]
    let vocabulary = concepts.vocabularies[concept.vocabulary]
    let (domain, conceptClass) = vocabulary.classify(newest)
    table.number(concept.id)
    table.text(conceptName(of: newest), atMost: 255)
    table.text(domain)
    table.text(vocabulary.id)
    table.text(conceptClass)
    table.text("")
    table.text(newest.displayCode, atMost: 50)
    table.date(catalog.codes[concept.first].validFrom)
    table.date(before: newest.validTo)
    let isRetired = concepts.isRetirement(newest.validTo, of: concept.vocabulary)
    table.text(concept.replacement != nil ? "U" : isRetired ? "D" : "")
    table.endRow()
    try table.flushIfFull(to: write)
  }
  try table.flush(to: write)
}

/// The long title, or the short one where OMOP has no room for the long one: it does the same.
private func conceptName(of code: CodeRow) -> String {
  AthenaTable.hasRoom(for: code.longTitle, atMost: 255) || code.shortTitle.isEmpty
    ? code.longTitle : code.shortTitle
}

/// The titles that are not the concept's name, and the inclusion terms of the tabular list.
private func writeSynonyms(
  _ concepts: Concepts, of catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  var table = AthenaTable(
    "CONCEPT_SYNONYM", ["concept_id", "concept_synonym_name", "language_concept_id"])
  /// OMOP's concept of the English language.
  let english = 4_180_186
  let notes = catalog.systems.map { CurrentNotes(of: $0.id, in: catalog) }
  for concept in concepts.concepts {
    let newest = catalog.codes[concept.newest]
    let name = conceptName(of: newest)
    let terms = notes[concept.vocabulary].inclusionTerms(of: newest.code)
    // A list prints some terms twice.
    var said: Set = [name, newest.longTitle, newest.shortTitle]
    for term in terms where said.insert(term).inserted {
      table.number(concept.id)
      table.text(term, atMost: 1000)
      table.number(english)
      table.endRow()
    }
    for title in [newest.longTitle, newest.shortTitle] {
      let isOther = title != name || !AthenaTable.hasRoom(for: title, atMost: 255)
      guard isOther, !title.isEmpty else { continue }
      table.number(concept.id)
      table.text(title, atMost: 1000)
      table.number(english)
      table.endRow()
      if newest.longTitle == newest.shortTitle { break }
    }
    try table.flushIfFull(to: write)
  }
  try table.flush(to: write)
}
