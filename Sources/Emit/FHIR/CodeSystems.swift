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
  resource.begin("property")
  for (place, property) in properties.enumerated() {
    resource.text.appendLine(isFirst: place == 0)
    resource.text.append(property)
  }
  resource.text.append("\n]" as StaticString)
  if !system.concepts.isEmpty { resource.begin("concept") }
  let notes = Dictionary(
    uniqueKeysWithValues: system.codeSets.map { ($0.id, CurrentNotes(of: $0.id, in: catalog)) })
  let memberships = Memberships(of: system.codeSets, in: catalog)
  for (place, rows) in system.concepts.enumerated() {
    resource.text.appendLine(isFirst: place == 0)
    let code = catalog.codes[rows.upperBound]
    append(
      rows, of: system, in: catalog, notes: notes[code.system]?.notes(of: code.code) ?? [], memberships,
      to: &resource.text)
    try resource.pass(to: write)
  }
  if !system.concepts.isEmpty { resource.text.append("\n]" as StaticString) }
  try resource.finish(to: write)
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

extension ByteBuffer {
  fileprivate mutating func append(_ property: ConceptProperty) {
    append("{\"code\":" as StaticString)
    append(quoted: property.code)
    append(",\"uri\":" as StaticString)
    append(quoted: property.uri)
    append(",\"description\":" as StaticString)
    append(quoted: property.meaning)
    append(",\"type\":" as StaticString)
    append(quoted: property.type.rawValue)
    append("}" as StaticString)
  }
}

/// Appends a code as it is in its newest row, in force since its first. Codes, dates and names of axes and
/// values hold nothing that JSON would escape.
private func append(
  _ rows: ClosedRange<Int>, of system: FHIRCodeSystem, in catalog: Tables, notes: [Note],
  _ memberships: Memberships,
  to text: inout ByteBuffer
) {
  let code = catalog.codes[rows.upperBound]
  text.append("{\"code\":\"" as StaticString)
  text.append(code.displayCode)
  text.append("\"" as StaticString)
  if !code.longTitle.isEmpty {
    text.append(",\"display\":" as StaticString)
    text.append(quoted: code.longTitle)
  }
  let terms = notes.filter { $0.kind == .inclusionTerm }.map(\.text)
  appendDesignations(([code.shortTitle] + terms).filter { !$0.isEmpty && $0 != code.longTitle }, to: &text)
  text.append(",\"property\":[" as StaticString)
  if let parent = code.parent {
    text.append("{\"code\":\"parent\",\"valueCode\":\"" as StaticString)
    text.append(system.codeSets.first { $0.id == code.system }?.displayCode(parent) ?? parent)
    text.append("\"}," as StaticString)
  }
  // A modifier is no header: it is chosen, together with a code.
  text.append("{\"code\":\"notSelectable\",\"valueBoolean\":" as StaticString)
  text.append(code.isBillable || code.kind == .modifier ? "false}" : "true}" as StaticString)
  if system.isInactive(code) { text.append(",{\"code\":\"inactive\",\"valueBoolean\":true}" as StaticString) }
  text.append(",{\"code\":\"validFrom\",\"valueDateTime\":\"" as StaticString)
  text.append(catalog.codes[rows.lowerBound].validFrom)
  text.append("\"}" as StaticString)
  if let day = system.retirement(of: code) {
    text.append(",{\"code\":\"retirementDate\",\"valueDateTime\":\"" as StaticString)
    text.append(day)
    text.append("\"}" as StaticString)
  }
  if code.kind == .modifier {
    text.append(",{\"code\":\"kind\",\"valueString\":\"modifier\"}" as StaticString)
  }
  for axis in Axis.allCases {
    guard let value = code.axes[axis] else { continue }
    text.append(",{\"code\":\"" as StaticString)
    text.append(axis.rawValue)
    text.append("\",\"valueString\":\"" as StaticString)
    text.append(value)
    text.append("\"}" as StaticString)
  }
  for note in notes {
    guard let property = ConceptProperty.notes.first(where: { $0.kind == note.kind })?.property else {
      continue
    }
    text.append(",{\"code\":\"" as StaticString)
    text.append(property.code)
    text.append("\",\"valueString\":" as StaticString)
    text.append(quoted: (note.value.map { "\($0): " } ?? "") + note.text)
    text.append("}" as StaticString)
  }
  memberships.append(code, to: &text)
  text.append("]}" as StaticString)
}

/// Appends other names of a concept. They are without a language of their own, since servers prefer a designation in the
/// language they are asked for to the display. The code is SNOMED CT's for a synonym, which FHIR uses here.
private func appendDesignations(_ names: [String], to text: inout ByteBuffer) {
  if names.isEmpty { return }
  text.append(",\"designation\":[" as StaticString)
  for (place, name) in names.enumerated() {
    if place > 0 { text.append("," as StaticString) }
    text.append(
      "{\"use\":{\"system\":\"http://snomed.info/sct\",\"code\":\"900000000000013009\"},\"value\":"
        as StaticString)
    text.append(quoted: name)
    text.append("}" as StaticString)
  }
  text.append("]" as StaticString)
}
