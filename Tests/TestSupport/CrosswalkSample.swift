import Foundation

/// A folder with a copy of the sample of two code sets that map to each other, with a list of POA-exempt codes and
/// groups. Everything in it may be spoiled.
package final class CrosswalkSample: Sendable {
  private let folder: TemporaryFolder

  package var url: URL { folder.url }
  package var registry: URL { url.appending(path: "crosswalk.csv") }
  package var output: URL { url.appending(path: "Outputs") }
  package var database: URL { output.appending(path: "codeset.sqlite") }

  /// - Parameter hasHashes: whether the registry states the hashes of the files; if not, they may be spoiled.
  package init(hasHashes: Bool = false) throws {
    folder = try TemporaryFolder()
    let sample = project.appending(path: "Inputs/sample")
    for name in ["crosswalk", "crosswalk.csv", "icd10cm_order_sample.txt"] {
      try FileManager.default.copyItem(at: sample.appending(path: name), to: url.appending(path: name))
    }
    if !hasHashes {
      let text = try String(contentsOf: registry, encoding: .utf8)
      try Data(text.replacing(/[0-9a-f]{64}/, with: "").utf8).write(to: registry)
    }
  }

  /// A sample with its products.
  package static func built() throws -> CrosswalkSample {
    let sample = try CrosswalkSample()
    try sample.build("--quiet").succeeded()
    return sample
  }

  /// Runs the command in the sample's folder.
  @discardableResult
  package func codeset(_ arguments: String...) throws -> Outcome {
    try run(codesetPath, arguments, in: url)
  }

  /// Builds every product from the sample's registry.
  package func build(_ arguments: String...) throws -> Outcome {
    try run(codesetPath, ["build", "--registry", "crosswalk.csv"] + everyProduct + arguments, in: url)
  }

  /// Runs make for the sample's registry and its own output.
  @discardableResult
  package func make(_ arguments: String...) throws -> Outcome {
    try TestSupport.make(arguments, registry: registry, output: output)
  }

  /// The products, without what is between the stages.
  package func products() throws -> [String: Data] {
    try files(in: output).filter { !$0.key.hasPrefix("stages/") }
  }

  /// Adds a line to the end of a file of the sample.
  package func append(_ line: String, to file: String) throws {
    let url = url.appending(path: file)
    try (try Data(contentsOf: url) + Data(line.utf8)).write(to: url)
  }

  /// Replaces one text by another in a file of the sample.
  package func edit(_ file: String, replacing old: String, with new: String) throws {
    let url = url.appending(path: file)
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    precondition(text.contains(old), "\(file) holds what is to be replaced")
    try Data(text.replacing(old, with: new).utf8).write(to: url)
  }
}
