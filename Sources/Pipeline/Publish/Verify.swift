import CSVTables
import CodeSetModel
import Files
import Foundation
import Lookup

/// Checks the products in a folder against their manifest, and SQLite's own integrity.
///
/// - Returns: what is not as the manifest says, with the file below the folder, and how many files it names.
/// - Throws: `Failure` where there is no manifest, or a file cannot be read.
package func verify(_ folder: String) throws -> (faults: [String], fileCount: Int) {
  let manifest = try Manifest(readFrom: folder)
  var faults: [String] = []
  var found = Set(try productFiles(in: folder))
  for product in manifest.products {
    guard found.remove(product.path) != nil else {
      faults.append("\(product.path): expected a file of \(product.size) bytes, found none")
      continue
    }
    let fingerprint = try Fingerprint(ofFile: "\(folder)/\(product.path)")
    let (sha256, size) = (fingerprint.sha256, fingerprint.size)
    if sha256 != product.sha256 {
      faults.append(
        "\(product.path): expected sha256 \(product.sha256) (\(product.size) bytes), found \(sha256) (\(size) bytes)"
      )
    }
  }
  faults += found.sorted().map { "\($0): expected no such file, found one that the manifest does not name" }
  let database = "\(folder)/\(Product.sqlite.rawValue)"
  if FileManager.default.fileExists(atPath: database) {
    do {
      let opened = try CodeDatabase(path: database)
      faults += manifest.faults(of: opened.releases, in: Product.sqlite.rawValue)
      faults += try opened.integrityFaults().map {
        "\(Product.sqlite.rawValue): \($0)"
      }
    } catch {
      faults.append("\(Product.sqlite.rawValue): cannot be read: \(error)")
    }
  }
  faults += try csvFaults(manifest, in: folder)
  return (faults, manifest.products.count)
}

/// Whether the CSV files were made of the releases that the manifest names.
private func csvFaults(_ manifest: Manifest, in folder: String) throws -> [String] {
  let name = "\(Product.csv.rawValue)/release.csv"
  guard FileManager.default.fileExists(atPath: "\(folder)/\(name)") else { return [] }
  do {
    return manifest.faults(
      of: try readTable(Release.self, readFile("\(folder)/\(name)"), file: name), in: name)
  } catch let finding as Diagnostic {
    return [finding.description]
  }
}
