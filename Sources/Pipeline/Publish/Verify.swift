import CSVTables
import CodeSetModel
import EmitSQLite
import Files
import Lookup

/// Checks the products in a folder against their manifest, and SQLite's own integrity. No build replaces them
/// meanwhile.
///
/// - Parameter notice: is handed what is to be said while another build is waited for.
/// - Returns: what is not as the manifest says, with the file below the folder, and how many files it names.
/// - Throws: `Failure` where there is no manifest, or a file cannot be read.
package func verify(
  _ folder: String, notice: Notice = { _ in }
) throws -> (faults: [String], fileCount: Int) {
  let lock = try SharedLock(on: folder, notice: notice)
  defer { lock.release() }
  let manifest = try Manifest(readFrom: folder)
  var faults = manifest.program.faults
  let kinds = Dictionary(uniqueKeysWithValues: try productFiles(in: folder).map { ($0.path, $0.kind) })
  var unnamed = Set(kinds.keys)
  for product in manifest.products {
    guard unnamed.remove(product.path) != nil, let kind = kinds[product.path] else {
      faults.append("\(product.path): expected a file of \(product.size) bytes, found none")
      continue
    }
    guard kind == .file else {
      faults.append("\(product.path): expected a file of \(product.size) bytes, found \(kind.rawValue)")
      continue
    }
    let found = Manifest.File(path: product.path, try Fingerprint(ofFile: "\(folder)/\(product.path)"))
    if (found.sha256, found.size) != (product.sha256, product.size) {
      faults.append(
        "\(product.path): expected sha256 \(product.sha256) (\(product.size) bytes), found \(found.sha256) "
          + "(\(found.size) bytes)")
    }
  }
  faults += unnamed.sorted().map { "\($0): expected no such file, found one that the manifest does not name" }
  if kinds[Product.sqlite.rawValue] == .file { faults += databaseFaults(manifest, in: folder) }
  faults += try csvFaults(manifest, in: folder) { kinds[$0] == .file }
  return (faults, manifest.products.count)
}

extension Manifest.Program {
  /// What tells that the products are of another program, or of a schema that this version does not know.
  fileprivate var faults: [String] {
    let own = Self(name: "codeset", version: programVersion, schema: schemaVersion)
    guard (name, schema) != (own.name, own.schema) else { return [] }
    return [
      "\(Manifest.name): expected products of \(own.name) with schema \(own.schema), found those of \(name) "
        + "\(version) with schema \(schema)"
    ]
  }
}

/// Whether the database is whole, and was made of the releases and files that the manifest names.
private func databaseFaults(_ manifest: Manifest, in folder: String) -> [String] {
  let name = Product.sqlite.rawValue
  do {
    let database = try CodeDatabase(path: "\(folder)/\(name)")
    return manifest.faults(of: database.releases, in: name)
      + manifest.faults(of: try database.inputs(), in: name)
      + (try database.integrityFaults().map { "\(name): \($0)" })
  } catch {
    return ["\(name): cannot be read: \(error)"]
  }
}

/// Whether the CSV files were made of the releases and files that the manifest names.
private func csvFaults(
  _ manifest: Manifest, in folder: String, where isFile: (String) -> Bool
) throws -> [String] {
  func rows<Row: StageRow>(_ type: Row.Type) throws -> (file: String, rows: [Row])? {
    let name = "\(Product.csv.rawValue)/\(Row.table.name).csv"
    guard isFile(name) else { return nil }
    return (name, try readTable(Row.self, readFile("\(folder)/\(name)"), file: name))
  }
  do {
    let releases = try rows(Release.self).map { manifest.faults(of: $0.rows, in: $0.file) } ?? []
    let inputs = try rows(InputFile.self).map { manifest.faults(of: $0.rows, in: $0.file) } ?? []
    return releases + inputs
  } catch let finding as Diagnostic {
    return [finding.description]
  }
}
