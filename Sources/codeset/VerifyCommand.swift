import ArgumentParser
import CSVTables
import CodeSetModel
import Foundation
import Lookup

/// Whether the products in a folder are whole and belong together.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the products in a folder against their manifest, and SQLite's own integrity.",
    discussion: """
      EXAMPLES:
        codeset verify
        codeset verify /srv/reference
      """)

  @Argument(help: "The folder of the products.")
  var folder = "Outputs"

  @OptionGroup var verbosity: Verbosity

  func run() throws {
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
    faults += try csvFaults(manifest)
    for fault in faults { printError("\(folder)/\(fault)") }
    guard faults.isEmpty else {
      throw Failure(.notFound, "\(folder): the products do not belong together; build them again")
    }
    verbosity.say("\(folder): \(manifest.products.count) files, all as the manifest says")
  }

  /// Whether the CSV files were made of the releases that the manifest names.
  private func csvFaults(_ manifest: Manifest) throws -> [String] {
    let name = "\(Product.csv.rawValue)/release.csv"
    guard FileManager.default.fileExists(atPath: "\(folder)/\(name)") else { return [] }
    do {
      return manifest.faults(
        of: try readTable(Release.self, readFile("\(folder)/\(name)"), file: name), in: name)
    } catch let finding as Diagnostic {
      return [finding.description]
    }
  }
}
