import CodeSetModel

extension IndexTerm: CompanionRecord {
  package static let kind = CompanionKind(layouts: Array(layoutsByIndex.keys).sorted(), plural: "entries") {
    (source, _) throws(IngestError) in
    try ingestIndex(source.file, of: source.release, system: source.system, folder: source.folder)
  }

  /// How each index is written.
  private static let layoutsByIndex: [String: Index] = [
    "icd10cm-index": .diseases, "icd10cm-external-cause-index": .externalCauses,
    "icd10cm-neoplasm-table": .neoplasms, "icd10cm-drug-table": .drugs, "icd10pcs-index": .procedures,
  ]

  fileprivate static func index(of layout: String) -> Index? { layoutsByIndex[layout] }
}

extension IndexTerm.Index {
  /// What a document is, by its title or by the heads of its columns.
  fileprivate init?(heading: String) {
    if heading.contains("Malignant") {
      self = .neoplasms
    } else if heading.contains("Poisoning") {
      self = .drugs
    } else if heading.contains("PCS") {
      self = .procedures
    } else if heading.lowercased().contains("external cause") {
      self = .externalCauses
    } else if heading.lowercased().contains("index to diseases") {
      self = .diseases
    } else {
      return nil
    }
  }
}

/// Reads an alphabetic index, or a table of neoplasms or drugs, in XML. Every entry becomes a row for each code that it
/// leads to, or is rejected with a finding.
///
/// - Parameter folder: the folder of the registry, to which the file is relative.
/// - Throws: `IngestError` when the file cannot be read, or is not what the registry says it is.
package func ingestIndex(
  _ file: CompanionFile, of release: Release, system: CodeSystem, folder: String
) throws(IngestError) -> IngestedCompanion<IndexTerm> {
  var index = IngestedCompanion<IndexTerm>(file, of: release)
  let source = try index.open(in: folder)
  let read = try readXML(source.contents, with: AlphabeticIndexReader(system, release), name: source.name)
  let found = IndexTerm.Index(heading: read.heading)
  guard let found, !read.terms.isEmpty, found == IndexTerm.index(of: file.layout) else {
    let appearance = source.contents.withUnsafeBytes { "\(Appearance(of: $0))" }
    throw .notAsRegistered(
      "\(source.name): expected an index (layout \(file.layout)), found "
        + (read.heading.isEmpty ? appearance : "one that is headed '\(read.heading)'"))
  }
  for var term in read.terms {
    term.index = found
    index.keep(term)
  }
  for fault in read.faults {
    index.reject(RowFault(RowRule.indexElement, nil, fault.message), line: fault.line, text: fault.text)
  }
  return index
}
