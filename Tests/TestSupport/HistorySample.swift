import CSVTables
import Foundation

/// A folder with a copy of the sample history in it: five releases of ICD-10-CM with their addenda and a
/// conversion table. Everything in it may be spoiled.
package final class HistorySample: Sendable {
  private let folder: TemporaryFolder

  package var url: URL { folder.url }
  package var registry: URL { url.appending(path: "history.csv") }
  package var output: URL { url.appending(path: "Outputs") }
  package var database: URL { output.appending(path: "codeset.sqlite") }

  /// The labels of the releases, by effective date.
  package static let labels = ["fy2019", "fy2020", "fy2021", "fy2022", "fy2022-april"]

  package init() throws {
    folder = try TemporaryFolder()
    let sample = project.appending(path: "Inputs/sample")
    for name in ["history", "history.csv"] {
      try FileManager.default.copyItem(at: sample.appending(path: name), to: url.appending(path: name))
    }
  }

  /// A sample with its products.
  package static func built() throws -> HistorySample {
    let sample = try HistorySample()
    try sample.build().succeeded()
    return sample
  }

  /// Runs a command that works on the registry, in the sample's folder.
  @discardableResult
  package func codeset(_ arguments: String...) throws -> Outcome {
    try run(codesetPath, arguments + ["--registry", "history.csv"], in: url)
  }

  /// Builds every product.
  package func build(_ arguments: String...) throws -> Outcome {
    try run(codesetPath, ["build", "--registry", "history.csv"] + everyProduct + arguments, in: url)
  }

  /// Runs make for the sample's registry and its own output.
  @discardableResult
  package func make(_ arguments: String...) throws -> Outcome {
    try TestSupport.make(arguments, registry: registry, output: output)
  }

  /// Keeps the rows of some releases in the registry, and gives no hashes: the files may be spoiled.
  package func keep(_ labels: [String]) throws {
    let rows = try String(contentsOf: project.appending(path: "Inputs/sample/history.csv"), encoding: .utf8)
      .split(separator: "\n")
    let kept = rows.dropFirst().filter { row in labels.contains { row.hasPrefix("icd10cm,\($0),") } }
    let text = ([rows[0]] + kept).map { row in
      row.split(separator: ",", omittingEmptySubsequences: false).enumerated()
        .map { $0.offset == 8 && row != rows[0] ? "" : $0.element }.joined(separator: ",") + "\n"
    }
    try Data(text.joined().utf8).write(to: registry)
  }

  /// Replaces one text by another in a file of the sample.
  package func edit(_ file: String, replacing old: String, with new: String) throws {
    let url = url.appending(path: "history/\(file)")
    let text = String(decoding: try Data(contentsOf: url), as: UTF8.self)
    precondition(text.contains(old), "\(file) holds what is to be replaced")
    try Data(text.replacing(old, with: new).utf8).write(to: url)
  }
}

/// Runs make in the project's folder, or a program that is handed make with its arguments. The command is the
/// one built together with the tests, and is not built again.
@discardableResult
package func make(
  _ arguments: [String], registry: URL, output: URL, through program: [String] = []
) throws -> Outcome {
  let always = [
    "--old-file=\(codesetPath)", "TOOL=\(codesetPath)", "REGISTRY=\(registry.path)", "OUTPUT=\(output.path)",
    "EMIT=\(optionalProducts.joined(separator: " "))",
  ]
  let command = program + ["make"] + always + arguments
  // A make that runs the tests hands its own options down; this one must not see them.
  return try run(
    command[0], Array(command.dropFirst()), in: project,
    environment: ["MAKEFLAGS": "", "MFLAGS": "", "MAKELEVEL": "0"])
}

/// Official releases under a registry of their own, in a folder of their own.
package final class OfficialSelection: Sendable {
  private let folder: TemporaryFolder

  package var url: URL { folder.url }

  /// - Parameter labels: the releases, each with its codes and addenda.
  package convenience init(_ labels: [String]) throws {
    try self.init { row in
      row["system"] == "icd10cm" && labels.contains(row["release"] ?? "")
        && ["codes", "addenda"].contains(row["role"] ?? "")
    }
  }

  /// - Parameter isChosen: whether a row of the official registry is taken over.
  package init(where isChosen: ([String: String]) -> Bool) throws {
    folder = try TemporaryFolder()
    guard let officialRegistry else { return }
    let official = officialRegistry.deletingLastPathComponent()
    for name in try FileManager.default.contentsOfDirectory(atPath: official.path) where !name.contains(".") {
      try FileManager.default.createSymbolicLink(
        at: url.appending(path: name), withDestinationURL: official.appending(path: name))
    }
    try write(rows(of: officialRegistry).filter(isChosen))
  }

  package var database: URL { url.appending(path: "out/codeset.sqlite") }

  /// Changes the rows of the registry.
  package func rewrite(_ change: (inout [String: String]) -> Void) throws {
    try write(
      rows(of: registry).map { row in
        var row = row
        change(&row)
        return row
      })
  }

  private var registry: URL { url.appending(path: "releases.csv") }

  /// Writes a registry without hashes.
  private func write(_ rows: [[String: String]]) throws {
    let columns = ["system", "release", "effective", "until", "role", "layout", "file", "member"]
    let lines = rows.map { row in
      columns.map { row[$0].map { "\"\($0)\"" } ?? "" }.joined(separator: ",") + "\n"
    }
    try Data((columns.joined(separator: ",") + "\n" + lines.joined()).utf8).write(to: registry)
  }

  /// Puts a file in the place of the one that has a role for a release.
  ///
  /// - Parameter spoil: what becomes of the published lines.
  package func replace(_ role: String, of label: String, _ spoil: (inout [String]) -> Void) throws {
    let all = role == "addenda" ? officialAddenda : officialReleases
    guard let official = all.first(where: { $0.description == "icd10cm \(label)" }) else { return }
    var lines = String(decoding: try official.publishedBytes(), as: UTF8.self).components(separatedBy: "\r\n")
    spoil(&lines)
    let name = "\(role)-\(label).txt"
    try Data(lines.joined(separator: "\r\n").utf8).write(to: url.appending(path: name))
    try write(
      rows(of: registry).map { row in
        guard row["release"] == label, row["role"] == role else { return row }
        return row.merging(["file": name]) { $1 }.filter { $0.key != "member" }
      })
  }

  package func build() throws -> Outcome {
    try run(codesetPath, ["build", "--registry", "releases.csv", "--output", "out"] + everyProduct, in: url)
  }
}
