import Files
import Foundation

// What of a folder is this program's: a product that no manifest of it names is somebody else's file or folder,
// and is neither replaced nor removed.

extension OutputFolder {
  /// Puts products in place that were written aside.
  ///
  /// - Parameter others: names of products that must not be left beside them.
  func publishProducts(_ names: [String], removing others: [String] = []) throws(Failure) {
    try expectOwn(names + others, in: path)
    try publish(names, removing: others)
    for name in others { unlink(ownManifest(of: name, in: path)) }
  }

  /// Puts a single product in place. It is named first, in a manifest of its own: `manifest.json` comes last.
  func publish(_ product: Product, files: [Manifest.File]) throws(Failure) {
    let name = product.rawValue
    try expectOwn([name], in: path)
    let manifest = ownManifest(of: name, in: path)
    try makeFolder(folder(above: manifest))
    try Manifest(products: files).write(into: building)
    guard uninterrupted({ rename("\(building)/\(Manifest.name)", manifest) }) == 0 else {
      throw systemFailure("\(manifest): cannot be replaced")
    }
    try publish([name])
  }
}

/// Sees that what has these names in a folder is a product of this program, or that there is nothing.
func expectOwn(_ names: [String], in folder: String) throws(Failure) {
  let present = names.filter { kindOfFile("\(folder)/\($0)") != nil }
  guard !present.isEmpty else { return }
  let published = productsNamed(in: "\(folder)/\(Manifest.name)")
  for name in present {
    let isOwn =
      name == Manifest.name
      ? published != nil
      : published?.contains(name) == true
        || productsNamed(in: ownManifest(of: name, in: folder))?.contains(name) == true
    guard isOwn else {
      throw Failure(
        .inputOutput,
        "\(folder)/\(name): no manifest of this program names it, so it is not replaced; move it away, or name "
          + "another folder with --output")
    }
  }
}

/// The manifest of a single product, as a stage leaves it.
private func ownManifest(of name: String, in folder: String) -> String {
  "\(folder)/stages/emit/\(name).json"
}

/// The products that a manifest of any version of this program names; `nil` where there is no such manifest.
private func productsNamed(in manifest: String) -> Set<String>? {
  struct Names: Decodable {
    struct Program: Decodable { var name: String }
    struct File: Decodable { var path: String }
    var program: Program
    var products: [File]
  }
  guard let bytes = try? readFile(manifest),
    let names = try? JSONDecoder().decode(Names.self, from: Data(bytes)),
    names.program.name == "codeset"
  else { return nil }
  return Set(names.products.compactMap { $0.path.split(separator: "/").first.map(String.init) })
}
