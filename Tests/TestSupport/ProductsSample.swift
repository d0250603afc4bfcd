import Foundation

/// A folder with a copy of the sample registry in it, in which the command runs as it does in the project's own
/// folder: `Inputs/sample/releases.csv` is built into `Outputs`. Everything in it may be spoiled.
package final class Sample: Sendable {
  private let folder: TemporaryFolder

  package var url: URL { folder.url }
  package var inputs: URL { url.appending(path: "Inputs/sample") }
  package var registry: URL { inputs.appending(path: "releases.csv") }
  package var output: URL { url.appending(path: "Outputs") }
  package var database: URL { output.appending(path: "codeset.sqlite") }

  package init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: url.appending(path: "Inputs"), withIntermediateDirectories: true)
    try FileManager.default.copyItem(at: project.appending(path: "Inputs/sample"), to: inputs)
  }

  /// A sample with its products.
  package static func built() throws -> Sample {
    let sample = try Sample()
    try sample.codeset(["build"] + everyProduct).succeeded()
    return sample
  }

  /// Runs the command in the sample's folder.
  @discardableResult
  package func codeset(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(codesetPath, arguments, in: url, environment: environment)
  }

  /// Runs the command in the sample's folder.
  @discardableResult
  package func codeset(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    try run(codesetPath, arguments, in: url, environment: environment)
  }

  /// Runs a bash script in the sample's folder; `$codeset` is the command.
  package func bash(_ script: String, environment: [String: String] = [:]) throws -> Outcome {
    try run(
      "bash", ["-c", script], in: url, environment: environment.merging(["codeset": codesetPath]) { $1 })
  }

  /// Replaces one text by another wherever it occurs in the registry.
  package func editRegistry(replacing old: String, with new: String) throws {
    let text = try String(contentsOf: registry, encoding: .utf8)
    precondition(text.contains(old), "the registry holds what is to be replaced")
    try Data(text.replacing(old, with: new).utf8).write(to: registry)
  }

  /// Writes a registry of one release of ICD-10-CM.
  package func register(
    file: String, system: String = "icd10cm", layout: String = "cms-order", member: String = "",
    sha256: String = ""
  ) throws {
    let text = """
      system,release,effective,until,role,layout,file,member,sha256,url
      \(system),sample,2024-10-01,,codes,\(layout),\(file),\(member),\(sha256),

      """
    try Data(text.utf8).write(to: registry)
  }
}

extension Outcome {
  /// The lines printed to standard error.
  package var errorLines: [String] { errors.split(separator: "\n").map(String.init) }

  /// - Throws: `UnexpectedStatus` unless the program ended with exit status 0.
  @discardableResult
  package func succeeded() throws -> Outcome {
    guard status == 0 else { throw UnexpectedStatus(outcome: self) }
    return self
  }
}

/// A program failed that a test relies on.
package struct UnexpectedStatus: Error {
  package var outcome: Outcome
}

/// The contents of every file below a folder, hidden ones too, by path.
package func files(in folder: URL) throws -> [String: Data] {
  var files: [String: Data] = [:]
  for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
    var isFolder: ObjCBool = false
    let url = folder.appending(path: path)
    guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else { continue }
    if !isFolder.boolValue { files[path] = try Data(contentsOf: url) }
  }
  return files
}

/// The paths at which two folders differ, sorted: a file that only one of them has, or other bytes.
package func differences(_ first: [String: Data], _ second: [String: Data]) -> [String] {
  Set(first.keys).union(second.keys).filter { first[$0] != second[$0] }.sorted()
}

/// What there is to note in the sample.
package let holesOfTheSample =
  [
    (46, "H540X3 Blindness right eye, category 3 with laterality left"),
    (50, "H540X4 Blindness right eye, category 4 with laterality left"),
    (54, "H540X5 Blindness right eye, category 5 with laterality left"),
    (61, "H54413 Blindness, right eye, category 3 with laterality left"),
    (63, "H54414 Blindness, right eye, category 4 with laterality left"),
    (65, "H54415 Blindness, right eye, category 5 with laterality left"),
    (68, "H5442A Blindness, left eye, category 3-5 with laterality right"),
  ].map { line, hole in
    "Inputs/sample/icd10cm_order_sample.txt:\(line): note: expected a counterpart of \(hole), found none "
      + "[family-hole]"
  }
  + [
    // The tabular list of the sample names two codes that the sample is too small for.
    (21, "F53 in \"mental and behavioral disorders associated with the puerperium (F53.-)\""),
    (32, "O655 in \"any associated obstructed labor (O65.5)\""),
  ].map { line, reference in
    "Inputs/sample/icd10cm_tabular_sample.xml:\(line): note: expected a code of icd10cm sample, found \(reference) "
      + "[note-reference]"
  }
