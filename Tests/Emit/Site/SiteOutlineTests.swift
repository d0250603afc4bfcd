import Foundation
import TestSupport
import Testing

/// Pages of the site, whole: every word, link, mark and table on them is as it was when somebody read it.
extension SiteTests {
  /// A registry of the sample, and the pages of its build, by their addresses.
  struct Pages: Sendable, CustomTestStringConvertible {
    var registry: String
    var addresses: [String]

    var testDescription: String { registry }
  }

  private static let pages = [
    Pages(
      registry: "releases.csv",
      addresses: [
        "", "icd10cm", "icd10pcs", "icd10cm/O00-O9A", "icd10cm/O30-O48", "icd10cm/O34.32", "icd10cm/O99.0",
        "icd10cm/S42.001A", "icd10cm/O60.13X0", "icd10cm/Z3A.13", "icd10cm/H90.2", "icd10cm/M26.6",
        "icd10cm/M17.10",
        "icd10pcs/0UV", "icd10pcs/0UVC7ZZ", "icd10cm/O34.39", "icd10cm/O3.432", "icd10cm/T46.41A",
        "icd10cm/99213",
        "icd11/O34",
      ]),
    Pages(
      registry: "crosswalk.csv",
      addresses: [
        "", "icd9cm", "icd9cm/654.53", "icd10cm/T46.4X1A", "icd10cm/T46.4X6A", "icd10cm/S42.001D",
      ]),
    Pages(
      registry: "hcpcs.csv",
      addresses: ["hcpcs", "hcpcs/C9469", "hcpcs/LT", "hcpcs/G9890", "hcpcs/ZA"]),
    Pages(
      registry: "history.csv",
      addresses: [
        "icd10cm/H81.4", "icd10cm/H81.41", "icd10cm/J82", "icd10cm/U07.1", "icd10cm/O10.01",
        "icd10cm/Z28.310",
      ]),
    Pages(
      registry: "declared/releases.csv",
      addresses: ["", "icd10cm/O34.32", "ward", "stay/001", "vaccine"]),
  ]

  @Test(arguments: pages) func pagesSayWhatTheySaidWhenTheyWereRead(_ pages: Pages) throws {
    let folder = try TemporaryFolder()
    let registry = project.appending(path: "Inputs/sample/\(pages.registry)").path
    try run(
      codesetPath,
      ["build", "--quiet", "--emit", "site", "--registry", registry, "--output", folder.url.path]
    ).succeeded()
    // Titles and links of other codes come when the index is read: what is asked for after them is answered after them.
    let settled = """
      import("./search.js").then(({ find }) => find([{ system: "icd10cm", code: "O34" }]))
        .then(() => setTimeout(() => { document.body.dataset.settled = "yes"; }, 200))
      """
    let seen = try browse(
      folder.url,
      pages.addresses.flatMap {
        [
          .open("/site/?\($0)"), .run(settled), .wait("document.body.dataset.settled === 'yes'"),
          .outline($0),
        ] as [Step]
      })
    let sample = pages.registry.prefix { $0 != "." && $0 != "/" }
    for address in pages.addresses {
      let page = address.isEmpty ? "start" : address.replacing("/", with: "-")
      let lines = try #require(seen[address])
      try expectGolden(lines.map { "\($0)\n" }.joined(), "site-\(sample)-\(page).txt")
    }
    #expect(seen["faults"] == [])
  }
}
