import CSVTables
import CodeSetModel
import Foundation
import Ingest

/// An official release whose codes this version reads: a row of the official registry.
package struct OfficialRelease: Sendable, CustomStringConvertible {
  package var release: Release
  package var system: CodeSystem
  package var sha256: String
  /// The registry's folder.
  package var folder: URL
  /// How its codes are written.
  package var layout = Layout.cmsOrder

  package var description: String { "\(system.id) \(release.label)" }

  package func ingested() throws(IngestError) -> IngestedRelease {
    try ingest(release, of: system, layout: layout, folder: folder.path, expectingSHA256: sha256)
  }

  package func ingestedAddenda() throws(IngestError) -> IngestedCompanion<AddendaRecord> {
    try ingestAddenda(source(.addenda))
  }

  package func ingestedConversion() throws(IngestError) -> IngestedCompanion<ConversionRecord> {
    try ingestConversion(source(.conversion))
  }

  package func ingestedTabularList() throws(IngestError) -> IngestedCompanion<TabularRecord> {
    let source = source(.tabular)
    return try ingestTabularList(
      source.file, of: source.release, system: source.system, folder: source.folder)
  }

  /// The file, as one of a role beside the codes.
  private func source(_ role: InputFile.Role) -> CompanionSource {
    CompanionSource(
      CompanionFile(role: role, file: release.file, member: release.member, expectedSHA256: sha256),
      of: release, system: system, layout: layout, folder: folder.path)
  }

  /// The bytes that the release was published in: the file, or the member as Python unpacks it.
  package func publishedBytes() throws -> [UInt8] {
    let file = folder.appending(path: release.file)
    guard let member = release.member else { return Array(try Data(contentsOf: file)) }
    let script = """
      import sys, zipfile
      sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))
      """
    return Array(try run("python3", ["-c", script, file.path, member]).output.utf8)
  }
}

/// The official releases of ICD-10-CM and ICD-10-PCS, in the registry's order; none where the environment
/// names no registry.
package let officialReleases = officialRows(layout: "cms-order")

/// The official releases of all code sets, in whatever layout.
package let officialCodes = officialRows { $0["role"] == "codes" }
/// The official tabular lists of ICD-10-CM; none where the registry names none.
package let officialTabularLists = officialRows(layout: "icd10cm-tabular")

/// A file of an official alphabetic index.
package struct OfficialIndex: Sendable, CustomStringConvertible {
  package var release: OfficialRelease
  package var layout: String

  package var description: String { "\(release) \(layout)" }

  package func ingested() throws(IngestError) -> IngestedCompanion<IndexTerm> {
    let file = CompanionFile(
      role: .index, layout: layout, file: release.release.file, member: release.release.member,
      expectedSHA256: release.sha256)
    return try ingestIndex(file, of: release.release, system: release.system, folder: release.folder.path)
  }
}

/// The official indexes of all code sets.
package let officialIndexes = [
  "icd10cm-index", "icd10cm-external-cause-index", "icd10cm-neoplasm-table", "icd10cm-drug-table",
  "icd10pcs-index",
].flatMap { layout in officialRows(layout: layout).map { OfficialIndex(release: $0, layout: layout) } }

/// The official releases of HCPCS Level II.
package let officialHCPCS = officialRows(layout: "hcpcs-anweb")

/// The official addenda: files beside those releases that list changes, not codes.
package let officialAddenda = officialRows(layout: "cms-order-addenda")

/// The official conversion tables of ICD-10-CM.
package let officialConversions = officialRows(layout: "icd10cm-conversion")

/// The edition of each code set that the tests of single codes are about.
package let officialFY2025 = officialReleases.filter { $0.release.label == "fy2025" }

private func officialRows(layout: String) -> [OfficialRelease] {
  officialRows { $0["layout"] == layout }
}

private func officialRows(where isMeant: ([String: String]) -> Bool) -> [OfficialRelease] {
  guard let officialRegistry else { return [] }
  return rows(of: officialRegistry).compactMap { row in
    guard isMeant(row), let identifier = row["system"], let file = row["file"], !file.isEmpty,
      let system = CodeSystem(id: identifier), let effective = CalendarDay(row["effective"] ?? "")
    else { return nil }
    return OfficialRelease(
      release: Release(
        system: identifier, label: row["release"] ?? "", effective: effective, until: nil,
        file: file, member: row["member"]),
      system: system, sha256: row["sha256"] ?? "", folder: officialRegistry.deletingLastPathComponent(),
      layout: Layout(named: row["layout"] ?? "", of: system) ?? .cmsOrder)
  }
}

/// The records of a CSV file by the names of its header row. A file that cannot be read stops the tests.
package func rows(of csv: URL) -> [[String: String]] {
  do {
    let table = try CSVTable(Array(try Data(contentsOf: csv)), file: csv.path)
    return table.records.map { record in
      var row: [String: String] = [:]
      for (name, value) in zip(table.header, record.values) { row[name] = value }
      return row
    }
  } catch {
    preconditionFailure("\(csv.path): \(error)")
  }
}

extension OfficialRelease {
  /// The addenda that come with the release, where the registry has some.
  package func addenda() throws(IngestError) -> Addenda? {
    guard let row = officialAddenda.first(where: { $0.description == description }) else { return nil }
    let read = try row.ingestedAddenda()
    return Addenda(file: read.name, records: read.records, counts: read.counts)
  }
}
