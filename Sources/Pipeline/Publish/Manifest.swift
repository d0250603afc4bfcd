import CodeSetModel
import Files
import Foundation

/// `manifest.json`: which products belong together, and what they were made of. It holds no clock time.
struct Manifest: Codable {
  struct Program: Codable {
    var name: String
    var version: String
    /// The version of the published schema.
    var schema: Int
  }

  struct Edition: Codable {
    var system, release, effective: String
    var until: String?
    var inputs: [Input]
  }

  /// A published file, with its SHA-256 and its size in bytes.
  struct Input: Codable {
    var role, file: String
    var member: String?
    var sha256: String
    var size: Int
  }

  struct File: Codable {
    var path, sha256: String
    var size: Int

    init(path: String, _ fingerprint: Fingerprint) {
      self.path = path
      sha256 = fingerprint.sha256
      size = fingerprint.size
    }
  }

  var program = Program(name: "codeset", version: programVersion, schema: Tables.schemaVersion)
  var releases: [Edition]
  /// Every file of every product, sorted by path.
  var products: [File]

  static let name = "manifest.json"

  init(of catalog: Tables, products: [File]) {
    releases = catalog.releases.map { release in
      Edition(
        system: release.system, release: release.label, effective: release.effective, until: release.until,
        inputs: catalog.inputs.filter { $0.system == release.system && $0.release == release.label }.map {
          Input(role: $0.role.rawValue, file: $0.file, member: $0.member, sha256: $0.sha256, size: $0.size)
        })
    }
    self.products = products.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  /// Takes the fingerprints of some products in a folder.
  init(of catalog: Tables, products: [Product], in folder: String) throws(Failure) {
    var files: [File] = []
    for path in try productFiles(in: folder, of: products) {
      files.append(File(path: path, try Fingerprint(ofFile: "\(folder)/\(path)")))
    }
    self.init(of: catalog, products: files)
  }

  /// Reads the manifest of a folder.
  init(readFrom folder: String) throws(Failure) {
    let path = "\(folder)/\(Self.name)"
    let bytes = try readFile(path)
    do {
      self = try JSONDecoder().decode(Self.self, from: Data(bytes))
    } catch {
      throw Failure(.inputOutput, "\(path): expected a manifest of this program, found something else")
    }
  }

  /// What tells that a product was made of other releases than the manifest names.
  func faults(of releases: [Release], in product: String) -> [String] {
    let expected = self.releases.map { release in
      let codes = release.inputs.first { $0.role == InputFile.Role.codes.rawValue }
      return "\(release.system) \(release.release) \(codes?.sha256 ?? "")"
    }
    let found = releases.map { "\($0.system) \($0.label) \($0.sha256)" }
    guard Set(expected) != Set(found) else { return [] }
    return [
      "\(product): expected the releases \(expected.joined(separator: ", ")), found \(found.joined(separator: ", "))"
    ]
  }

  /// Writes the manifest into a folder.
  func write(into folder: String) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try append(Array(try encoder.encode(self)) + [UInt8(ascii: "\n")], to: "\(folder)/\(Self.name)")
  }
}

/// The paths of all files of products in a folder.
func productFiles(
  in folder: String, of products: [Product] = Product.allCases
) throws(Failure) -> [String] {
  var paths: [String] = []
  for product in products {
    let path = "\(folder)/\(product.rawValue)"
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
    guard isFolder.boolValue else {
      paths.append(product.rawValue)
      continue
    }
    do {
      for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
        var isSubfolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isSubfolder)
        if exists, !isSubfolder.boolValue { paths.append("\(product.rawValue)/\(name)") }
      }
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be read: \(reason(of: error))")
    }
  }
  return paths
}
