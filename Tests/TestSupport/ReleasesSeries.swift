import CodeSetModel
import Foundation

/// A release of ICD-10-CM that exists in the test alone: one of several that follow each other.
package struct SeriesRelease: Sendable {
  package var label: String
  package var effective: String
  /// The end that the registry states, if any.
  package var until: String
  /// The codes in published order: whether each is billable, and its title.
  package var codes: [(code: String, isBillable: Bool, title: String)]
  /// The rows of its conversion table, `A00.4,2022,A00.2`; none: it comes without one.
  package var conversion: [String]

  package init(
    _ label: String, _ effective: String, until: String = "",
    _ codes: [(code: String, isBillable: Bool, title: String)], conversion: [String] = []
  ) {
    self.label = label
    self.effective = effective
    self.until = until
    self.codes = codes
    self.conversion = conversion
  }
}

extension Sample {
  /// A sample whose registry has these releases and no others, with its products.
  package static func built(_ releases: [SeriesRelease]) throws -> Sample {
    let sample = try Sample()
    try sample.register(releases)
    try sample.codeset(["build", "--quiet"] + everyProduct).succeeded()
    return sample
  }

  /// Writes a registry of these releases, and their files.
  package func register(_ releases: [SeriesRelease]) throws {
    var rows = ["system,release,effective,until,role,layout,file"]
    for release in releases {
      let row = "icd10cm,\(release.label),\(release.effective),\(release.until)"
      let lines = release.codes.enumerated().map { place, code in
        orderLine(place + 1, code.code, isBillable: code.isBillable, code.title)
      }
      try Data(orderFile(lines)).write(to: inputs.appending(path: "\(release.label).txt"))
      rows.append("\(row),codes,cms-order,\(release.label).txt")
      guard !release.conversion.isEmpty else { continue }
      let header = "Current code assignment,Effective October 1,Previous Code(s) Assignment"
      let table = ([header] + release.conversion).map { "\($0)\n" }.joined()
      try Data(table.utf8).write(to: inputs.appending(path: "\(release.label)-conversion.csv"))
      rows.append("\(row),conversion,icd10cm-conversion,\(release.label)-conversion.csv")
    }
    try Data(rows.map { "\($0)\n" }.joined().utf8).write(to: registry)
  }
}

/// All official releases of ICD-10-CM in one artifact, built once for all tests that ask it.
package enum OfficialHistory {
  /// The labels of the releases, by effective date; none where the environment names no registry.
  package static let labels = officialReleases.filter { $0.system == .icd10cm }
    .sorted { $0.release.effective < $1.release.effective }.map(\.release.label)

  private static let built = Result {
    let sample = try Sample()
    // What is kept to the end of the tests goes away with them.
    atexit { OfficialHistory.remove() }
    try sample.codeset(
      "build", "--quiet", "--system", "icd10cm", "--registry", officialRegistry?.path ?? ""
    ).succeeded()
    return sample
  }

  /// The folder in which the artifact is in `Outputs`.
  package static func sample() throws -> Sample { try built.get() }

  private static func remove() {
    guard case .success(let sample) = built else { return }
    try? FileManager.default.removeItem(at: sample.url)
  }
}
