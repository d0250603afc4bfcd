import CodeSetModel
import Ingest

/// Ingests bytes as a conversion table, in a folder of its own.
package func ingestConversionSample(
  _ bytes: some Sequence<UInt8>, file: String = "table.csv", member: String? = nil
) throws -> IngestedCompanion<ConversionRecord> {
  try CompanionSample(.conversion, bytes, file: file, member: member)
    .ingested(of: .icd10cm, by: ingestConversion)
}

/// The parts of a workbook, by path, as a spreadsheet program writes them.
package struct WorkbookParts: Sendable {
  package var parts: [String: String]

  /// A workbook whose first sheet is in `sheet2.xml`, and a second sheet in `sheet1.xml`.
  ///
  /// - Parameters:
  ///   - rows: the content of the element `sheetData` of the first sheet.
  ///   - sharedStrings: the elements `si`; `nil`: the workbook has no such part.
  package init(rows: String, sharedStrings: String? = nil) {
    let header = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    let relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let strings = """
      <Relationship Id="rId3" Type="\(relationships)/sharedStrings" Target="/xl/sharedStrings.xml"/>
      """
    parts = [
      "xl/workbook.xml": header + """
        <workbook xmlns="\(main)" xmlns:r="\(relationships)"><sheets>
        <sheet name="Table" sheetId="7" r:id="rId2"/><sheet name="Other" sheetId="1" r:id="rId1"/>
        </sheets></workbook>
        """,
      "xl/_rels/workbook.xml.rels": header + """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="rId1" Type="\(relationships)/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="rId2" Type="\(relationships)/worksheet" Target="worksheets/sheet2.xml"/>
        \(sharedStrings == nil ? "" : strings)</Relationships>
        """,
      "xl/worksheets/sheet1.xml": header + "<worksheet xmlns=\"\(main)\"><sheetData/></worksheet>",
      "xl/worksheets/sheet2.xml": header + """
        <worksheet xmlns="\(main)"><dimension ref="A1:C9"/><sheetData>\(rows)</sheetData></worksheet>
        """,
    ]
    if let sharedStrings {
      parts["xl/sharedStrings.xml"] = header + "<sst xmlns=\"\(main)\">\(sharedStrings)</sst>"
    }
  }

  /// The workbook as a file.
  package func zipped() throws -> [UInt8] {
    try TestSupport.zipped(parts.mapValues { Array($0.utf8) })
  }
}
