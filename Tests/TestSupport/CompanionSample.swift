import CodeSetModel
import Foundation
import Ingest

/// A file of a role, in a folder of its own, as the registry would name it.
package struct CompanionSample: Sendable {
  package var file: CompanionFile
  private let folder: TemporaryFolder

  /// - Parameter member: the path inside the file, where the bytes are those of a zip.
  package init(
    _ role: InputFile.Role, _ bytes: some Sequence<UInt8>, file: String, member: String? = nil
  ) throws {
    folder = try TemporaryFolder()
    try Data(bytes).write(to: folder.url.appending(path: file))
    self.file = CompanionFile(role: role, file: file, member: member, expectedSHA256: nil)
  }

  /// Reads it with one of the readers of ingest, as the file of a sample release.
  package func ingested<Record>(
    of system: CodeSystem,
    by reader: (CompanionFile, Release, CodeSystem, String) throws(IngestError) -> IngestedCompanion<Record>
  ) throws(IngestError) -> IngestedCompanion<Record> {
    try reader(file, sampleRelease(of: system), system, folder.url.path)
  }

  /// Reads it with a reader that needs to know more of the release.
  package func ingested<Record>(
    of system: CodeSystem,
    by reader: (CompanionSource) throws(IngestError) -> IngestedCompanion<Record>
  ) throws(IngestError) -> IngestedCompanion<Record> {
    try reader(
      CompanionSource(
        file, of: sampleRelease(of: system), system: system, layout: .cmsOrder, folder: folder.url.path))
  }
}

/// The bytes of a text file whose lines end in CR LF.
package func textFile(_ lines: [String]) -> [UInt8] { Array(lines.map { $0 + "\r\n" }.joined().utf8) }

/// Lines of the General Equivalence Mappings of 2018, exactly as published.
package enum PublishedMapping {
  package static let cholera = "A000    0010  00000"
  /// The only target in small letters.
  package static let smallLetters = "T8853XD v5889 10000"
  package static let noDiagnosis = "R29700  NoDx  11000"
}

/// Lines of the POA-exempt list of FY2025, exactly as published.
package enum PublishedExemption {
  package static let header = "OrdFY25\tPOAexemptCode\tDescription"
  package static let tuberculosis = "01236\tB90.0\tSequelae of central nervous system tuberculosis"
  package static let quoted =
    "12128\tI69.065\t\"Other paralytic syndrome following nontraumatic subarachnoid hemorrhage, bilateral\""
}

/// Lines of the multi-level Clinical Classifications Software of 2015, exactly as published.
package enum PublishedGroup {
  package static let header =
    "'ICD-9-CM CODE','CCS LVL 1','CCS LVL 1 LABEL','CCS LVL 2','CCS LVL 2 LABEL','CCS LVL 3','CCS LVL 3 LABEL',"
    + "'CCS LVL 4','CCS LVL 4 LABEL'"
  package static let tuberculosis =
    "'1370 ','1',\"Infectious and parasitic diseases\",'1.1',\"Bacterial infection\",'1.1.1',\"Tuberculosis [1.]\","
    + "' ',\" \""
  package static let septicemia =
    "'03810','1',\"Infectious and parasitic diseases\",'1.1',\"Bacterial infection\",'1.1.2',"
    + "\"Septicemia (except in labor) [2.]\",'1.1.2.2',\"Staphylococcal septicemia\""
  package static let external =
    "'V8909','18',\"Residual codes; unclassified; all E codes [259. and 260.]\",' ',\" \",' ',\" \",' ',\" \""
}
