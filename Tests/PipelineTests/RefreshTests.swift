import Foundation
import TestSupport
import Testing

/// The yearly refresh through make, from a real server.
@Suite struct RefreshTests {
  let server: WebServer

  /// Serves the files of the sample history.
  init() throws {
    server = try WebServer()
    for (path, contents) in try files(in: project.appending(path: "Inputs/sample/history")) {
      try server.serve(contents, as: path)
    }
  }

  /// Writes a registry of some releases of the sample history, each file with its address.
  private func register(_ labels: [String]) throws {
    let sample = rows(of: project.appending(path: "Inputs/sample/history.csv"))
    let columns = ["system", "release", "effective", "until", "role", "layout", "file", "member", "sha256"]
    let lines = sample.filter { labels.contains($0["release"] ?? "") }.map { row in
      let file = (row["file"] ?? "").replacing("history/", with: "")
      return columns.map { $0 == "file" ? file : row[$0] ?? "" }.joined(separator: ",")
        + ",\(server.address)/plain/\(file)\n"
    }
    let text = (columns + ["url"]).joined(separator: ",") + "\n" + lines.joined()
    try Data(text.utf8).write(to: server.inputs.appending(path: "releases.csv"))
  }

  private func refresh() throws -> Outcome {
    try make(
      ["refresh"], registry: server.inputs.appending(path: "releases.csv"),
      output: server.inputs.appending(path: "out"))
  }

  @Test func aRefreshFetchesBuildsAndSumsUpWhatIsNew() throws {
    try register(Array(HistorySample.labels.prefix(4)))
    try refresh().succeeded()
    try register(HistorySample.labels)
    let outcome = try refresh().succeeded()
    let fetched = outcome.output.split(separator: "\n").filter { $0.contains(": fetched, ") }
      .compactMap { $0.prefix { $0 != ":" }.split(separator: "/").last }
    #expect(fetched == ["order-fy2022-april.txt", "addenda-fy2022-april.txt", "conversion.csv"])
    #expect(outcome.output.contains("ingest icd10cm fy2022-april"))
    #expect(!outcome.output.contains("ingest icd10cm fy2022 "))
    let summary = """
      ICD-10-CM fy2022-april, in force from 2022-04-01
      codes       214, 161 of them billable
      since       fy2022, in force from 2021-10-01
      new         4
      retired     0
      revised     1
      flipped     1 to headers, 0 to billable codes
      families    0 new, 0 gone, 0 with other members
      shapes      none that is new
      addenda     7 changes matched, relative to fy2022
      findings    0 warnings, 0 notes
      as of FY2022 April; FY2025 came into force on 2024-10-01 and is not in this build

      """
    #expect(outcome.output.hasSuffix(summary), "\(outcome.output)")

    let again = try refresh().succeeded()
    #expect(!again.output.contains(": fetched, "))
    #expect(!again.output.contains("emit sqlite"))
    #expect(again.output.hasSuffix(summary))
  }

  /// What cannot be fetched ends the refresh before anything is built.
  @Test func aFileThatIsNotThereEndsTheRefresh() throws {
    try register(["fy2019"])
    try refresh().succeeded()
    let before = try files(in: server.inputs.appending(path: "out"))
    let registry = server.inputs.appending(path: "releases.csv")
    let text = try String(contentsOf: registry, encoding: .utf8)
    let row = "icd10cm,fy2020,2019-10-01,,codes,cms-order,gone.txt,,,\(server.address)/plain/gone.txt\n"
    try Data((text + row).utf8).write(to: registry)
    let outcome = try refresh()
    #expect(outcome.status != 0)
    #expect(outcome.errors.contains("gone.txt"))
    #expect(differences(before, try files(in: server.inputs.appending(path: "out"))) == [])
  }
}
