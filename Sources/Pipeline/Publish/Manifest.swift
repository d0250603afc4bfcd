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

    init(_ input: InputFile) {
      role = input.role.rawValue
      file = input.file
      member = input.member
      sha256 = input.sha256
      size = input.size
    }
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

  /// A manifest of files alone, without the releases that they were made of.
  init(products: [File]) {
    releases = []
    self.products = products.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }

  init(of catalog: Tables, products: [File]) {
    self.init(products: products)
    releases = catalog.releases.map { release in
      Edition(
        system: release.system, release: release.label, effective: release.effective.description,
        until: release.until?.description,
        inputs: catalog.inputs.filter { $0.system == release.system && $0.release == release.label }.map(
          Input.init))
    }
  }

  /// Takes the fingerprints of some products in a folder.
  init(of catalog: Tables, products: [Product], in folder: String) throws(Failure) {
    var files: [File] = []
    for (path, kind) in try productFiles(in: folder, of: products) {
      guard kind == .file else {
        throw Failure(.inputOutput, "\(folder)/\(path): expected a file, found \(kind.rawValue)")
      }
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
      return "\(release.system) \(release.release) \(release.effective) \(codes?.sha256 ?? "")"
    }
    let found = releases.map { "\($0.system) \($0.label) \($0.effective) \($0.sha256)" }
    guard Set(expected) != Set(found) else { return [] }
    return [
      "\(product): expected the releases \(expected.joined(separator: ", ")), found \(found.joined(separator: ", "))"
    ]
  }

  /// What tells that a product was made of other files than the manifest names.
  func faults(of inputs: [InputFile], in product: String) -> [String] {
    func text(_ system: String, _ release: String, _ input: Input) -> String {
      "\(input.role) of \(system) \(release) with sha256 \(input.sha256) (\(input.size) bytes)"
    }
    let expected = releases.flatMap { release in
      release.inputs.map { text(release.system, release.release, $0) }
    }
    let found = inputs.map { text($0.system, $0.release, Input($0)) }
    return Set(expected).subtracting(found).sorted().map { "\(product): expected \($0), found none" }
      + Set(found).subtracting(expected).sorted().map {
        "\(product): expected no file that the manifest does not name, found \($0)"
      }
  }

  /// Writes the manifest into a folder.
  func write(into folder: String) throws(Failure) {
    let path = "\(folder)/\(Self.name)"
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      try append(Array(try encoder.encode(self)) + [UInt8(ascii: "\n")], to: path)
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be written: \(error)")
    }
  }
}

/// The paths of everything but folders that products in a folder consist of, each with what it is.
func productFiles(
  in folder: String, of products: [Product] = Product.allCases
) throws(Failure) -> [(path: String, kind: FileKind)] {
  var files: [(path: String, kind: FileKind)] = []
  for product in products {
    let path = "\(folder)/\(product.rawValue)"
    guard let kind = kindOfFile(path) else { continue }
    guard kind == .folder else {
      files.append((product.rawValue, kind))
      continue
    }
    do {
      for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
        guard let kind = kindOfFile("\(path)/\(name)"), kind != .folder else { continue }
        files.append(("\(product.rawValue)/\(name)", kind))
      }
    } catch {
      throw Failure(.inputOutput, "\(path): cannot be read: \(reason(of: error))")
    }
  }
  return files
}
