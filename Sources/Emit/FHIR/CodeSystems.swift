import CodeSetModel

/// Writes `CodeSystem-ID.json`: every code that a release in the build has, once.
///
///     {"code":"O34.32","display":"Maternal care for cervical incompetence, second trimester",
///     "property":[{"code":"parent","valueCode":"O34.3"},{"code":"notSelectable","valueBoolean":false},
///     {"code":"validFrom","valueDateTime":"2015-10-01"},{"code":"trimester","valueString":"second"}]}
func writeCodeSystem(
  _ system: FHIRCodeSystem, of catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  let official = system.codeSets.compactMap { OfficialCodeSet($0.id) }
  var resource = ResourceText(
    ResourceHead(
      type: "CodeSystem", id: system.name.id, url: system.uri, oids: official.map(\.oid),
      version: system.newest.version, name: system.name.name, title: system.name.title,
      isExperimental: system.isExtract, date: system.newest.effective, publisher: system.publisher,
      description: system.description, copyright: official.compactMap(\.copyright).first))
  resource.add("caseSensitive", true)
  resource.add("valueSet", wholeName(system.name))
  if system.isHierarchical { resource.add("hierarchyMeaning", "is-a") }
  resource.add("compositional", false)
  resource.add("versionNeeded", false)
  resource.add("content", system.isComplete ? "complete" : "fragment")
  // How many the code system has, which a part of it does not tell.
  if system.isComplete { resource.add("count", system.concepts.count) }
  let properties = (system.isHierarchical ? [ConceptProperty.parent] : []) + ConceptProperty.all
  resource.beginArray("property")
  for property in properties {
    resource.text.beginLine()
    resource.text.append(property)
  }
  resource.text.endLines()
  if !system.concepts.isEmpty { try writeConcepts(of: system, in: catalog, to: &resource, write: write) }
  try resource.finish(to: write)
}

private func writeConcepts(
  of system: FHIRCodeSystem, in catalog: Tables, to resource: inout ResourceText,
  write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  let notes = Dictionary(
    uniqueKeysWithValues: system.codeSets.map { ($0.id, CurrentNotes(of: $0.id, in: catalog)) })
  let memberships = Memberships(of: system.codeSets, in: catalog)
  resource.beginArray("concept")
  for rows in system.concepts {
    resource.text.beginLine()
    let code = catalog.codes[rows.upperBound]
    append(
      rows, of: system, in: catalog, notes: notes[code.system]?.notes(of: code.code) ?? [], memberships,
      to: &resource.text)
    try resource.pass(to: write)
  }
  resource.text.endLines()
}

extension FHIRCodeSystem {
  fileprivate var description: String {
    let editions = zip(codeSets, releases).map { codeSet, release in
      "\(codeSet.name), release \(release.label), in force from \(release.effective)"
        + (release.until.map { " until \($0)" } ?? "")
    }
    return editions.joined(separator: "; ") + "."
      + " Codes of earlier releases that are no longer in force are inactive."
      + (codeSets.contains { $0.hierarchy == .notListed }
        ? " The publisher's files list the codes that are valid for submission, not the headers above them."
        : "")
      + (isExtract ? " An extract, to try things out." : "")
  }
}

extension JSONText {
  fileprivate mutating func append(_ property: ConceptProperty) {
    beginObject()
    member("code", property.code)
    member("uri", property.uri)
    member("description", property.meaning)
    member("type", property.type.rawValue)
    endObject()
  }

  /// Appends a property that a concept has.
  ///
  /// - Parameter element: where FHIR has the value, which says of what type it is: `valueString`.
  mutating func append(property: String, _ element: StaticString, _ value: String) {
    beginObject()
    member("code", property)
    member(element, value)
    endObject()
  }

  fileprivate mutating func append(property: String, _ value: CalendarDay) {
    beginObject()
    member("code", property)
    member("valueDateTime", value)
    endObject()
  }

  fileprivate mutating func append(property: String, _ value: Bool) {
    beginObject()
    member("code", property)
    member("valueBoolean", value)
    endObject()
  }
}

/// Appends a code as it is in its newest row, in force since its first.
private func append(
  _ rows: ClosedRange<Int>, of system: FHIRCodeSystem, in catalog: Tables, notes: [Note],
  _ memberships: Memberships, to text: inout JSONText
) {
  let code = catalog.codes[rows.upperBound]
  text.beginObject()
  text.member("code", code.displayCode)
  if !code.longTitle.isEmpty { text.member("display", code.longTitle) }
  let terms = notes.filter { $0.kind == .inclusionTerm }.map(\.text)
  appendDesignations(([code.shortTitle] + terms).filter { !$0.isEmpty && $0 != code.longTitle }, to: &text)
  text.key("property")
  text.beginArray()
  if let parent = code.parent {
    let codeSet = system.codeSets.first { $0.id == code.system }
    text.append(property: "parent", "valueCode", codeSet?.displayCode(parent) ?? parent)
  }
  // A modifier is no header: it is chosen, together with a code.
  text.append(property: "notSelectable", !(code.isBillable || code.kind == .modifier))
  if system.isInactive(code) { text.append(property: "inactive", true) }
  text.append(property: "validFrom", catalog.codes[rows.lowerBound].validFrom)
  if let day = system.retirement(of: code) { text.append(property: "retirementDate", day) }
  if code.kind == .modifier { text.append(property: "kind", "valueString", "modifier") }
  for axis in Axis.allCases {
    guard let value = code.axes[axis] else { continue }
    text.append(property: axis.rawValue, "valueString", value)
  }
  for note in notes {
    guard let property = ConceptProperty.notes.first(where: { $0.kind == note.kind })?.property else {
      continue
    }
    text.append(
      property: property.code, "valueString", (note.value.map { "\($0): " } ?? "") + note.text)
  }
  memberships.append(code, to: &text)
  text.endArray()
  text.endObject()
}

/// Appends other names of a concept. They are without a language of their own, since servers prefer a designation in the
/// language they are asked for to the display. The code is SNOMED CT's for a synonym, which FHIR uses here.
private func appendDesignations(_ names: [String], to text: inout JSONText) {
  if names.isEmpty { return }
  text.key("designation")
  text.beginArray()
  for name in names {
    text.beginObject()
    text.key("use")
    text.beginObject()
    text.member("system", "http://snomed.info/sct")
    text.member("code", "900000000000013009")
    text.endObject()
    text.member("value", name)
    text.endObject()
  }
  text.endArray()
}
