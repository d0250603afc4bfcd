import CodeSetModel

/// A concept map with one group, its elements written one after the other.
///
///     {"code":"E812.0","target":[{"code":"V43.52XA","equivalence":"relatedto"},...]}
private struct MapText: ~Copyable {
  var resource: ResourceText

  init(
    _ head: ResourceHead, from source: CodeSystem, version: String? = nil, to target: CodeSystem
  ) {
    resource = ResourceText(head)
    resource.add("sourceUri", wholeName(FHIRName(codeSystemOf: source)))
    resource.add("targetUri", wholeName(FHIRName(codeSystemOf: target)))
    resource.beginArray("group")
    resource.text.beginObject()
    resource.text.member("source", source.uri)
    resource.text.member("sourceVersion", version)
    resource.text.member("target", target.uri)
    resource.text.key("element")
    resource.text.beginArray()
  }

  mutating func beginElement(_ code: String) {
    resource.text.beginLine()
    resource.text.beginObject()
    resource.text.member("code", code)
    resource.text.key("target")
    resource.text.beginArray()
  }

  /// Appends a target up to its end; `nil`: there is none.
  mutating func beginTarget(_ code: String?, equivalence: String, comment: String? = nil) {
    resource.text.beginObject()
    resource.text.member("code", code)
    resource.text.member("equivalence", equivalence)
    resource.text.member("comment", comment)
  }

  mutating func endTarget() {
    resource.text.endObject()
  }

  mutating func endElement(write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
    resource.text.endArray()
    resource.text.endObject()
    try resource.pass(to: write)
  }

  mutating func finish(write: (String, UnsafeRawBufferPointer) throws -> Void) throws {
    resource.text.endLines()
    resource.text.endObject()
    resource.text.endArray()
    try resource.finish(to: write)
  }
}

/// Writes `ConceptMap-ID-replacements.json`: the codes that a code was replaced by.
///
/// The conversion table says which code was assigned before, not which of the two means more: `relatedto`. A
/// code that another branched off from may be in force as before, which the comment says.
func writeReplacements(
  of codeSet: CodeSystem, in system: FHIRCodeSystem, of catalog: Tables,
  write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  let rows = catalog.replacements.filter { $0.system == codeSet.id && $0.previousCode != nil }
    .sorted {
      ($0.previousCode ?? "", $0.effective, $0.code) < ($1.previousCode ?? "", $1.effective, $1.code)
    }
  guard !rows.isEmpty, let newest = catalog.newestRelease(of: codeSet.id) else { return }
  let name = FHIRName(of: codeSet)
  let id = "\(name.id)-replacements"
  let previous = Set(rows.map(\.previousCode))
  let inForce = Dictionary(
    uniqueKeysWithValues: system.concepts.lazy.map { catalog.codes[$0.upperBound] }.filter {
      $0.system == codeSet.id && previous.contains($0.code) && !system.isInactive($0)
    }.map { ($0.code, $0) })
  var map = MapText(
    ResourceHead(
      type: "ConceptMap", id: id, url: "\(ownNames)/ConceptMap/\(id)", version: newest.version,
      name: "\(name.name)_REPLACEMENTS",
      title: "\(codeSet.name), what replaced a code, or branched off from it",
      isExperimental: newest.isExtract, date: newest.effective, publisher: codeSet.publisher,
      description:
        "From a code to those whose content was assigned to it until their effective day, by the publisher's conversion tables. The comment says the day, and where the code was not replaced but is in force beside them."
    ), from: codeSet, to: codeSet)
  for (place, row) in rows.enumerated() {
    let last = place == 0 ? nil : rows[place - 1]
    if last?.previousCode != row.previousCode {
      if place > 0 { try map.endElement(write: write) }
      map.beginElement(codeSet.displayCode(row.previousCode ?? ""))
    } else if last?.code == row.code, last?.effective == row.effective {
      continue
    }
    var comment = "Effective \(row.effective)"
    if let source = inForce[row.previousCode ?? ""] {
      comment +=
        "; \(source.displayCode) is in force\(source.isBillable ? " beside it" : ", but not billable")"
    }
    map.beginTarget(codeSet.displayCode(row.code), equivalence: "relatedto", comment: comment)
    map.endTarget()
  }
  try map.endElement(write: write)
  try map.finish(write: write)
}

/// Writes `ConceptMap-SOURCE-to-TARGET.json` for each pair of code sets: the newest mappings in the build.
func writeCrosswalks(
  of catalog: Tables, write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  let ends = CodeEnds(ofTargetsIn: catalog)
  for source in catalog.systems {
    let ofSource = catalog.crosswalks.indices.filter { catalog.crosswalks[$0].sourceSystem == source.id }
    for target in catalog.crosswalkTargets {
      let ofPair = ofSource.filter { catalog.crosswalks[$0].targetSystem == target.id }
      // By release: the last ones are the newest.
      guard let label = ofPair.last.map({ catalog.crosswalks[$0].release }) else { continue }
      let rows = ofPair.map { catalog.crosswalks[$0] }.filter { $0.release == label }
      try writeCrosswalk(rows, from: source, label, to: target, of: catalog, ends: ends, write: write)
    }
  }
}

