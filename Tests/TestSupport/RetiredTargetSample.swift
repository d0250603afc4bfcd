import Foundation

/// Five releases of ICD-10-CM, and four codes of ICD-9-CM that map to codes which were retired or divided meanwhile.
package final class RetiredTargetSample: Sendable {
  private let folder: TemporaryFolder

  package var url: URL { folder.url }
  package var output: URL { url.appending(path: "Outputs") }
  package var database: URL { output.appending(path: "codeset.sqlite") }

  /// A sample with its products.
  package init() throws {
    folder = try TemporaryFolder()
    let sample = project.appending(path: "Inputs/sample")
    try FileManager.default.copyItem(
      at: sample.appending(path: "history"), to: url.appending(path: "history"))
    try Data(
      """
      0631  Viral encephalitis
      3862  Vertigo of central origin
      5183  Pulmonary eosinophilia
      V640  Vaccination not carried out
      V650  Healthy person accompanying sick person

      """.utf8
    ).write(to: url.appending(path: "icd9cm.txt"))
    try Data(
      """
      0631  A848    10000
      3862  H8149   10000
      5183  J82     10000
      V640  Z283    10000
      V650  H814    00000

      """.replacing("\n", with: "\r\n").utf8
    ).write(to: url.appending(path: "gem.txt"))
    let rows = """
      icd9cm,v32,2014-10-01,2015-10-01,codes,icd9-description,icd9cm.txt,,,
      icd9cm,v32,2014-10-01,2015-10-01,crosswalk,gem,gem.txt,,,

      """
    let releases = try String(contentsOf: sample.appending(path: "history.csv"), encoding: .utf8)
    try Data((releases + rows).utf8).write(to: url.appending(path: "registry.csv"))
    try run(codesetPath, ["build", "--quiet", "--registry", "registry.csv"] + everyProduct, in: url)
      .succeeded()
  }

  /// Runs the command in the sample's folder.
  package func codeset(_ arguments: String...) throws -> Outcome { try run(codesetPath, arguments, in: url) }
}
