import CodeSetModel
import Foundation

/// A record of HCPCS made up for a test, in the columns of CMS.
package struct SampleHCPCS: Sendable {
  package var code: String
  /// The long description, a piece for each line.
  package var pieces: [String]
  package var shortTitle: String
  package var added: String
  package var effective: String
  package var terminated: String
  package var action: String

  package init(
    _ code: String, _ pieces: [String], short shortTitle: String = "Short", added: String = "20100101",
    effective: String = "20100101", terminated: String = "", action: String = "N"
  ) {
    self.code = code
    self.pieces = pieces
    self.shortTitle = shortTitle
    self.added = added
    self.effective = effective
    self.terminated = terminated
    self.action = action
  }

  /// The lines of the record, of 320 columns each.
  package var lines: [String] {
    let isModifier = code.count == 2
    return pieces.enumerated().map { number, piece in
      let sequence = String(repeating: "0", count: number < 9 ? 2 : 1) + String((number + 1) * 100)
      let id = number == 0 ? (isModifier ? "7" : "3") : (isModifier ? "8" : "4")
      let line = (isModifier ? "   " : "") + code + sequence + id + padded(piece, to: 80)
      guard number == 0 else { return padded(line, to: 320) }
      return padded(line + padded(shortTitle, to: 28), to: 320)
        .with(padded(isModifier ? "" : "00", to: 8), in: 120...127).with("C", in: 230...230)
        .with(padded(added, to: 8), in: 269...276).with(padded(effective, to: 8), in: 277...284)
        .with(padded(terminated, to: 8), in: 285...292).with(padded(action, to: 1), in: 293...293)
    }
  }
}

/// A folder with a copy of the sample of HCPCS in it: two releases of a few records each, as published.
package final class HCPCSSample: Sendable {
  private let folder: TemporaryFolder

  package var url: URL { folder.url }
  package var registry: URL { url.appending(path: "hcpcs.csv") }
  package var output: URL { url.appending(path: "Outputs") }
  package var database: URL { output.appending(path: "codeset.sqlite") }

  package init() throws {
    folder = try TemporaryFolder()
    for name in ["hcpcs", "hcpcs.csv"] {
      try FileManager.default.copyItem(
        at: project.appending(path: "Inputs/sample/\(name)"), to: url.appending(path: name))
    }
  }

  /// A sample with its products.
  package static func built() throws -> HCPCSSample {
    let sample = try HCPCSSample()
    try run(codesetPath, ["build", "--registry", "hcpcs.csv"] + everyProduct, in: sample.url).succeeded()
    return sample
  }

  /// Runs the command in the sample's folder.
  @discardableResult
  package func codeset(_ arguments: String...) throws -> Outcome { try codeset(arguments) }

  /// Runs the command in the sample's folder.
  @discardableResult
  package func codeset(_ arguments: [String]) throws -> Outcome { try run(codesetPath, arguments, in: url) }

  /// Runs make for the sample's registry and its own output.
  @discardableResult
  package func make(_ arguments: String...) throws -> Outcome {
    try TestSupport.make(arguments, registry: registry, output: output)
  }

  /// Keeps the rows of some releases in the registry.
  package func keep(_ labels: [String]) throws {
    let rows = try String(contentsOf: project.appending(path: "Inputs/sample/hcpcs.csv"), encoding: .utf8)
      .split(separator: "\n")
    let kept = rows.dropFirst().filter { row in labels.contains { row.hasPrefix("hcpcs,\($0),") } }
    try Data(([rows[0]] + kept).map { $0 + "\n" }.joined().utf8).write(to: registry)
  }
}