private func writeCrosswalk(
  _ rows: [Crosswalk], from source: CodeSystem, _ label: String, to target: CodeSystem, of catalog: Tables,
  ends: CodeEnds, write: (String, UnsafeRawBufferPointer) throws -> Void
) throws {
  let release = catalog.releases.first { $0.system == source.id && $0.label == label }
  let (from, to) = (FHIRName(of: source), FHIRName(of: target))
  let id = "\(from.id)-to-\(to.id)"
  var map = MapText(
    ResourceHead(
      type: "ConceptMap", id: id, url: "\(ownNames)/ConceptMap/\(id)", version: release?.version ?? label,
      name: "\(from.name)_TO_\(to.name)", title: "\(source.name) to \(target.name)",
      isExperimental: release?.isExtract ?? false, date: release?.effective, publisher: source.publisher,
      description:
        "\(source.equivalent == target ? "General Equivalence Mappings" : "Mappings") that came with release \(label) of \(source.name). A mapping is no translation: a code may have several, most are approximate, and those of the other direction need not say the same. The comment says what became of a target that is no longer valid for submission."
    ), from: source, version: release?.version, to: target)
  // The lines about a code are together in the files that are known, but nothing depends on it.
  let order = rows.indices.sorted { (rows[$0].sourceCode, $0) < (rows[$1].sourceCode, $1) }
  var start = 0
  while start < order.count {
    let code = rows[order[start]].sourceCode
    let end = order[start...].firstIndex { rows[$0].sourceCode != code } ?? order.endIndex
    map.beginElement(source.displayCode(code))
    let mappings = order[start..<end].map { rows[$0] }
    for mapping in mappings {
      map.append(
        mapping, among: mappings, to: target, end: ends.end(of: mapping.targetCode, in: target.id))
    }
    try map.endElement(write: write)
    start = end
  }
  try map.finish(write: write)
}

extension MapText {
  /// Appends the target of a mapping, with the equivalence that its flags come to:
  ///
  ///     (nothing)     equivalent   the two mean the same
  ///     approximate   relatedto    which of the two means more, the file does not say
  ///     combination   inexact      a part of what the source means; the comment says what else is needed
  ///     no target     unmatched
  ///
  /// - Parameters:
  ///   - mappings: all of the same source code.
  ///   - end: what became of the target.
  fileprivate mutating func append(
    _ mapping: Crosswalk, among mappings: [Crosswalk], to target: CodeSystem, end: CodeEnd?
  ) {
    guard let code = mapping.targetCode else {
      beginTarget(nil, equivalence: "unmatched")
      endTarget()
      return
    }
    let ended = end.map { sentence($0.text(display: target.displayCode)) }
    guard mapping.isCombination else {
      beginTarget(
        target.displayCode(code), equivalence: mapping.isApproximate ? "relatedto" : "equivalent",
        comment: ended)
      endTarget()
      return
    }
    let lists = Dictionary(
      grouping: mappings.filter {
        $0.isCombination && $0.scenario == mapping.scenario && $0.choiceList != mapping.choiceList
      }, by: \.choiceList
    ).mapValues { $0.compactMap(\.targetCode).map(target.displayCode) }.sorted { $0.key < $1.key }
    let needed = lists.map { list, codes in
      codes.count == 1 ? "with \(codes[0])" : "with one of \(codes.joined(separator: ", ")) (list \(list))"
    }
    beginTarget(
      target.displayCode(code), equivalence: "inexact",
      comment: (["Scenario \(mapping.scenario), choice list \(mapping.choiceList)"] + needed)
        .joined(separator: ", ") + (ended.map { ". \($0)" } ?? ""))
    // All products belong to the mapping together; codes to choose from are none.
    appendProducts(lists.filter { $0.value.count == 1 }.map { ($0.key, $0.value[0]) }, of: target)
    endTarget()
  }

  private mutating func appendProducts(_ products: [(list: Int, code: String)], of target: CodeSystem) {
    guard !products.isEmpty else { return }
    resource.text.key("product")
    resource.text.beginArray()
    for product in products {
      resource.text.beginObject()
      resource.text.member("property", "\(ownNames)/choice-list#\(product.list)")
      resource.text.member("system", target.uri)
      resource.text.member("value", product.code)
      resource.text.endObject()
    }
    resource.text.endArray()
  }
}

/// A text that begins with a capital letter.
private func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
