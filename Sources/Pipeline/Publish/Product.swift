import CodeSetModel
import EmitCSV
import EmitFHIR
import EmitJSON
import EmitLoad
import EmitOMOP
import EmitReport
import EmitSQLite
import EmitSite
import Files
import Foundation
import Lookup

/// What a build publishes, by the name of its file or folder.
public enum Product: String, CaseIterable, Sendable {
  case sqlite = "codeset.sqlite"
  case json
  case csv
  case report
  case site
  case fhir
  case load
  case omop

  /// What every build publishes; the others it publishes when it is asked to (`--emit`).
  public static let always: [Product] = [.sqlite, .json, .csv]
  public static let optional = allCases.filter { !always.contains($0) }

  /// Whether it is written from the catalog. The report is read from the database.
  var isOfCatalog: Bool { self != .report }

  /// Writes the product into a folder.
  ///
  /// - Returns: its files.
  func write(_ catalog: Tables, into folder: String) throws(Failure) -> [Manifest.File] {
    switch self {
    case .sqlite:
      let path = "\(folder)/\(rawValue)"
      do {
        try writeSQLite(catalog, to: path)
      } catch {
        throw Failure(.inputOutput, "\(path): cannot be written: \(error)")
      }
      return [Manifest.File(path: rawValue, try Fingerprint(ofFile: path))]
    case .json: return try files(in: folder) { write throws in try writeJSON(catalog, write: write) }
    case .csv: return try files(in: folder) { write throws in try writeCSV(catalog, write: write) }
    case .site: return try files(in: folder) { write throws in try writeSite(catalog, write: write) }
    case .fhir: return try files(in: folder) { write throws in try writeFHIR(catalog, write: write) }
    case .load: return try files(in: folder) { write throws in try writeLoad(catalog, write: write) }
    case .omop: return try files(in: folder) { write throws in try writeOMOP(catalog, write: write) }
    case .report:
      return try writeReports(reading: "\(folder)/\(Product.sqlite.rawValue)", into: folder, jobs: 1)
    }
  }

  /// Writes the files of a product that is a folder.
  func files(
    in folder: String, _ body: ((String, UnsafeRawBufferPointer) throws -> Void) throws -> Void
  ) throws(Failure) -> [Manifest.File] {
    let path = "\(folder)/\(rawValue)"
    var files: [String: RunningFingerprint] = [:]
    func write(_ name: String, _ bytes: UnsafeRawBufferPointer) throws(Failure) {
      try append(bytes, to: "\(path)/\(name)")
      let fingerprint = files["\(rawValue)/\(name)"] ?? RunningFingerprint()
      fingerprint.add(bytes)
      files["\(rawValue)/\(name)"] = fingerprint
    }
    do {
      try makeFolder(path)
      try body(write)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be written: \(error)")
    }
    return files.map { Manifest.File(path: $0, $1.finish()) }
  }
}

/// Sees that SQLite can open the database where it is written: it takes no longer paths.
func expectPathForSQLite(in folder: String) throws(Failure) {
  // 512 with the name of its journal.
  let limit = 504
  let above = folder.hasPrefix("/") ? "" : "\(FileManager.default.currentDirectoryPath)/"
  let path = "\(above)\(folder)/.building.XXXXXX/\(Product.sqlite.rawValue)"
  guard path.utf8.count <= limit else {
    throw Failure(
      .inputOutput,
      "\(folder): expected a folder whose path SQLite can take, of at most \(limit) bytes with "
        + "what is written in it, found \(path.utf8.count)")
  }
}

/// Writes the reports from a database that is published, or about to be: of each code set's newest release
/// among some labels and systems; no names mean all.
func writeReports(
  of labels: [String] = [], systems: [String] = [], reading database: String, into folder: String, jobs: Int
) throws(Failure) -> [Manifest.File] {
  do {
    let releases = try CodeDatabase(path: database).newestReleases(systems: systems, labels: labels)
    guard !releases.isEmpty else {
      throw Failure(
        .notFound, "\(database) holds none of the releases chosen; `codeset emit sqlite` writes it")
    }
    let work = releases.map { release in
      { @Sendable in
        let summary = try CodeDatabase(path: database).summary(of: release)
        return try Product.report.files(in: folder) { write throws in try writeReport(summary, write: write) }
      }
    }
    return try concurrently(work, jobs: jobs).flatMap(\.self)
  } catch let failure as Failure {
    throw failure
  } catch {
    throw Failure(.inputOutput, "\(database): cannot be read as a codeset artifact: \(error)")
  }
}
