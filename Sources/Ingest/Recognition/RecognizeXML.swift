import CodeSetModel

/// Recognizes an XML file of the classifications by its first elements:
///
///     <ICD10CM.index>
///       <version>2023</version>
///       <title>ICD-10-CM External Cause of Injuries Index</title>
func recognizeXML(_ contents: UnsafeRawBufferPointer) -> Recognized? {
  let start = String(decoding: contents.prefix(3000), as: UTF8.self)
  func has(_ text: String) -> Bool { start.contains(text) }
  var found: Recognized?
  if has("<ICD10CM.tabular>") {
    found = Recognized(.icd10cm, "tabular", "icd10cm-tabular", "the element ICD10CM.tabular")
  } else if has("<ICD10CM.index>") {
    let layouts = [
      ("INDEX TO DISEASES", "icd10cm-index"), ("External Cause", "icd10cm-external-cause-index"),
      (">Substance<", "icd10cm-drug-table"), (">Malignant", "icd10cm-neoplasm-table"),
    ]
    found = layouts.first { has($0.0) }.map { words, layout in
      Recognized(
        .icd10cm, "index", layout, "the element ICD10CM.index with '\(words.filter { !"<>".contains($0) })'")
    }
  } else if has("<ICD10PCS.tabular>") {
    found = Recognized(.icd10pcs, "tabular", "icd10pcs-tables", "the element ICD10PCS.tabular")
  } else if has("<ICD10PCS.index>") {
    found = Recognized(.icd10pcs, "index", "icd10pcs-index", "the element ICD10PCS.index")
  } else if has("<ICD10PCS.definitions>") {
    found = Recognized(.icd10pcs, "definitions", "icd10pcs-definitions", "the element ICD10PCS.definitions")
  }
  if let version = start.split(separator: "<version>").dropFirst().first?.prefix(4) {
    found?.version = Int(version)
  }
  return found
}
